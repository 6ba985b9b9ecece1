"""Checks: small functions that say what a reviewer should look at, in a registry that one can read."""
