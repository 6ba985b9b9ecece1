"""One file per article format, encodings and zones."""
