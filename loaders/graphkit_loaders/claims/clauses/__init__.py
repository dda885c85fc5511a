"""What clauses tell of somebody: "works at", "served as mayor", "died"."""
