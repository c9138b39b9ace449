"""A trace as a networkx graph; apart, since importing networkx takes longer than a first window may."""

import networkx

from nablascope.core.graph.node_link import edge_attributes, graph_attributes, node_attributes
from nablascope.core.graph.trace import Trace


def to_networkx(trace: Trace) -> "networkx.MultiDiGraph[int]":
    """The graph whose node-link data is `to_node_link(trace)`; edges run from producer to consumer."""
    graph: networkx.MultiDiGraph[int] = networkx.MultiDiGraph(**graph_attributes(trace))
    graph.add_nodes_from((node.id, node_attributes(node)) for node in trace.nodes)
    for edge in trace.edges:
        graph.add_edge(edge.source, edge.target, edge.key, **edge_attributes(edge))
    return graph
