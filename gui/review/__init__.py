"""A province's collection at a glance."""
