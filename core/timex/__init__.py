"""Reading times in Vietnamese news and resolving them."""
