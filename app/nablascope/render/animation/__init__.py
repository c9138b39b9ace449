"""A film as a file: GIF, APNG, video through the system's ffmpeg, or numbered pictures."""
