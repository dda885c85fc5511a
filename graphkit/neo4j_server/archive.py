"""An archive of the server's Java classes, made once: with it a start takes half the time."""

from __future__ import annotations

import hashlib
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from graphkit.errors import StoreError
from graphkit.neo4j_server import config, jars
from graphkit.neo4j_server.release import Release

_PATIENCE = 180.0  # seconds for a step that takes 20


def option(release: Release, java: str, java_version: str, tell: Callable[[str], None]) -> list[str]:
    """Java's option that names the archive, which is made if it is not there; [] where it cannot be made.

    An archive belongs to one build of Java and to the jars as they stand. Java itself passes over one that does not
    fit.
    """
    kind = hashlib.sha256(java_version.encode()).hexdigest()[:12]
    target = jars.folder(release).parent / f"classes-{kind}.jsa"
    if not target.exists():
        tell("preparing quick starts (once, about half a minute) ...")
        _make(target, release, java)
    return [f"-XX:SharedArchiveFile={target}"] if target.exists() and target.stat().st_size else []


def _make(target: Path, release: Release, java: str) -> None:
    from graphkit.neo4j_server.server import _await, _free_port, launch

    with tempfile.TemporaryDirectory(dir=target.parent, prefix="preparing-") as work:
        home, part = Path(work) / "home", Path(work) / "classes.jsa"
        port = _free_port(0)
        config.prepare(home, port, 512)
        command = [java, "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", f"-XX:ArchiveClassesAtExit={part}"]
        command += ["-cp", str(jars.folder(release) / "*"), release.main]
        command += [f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
        process = launch(command, home, tied=True)
        try:
            _await(process, port, home)
            process.terminate()
            process.wait(_PATIENCE)
        except (StoreError, subprocess.TimeoutExpired):
            pass  # without an archive it starts more slowly
        finally:
            process.kill()
            process.wait()
        if part.exists():
            part.replace(target)
        else:
            target.touch()  # this Java makes none; an empty file says not to try again
