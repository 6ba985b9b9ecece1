"""Searching the whole dataset: the box, what is found as a concordance, what is counted of it, what is done to all of it."""
