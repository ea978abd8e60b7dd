"""Which occupations a document is about, and how far it attests each, with its quotes."""
