"""Agreement, checks, statistics and registers."""
