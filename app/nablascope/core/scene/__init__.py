"""What is drawn: a trace, its layout and a theme in, a display list out."""
