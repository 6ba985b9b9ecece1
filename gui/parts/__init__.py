"""Small things that several panels are made of: badges, key caps, rows of facts, numbers as offices write them."""
