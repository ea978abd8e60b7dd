"""What a text is made of: sections, job titles, positions and dates."""
