"""The evaluator: walks a checked program's tree; never ``eval``, ``exec`` or ``compile``."""
