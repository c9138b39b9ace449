"""Reads sizes and edges, lays out with graphlay, writes seconds, middles and lines."""

import json
import sys
import time

import graphlay


def main():
    graph = json.load(sys.stdin)
    items = [{"size": {"width": width, "height": height}} for width, height in graph["sizes"]]
    edges = [{"source": source, "target": target} for source, target in graph["edges"]]
    start = time.perf_counter()
    gaps = {"layer_gap": 128.0, "node_gap": 36.0}
    layout = graphlay.layout({"nodes": items, "edges": edges}, options={"spacing": gaps})
    seconds = time.perf_counter() - start
    middles = [(node["center"]["x"], node["center"]["y"]) for node in layout.nodes]
    lines = [[(point["x"], point["y"]) for point in edge["points"]] for edge in layout.edges]
    json.dump({"seconds": seconds, "middles": middles, "lines": lines}, sys.stdout)


main()
