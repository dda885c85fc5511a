"""What a role phrase tells of its holder: office, lead, seat, employer, candidacy, kin."""
