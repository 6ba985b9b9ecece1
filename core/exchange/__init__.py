"""One file per annotation format, and the report of what a format cannot hold."""
