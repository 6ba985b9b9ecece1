"""Mentions of many articles brought together: who is one person, which names are one body, and what people decided about it."""
