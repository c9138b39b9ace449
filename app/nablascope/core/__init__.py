"""Frozen values and the pure functions on them; neither Qt nor torch."""
