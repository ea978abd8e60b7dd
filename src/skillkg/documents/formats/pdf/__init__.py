"""PDF: words with their boxes, in reading order, and pages as images."""
