"""What a read document means: its mentions, linked to concepts of the graph."""
