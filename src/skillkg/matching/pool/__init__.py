"""A pool of documents: read once, kept on disk, ranked by the fit that ``match`` explains."""
