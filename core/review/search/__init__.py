"""Searching a dataset: words, labels, values, people, dates and provinces in one line, and patterns over annotations."""
