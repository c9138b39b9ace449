"""The only torch code: evaluates a program, records its autograd graph, and serves a client."""
