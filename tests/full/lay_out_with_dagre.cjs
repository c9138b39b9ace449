// Reads sizes and edges, lays out with dagre, writes seconds, boxes and lines.
const { readFileSync } = require("node:fs");
const { Graph } = require("@dagrejs/graphlib");
const dagre = require("@dagrejs/dagre");

const { sizes, edges } = JSON.parse(readFileSync(0, "utf8"));
const graph = new Graph({ multigraph: true });
graph.setGraph({ rankdir: "LR", nodesep: 36, edgesep: 32, ranksep: 128 });
sizes.forEach(([width, height], item) => graph.setNode(String(item), { width, height }));
edges.forEach(([source, target], edge) => graph.setEdge(String(source), String(target), {}, String(edge)));
const start = process.hrtime.bigint();
dagre.layout(graph);
const seconds = Number(process.hrtime.bigint() - start) / 1e9;
const middles = sizes.map((_, item) => graph.node(String(item))).map(({ x, y }) => [x, y]);
const lines = edges.map(([source, target], edge) =>
  graph.edge(String(source), String(target), String(edge)).points.map(({ x, y }) => [x, y]));
process.stdout.write(JSON.stringify({ seconds, middles, lines }));
