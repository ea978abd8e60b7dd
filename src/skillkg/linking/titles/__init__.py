"""Job titles to occupations."""
