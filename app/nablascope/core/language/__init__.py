"""The expression language: text in, a checked program with source spans out."""
