"""Where a server of one's own keeps its programs and its data."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def cache() -> Path:
    """The folder of what can be downloaded again: GRAPHKIT_CACHE, or the user's cache."""
    named = os.environ.get("GRAPHKIT_CACHE")
    return Path(named) if named else _user("XDG_CACHE_HOME", ".cache", "Caches")


def data() -> Path:
    """The folder of what must not be lost: GRAPHKIT_DATA, or the user's data."""
    named = os.environ.get("GRAPHKIT_DATA")
    return Path(named) if named else _user("XDG_DATA_HOME", ".local/share", "Application Support")


def default_folder() -> Path:
    """The folder of the server of whoever names none."""
    return data() / "neo4j"


def running() -> Path:
    """The folder of notes of which servers run: a file for each port, which holds the server's folder."""
    return data() / "neo4j-running"


def _user(variable: str, usual: str, mac: str) -> Path:
    if os.environ.get(variable):
        return Path(os.environ[variable]) / "graphkit"
    if sys.platform == "darwin":
        return Path.home() / "Library" / mac / "graphkit"
    if sys.platform == "win32" and os.environ.get("LOCALAPPDATA"):
        return Path(os.environ["LOCALAPPDATA"]) / "graphkit"
    return Path.home() / usual / "graphkit"
