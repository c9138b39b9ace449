"""What a person wrote, and its history; values only."""
