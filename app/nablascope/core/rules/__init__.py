"""Rules of differentiation in plain mathematics, and their numbers."""
