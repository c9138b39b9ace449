"""What the window does, without a window: intents and the engine's news in, what to show out."""
