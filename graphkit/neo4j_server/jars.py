"""The server's program files: fetched by Maven, or by jgo where there is no Maven, and held against their digests."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from xml.sax.saxutils import escape

from graphkit.errors import StoreError, UsageError
from graphkit.neo4j_server import places
from graphkit.neo4j_server.release import Release, file_name

_POM = """<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>graphkit</groupId><artifactId>neo4j-server</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{version}</version></dependency>
  </dependencies>
</project>
"""


def folder(release: Release) -> Path:
    """Where the jars of a release are, or will be."""
    return places.cache() / f"neo4j-{release.version}" / "jars"


def are_there(release: Release) -> bool:
    """Whether they have been fetched. They come into their place whole and verified, or not at all."""
    return folder(release).is_dir()


def fetch(release: Release) -> Path:
    """Fetch the jars into the user's cache, some minutes at most; their folder.

    Raises:
        UsageError: there is neither Maven nor jgo.
        StoreError: the download failed, or a file is not what it should be.
    """
    target = folder(release)
    if target.is_dir():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix="fetching-") as work:
        part = Path(work) / "jars"
        part.mkdir()
        if shutil.which("mvn"):
            _by_maven(release, Path(work), part)
        elif find_spec("jgo") is not None:
            _by_jgo(release, Path(work), part)
        else:
            raise UsageError(
                "Neo4j is fetched by Maven or by jgo, and neither is there; install one "
                "(on Debian or Ubuntu: apt-get install maven), or: pip install 'graphkit-politics[neo4j]'"
            )
        _verify(release, part)
        try:
            part.rename(target)
        except OSError:  # another start was faster
            if not target.is_dir():
                raise
    return target


def _by_maven(release: Release, work: Path, part: Path) -> None:
    pom = work / "pom.xml"
    pom.write_text(_POM.format(version=escape(release.version)), encoding="utf-8")
    command = ["mvn", "--batch-mode", "--quiet", "--strict-checksums", "-f", str(pom)]
    command += ["dependency:copy-dependencies", f"-DoutputDirectory={part}"]
    done = _run(command, "")
    if done.returncode:
        last = " ".join(line for line in done.stdout.splitlines() if "ERROR" in line)[:500] or done.stdout[-500:]
        raise StoreError("neo4j", f"Maven could not fetch release {release.version}: {last}", "is there a network?")


def _by_jgo(release: Release, work: Path, part: Path) -> None:
    # Each file by its coordinates: what jgo would choose to depend on differs from Maven in a dozen versions. In a
    # process of its own: what jgo prints and sets up is its own affair.
    code = (
        "import json, pathlib, shutil, sys\n"
        "from jgo.maven import MavenContext\n"
        "maven = MavenContext(repo_cache=pathlib.Path(sys.argv[1]), timeout=60)\n"
        "for wanted in json.load(sys.stdin):\n"
        "    group, artifact, version, *classifier = wanted.split(':')\n"
        "    component = maven.project(group, artifact).at_version(version)\n"
        "    shutil.copy(component.artifact(*classifier).resolve(), sys.argv[2])\n"
    )
    command = [sys.executable, "-I", "-c", code, str(work / "jgo"), str(part)]
    wanted = json.dumps(sorted(release.digests()))
    done = _run(command, wanted)
    if done.returncode:
        last = (done.stdout.strip().splitlines() or ["no message"])[-1]
        raise StoreError("neo4j", f"jgo could not fetch release {release.version}: {last}", "is there a network?")


def _run(command: list[str], given: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, input=given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def _verify(release: Release, part: Path) -> None:
    wanted = {file_name(coordinates): digest for coordinates, digest in release.digests().items()}
    found = {path.name for path in part.iterdir()}
    for name in sorted(wanted.keys() ^ found):
        raise StoreError("neo4j", f"release {release.version}: {name} is missing or does not belong to it", "try again")
    for name, digest in wanted.items():
        with (part / name).open("rb") as stream:
            if hashlib.file_digest(stream, "sha256").hexdigest() != digest:
                raise StoreError("neo4j", f"{name} is not the file that release {release.version} has", "try again")
