"""Where quads live: the embedded Oxigraph, or any SPARQL 1.1 endpoint."""
