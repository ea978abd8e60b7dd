"""ESCO, as CSV and as RDF."""
