"""Display list to pixels and files: `QPainter`, PNG and SVG; QtGui, and no widgets."""
