"""What the window and the engine process say to each other, and its binary form."""
