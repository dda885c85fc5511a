"""Tests of graphkit_loaders."""
