"""What would be the fit of another resume: with lines deleted, or with something added."""
