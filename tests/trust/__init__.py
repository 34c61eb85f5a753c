"""What is tried to see whether the product is fit to be trusted, and what came of it."""
