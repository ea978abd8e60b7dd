"""Job ads and resumes: from a file to the concepts that it names."""
