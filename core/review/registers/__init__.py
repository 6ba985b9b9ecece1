"""Registers: officials, bodies, documents and agreements of a collection, each line with the places that prove it."""
