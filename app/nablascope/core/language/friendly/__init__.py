"""Notation of mathematics on paper, such as ``2x²`` and ``|x|``, turned into Python."""
