"""The recorded autograd graph as plain values."""
