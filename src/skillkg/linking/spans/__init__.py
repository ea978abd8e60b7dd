"""Places that describe skills or knowledge, whether a concept answers to them or not."""
