"""Several annotators on one dataset on a server: who works on what, what others change, and what waits while it is away."""
