"""Which occupation a person is likely to have next, by which paths, and which skills that takes."""
