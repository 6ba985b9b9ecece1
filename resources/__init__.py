"""Knowledge as data: the scheme, lexicons, provinces, themes, wordings, samples and the guide."""
