"""Where nodes and edges go: sizes in, positions and routes out; deterministic, no toolkit.

`lay_out.lay_out` makes a `layout.Layout` from a trace.
"""
