"""Where nodes and edges go: sizes in, positions and routes out; deterministic, no toolkit."""
