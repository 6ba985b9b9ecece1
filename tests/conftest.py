"""Hypothesis tries the same examples everywhere, and a busy machine is no counterexample."""

from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")
