"""When: dates of verbs and offices, reckoned from the day of publication."""
