"""How a claim is put: denied, planned, possible, conditional; by whose word."""
