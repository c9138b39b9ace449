"""Paints a graph of thousands of nodes out of arrays; imported when there is one, since it brings NumPy."""
