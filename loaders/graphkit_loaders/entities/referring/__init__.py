"""Whom pronouns, descriptions and nouns for bodies stand for."""
