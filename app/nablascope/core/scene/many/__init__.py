"""A graph of thousands of nodes as arrays; the only part of the scene that needs NumPy."""
