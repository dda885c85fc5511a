"""Tests of graphkit_loaders.sources: what is read, what is left out and told."""
