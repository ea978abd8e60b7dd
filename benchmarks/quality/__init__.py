"""What the benchmarks of quality share: measures, methods side by side, and their data."""
