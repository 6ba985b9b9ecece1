"""The values that everything passes around: articles, items, edits and layers."""
