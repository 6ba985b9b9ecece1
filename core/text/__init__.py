"""Normal forms, offsets, syllables and folding of Vietnamese text."""
