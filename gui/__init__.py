"""The window: Qt only, no SQL and no regular expressions on articles."""
