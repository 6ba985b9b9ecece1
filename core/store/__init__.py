"""The gold dataset: tables, journal, migrations and search."""
