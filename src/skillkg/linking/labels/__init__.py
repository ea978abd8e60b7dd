"""Labels of the graph as they may stand in a text."""
