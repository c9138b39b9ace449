"""How long a step is shown, in seconds at speed 1."""

MOTION = 0.4
"""That its numbers are on their way."""

REST = 1.2
"""That it then stays."""
