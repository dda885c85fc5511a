"""Where names begin and end, what they name, and which are one entity."""
