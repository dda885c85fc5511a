"""What stands beside a name: parties, bodies, states, forms of address, lists, families."""
