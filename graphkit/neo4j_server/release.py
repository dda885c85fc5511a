"""The releases of Neo4j that we run, each with the digest of every one of its files."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

from graphkit.errors import UnknownName

#: 5.26 is the release with long-term support, and runs on Java 17, 21 and 25
DEFAULT = "5.26.30"


@dataclass(frozen=True, slots=True)
class Release:
    """A release: ``megabytes`` to download, ``main`` class, oldest version of Java that runs it."""

    version: str
    megabytes: int
    main: str
    java: int

    def digests(self) -> dict[str, str]:
        """The sha256 of each of its jars, by coordinates (``group:artifact:version[:classifier]``).

        Taken from files that Maven had fetched from Maven Central.
        """
        text = (files(__package__) / "releases" / f"{self.version}.sha256").read_text(encoding="ascii")
        return {coordinates: digest for digest, coordinates in (line.split() for line in text.splitlines())}


def file_name(coordinates: str) -> str:
    """The name of the jar of these coordinates."""
    _, artifact, version, *classifier = coordinates.split(":")
    return "-".join([artifact, version, *classifier]) + ".jar"


RELEASES = {
    each.version: each
    for each in (
        Release("5.26.30", 123, "org.neo4j.server.CommunityEntryPoint", 17),
        Release("2026.08.1", 152, "org.neo4j.server.Neo4jCommunity", 21),
    )
}


def release(version: str = DEFAULT) -> Release:
    """The release of a version.

    Raises:
        UnknownName: we have no list of its files.
    """
    if version not in RELEASES:
        raise UnknownName("release of Neo4j", version, RELEASES, f"these can be run: {', '.join(RELEASES)}")
    return RELEASES[version]
