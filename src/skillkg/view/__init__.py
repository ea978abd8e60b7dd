"""One look at a store: which releases are seen, through which encoder, and what follows."""
