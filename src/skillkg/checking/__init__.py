"""What is wrong with a graph: the ontology by a reasoner, every graph by SHACL shapes."""
