"""The graph for paths and search: arrays derived from the store, never edited by hand."""
