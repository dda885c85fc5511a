"""A Neo4j community server of one's own, for those who have none: fetched, locked down, started and stopped."""

from __future__ import annotations

from graphkit.neo4j_server.release import DEFAULT, Release, release
from graphkit.neo4j_server.server import Server, running, start, status, stop

__all__ = ["DEFAULT", "Release", "Server", "release", "running", "start", "status", "stop"]
