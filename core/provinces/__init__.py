"""The administrative map by date, and which province an article belongs to."""
