"""Role phrases taken apart, and who holds them."""
