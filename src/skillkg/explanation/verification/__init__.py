"""Whether a record holds: in itself, over a graph, and against the documents."""
