"""Servers for tests: Oxigraph's, from its wheel, and Fuseki and Neo4j, from Maven Central where Java is."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from graphkit import neo4j_server
from graphkit.errors import UsageError
from graphkit.neo4j_server import jars
from graphkit.neo4j_server.java import find_java
from graphkit.stores.child import die_with_parent
from graphkit.stores.endpoint import Endpoint
from graphkit.stores.neo4j.address import target
from graphkit.stores.neo4j.connection import Connection

FUSEKI = "5.6.0"  # the last that runs on Java 17
_JAR = (
    Path("~/.m2/repository/org/apache/jena/jena-fuseki-server").expanduser()
    / FUSEKI
    / f"jena-fuseki-server-{FUSEKI}.jar"
)
_DATASETS = 4  # more than any test holds open at once
_PREFIXES = """@prefix fuseki: <http://jena.apache.org/fuseki#> .
@prefix ja: <http://jena.hpl.hp.com/2005/11/Assembler#> .
"""
_SERVICE = """<#{n}> a fuseki:Service ; fuseki:name "{n}" ; fuseki:dataset [ a ja:MemoryDataset ] ;
  fuseki:endpoint [ fuseki:operation fuseki:query ; fuseki:name "query" ] ,
    [ fuseki:operation fuseki:update ; fuseki:name "update" ] .
"""
START = 60.0  # seconds until a server must answer


class Servers:
    """Empty graphs on running servers, lent and taken back; ``close`` ends the servers."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        self._homes: list[Path] = []
        self._free: dict[str, list[str]] = {"oxigraph": [], "fuseki": [], "neo4j": []}
        self._lent: list[tuple[str, str]] = []

    def lend(self, kind: str) -> str:
        """The address of an empty graph on a server of a kind, ``oxigraph``, ``fuseki`` or ``neo4j``."""
        if not self._free[kind]:
            start = {"oxigraph": self._oxigraph, "fuseki": self._fuseki, "neo4j": self._neo4j}
            self._free[kind] = start[kind]()
        self._lent.append((kind, self._free[kind].pop()))
        return self._lent[-1][1]

    def take_back(self) -> None:
        """Empty all graphs that were lent."""
        for kind, address in self._lent:
            if kind == "neo4j":
                wipe(address)
            else:
                Endpoint(address).update("CLEAR ALL")
            self._free[kind].append(address)
        self._lent.clear()

    def close(self) -> None:
        """End the servers."""
        for process in self._processes:
            process.kill()
            process.wait()
        for home in self._homes:
            neo4j_server.stop(home)

    def _neo4j(self) -> list[str]:
        """The community edition has one database, so each empty graph is a server: half a gigabyte, some seconds."""
        release = neo4j_program()
        home = self._folder / f"neo4j-{len(self._homes)}"
        self._homes.append(home)
        return [neo4j_server.start(home, port=0, heap=512, version=release.version, tied=True).address]

    def _oxigraph(self) -> list[str]:
        found = shutil.which("oxigraph", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
        if found is None:
            pytest.skip("needs the oxigraph server: pip install oxigraph")
        port = free_port()
        self._start([found, "serve", "--bind", f"127.0.0.1:{port}"], port)
        return [f"sparql+http://127.0.0.1:{port}/query"]

    def _fuseki(self) -> list[str]:
        java, maven = shutil.which("java"), shutil.which("mvn")
        if java is None or (maven is None and not _JAR.exists()):
            pytest.skip("needs Java 17 and Maven, for Fuseki: apt-get install default-jre-headless maven")
        if not _JAR.exists():
            artifact = f"-Dartifact=org.apache.jena:jena-fuseki-server:{FUSEKI}"
            get = [str(maven), "-B", "-q", "dependency:get", artifact, "-Dtransitive=false"]
            subprocess.run(get, check=True, stdout=sys.stderr, timeout=300)
        names = [f"ds{n}" for n in range(_DATASETS)]
        config = self._folder / "fuseki.ttl"
        config.write_text(_PREFIXES + "".join(_SERVICE.format(n=name) for name in names), encoding="utf-8")
        port = free_port()
        lean = ["-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
        command = [java, *lean, "-jar", str(_JAR), "--config", str(config), "--localhost", "--port", str(port)]
        self._start(command, port)
        return [f"sparql+http://127.0.0.1:{port}/{name}/query" for name in names]

    def _start(self, command: Sequence[str], port: int) -> None:
        log = self._folder / f"{port}.log"
        with log.open("wb") as stream:
            process = subprocess.Popen(
                command, cwd=self._folder, env=os.environ | {"FUSEKI_BASE": str(self._folder / "run")},
                stdin=subprocess.DEVNULL, stdout=stream, stderr=stream, preexec_fn=die_with_parent,
            )  # fmt: skip
        self._processes.append(process)
        end = time.monotonic() + START
        while time.monotonic() < end and process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        pytest.fail(f"{command[0]} did not start: {log.read_text(errors='replace')[-2000:]}")


def neo4j_program() -> neo4j_server.Release:
    """The release of Neo4j whose program files and Java are there; else the test is skipped.

    It is the one with long-term support, or that of GRAPHKIT_TEST_NEO4J, such as 2026.08.1.
    """
    release = neo4j_server.release(os.environ.get("GRAPHKIT_TEST_NEO4J") or neo4j_server.DEFAULT)
    if not jars.are_there(release) and os.environ.get("CI") == "true":
        jars.fetch(release)
    if not jars.are_there(release):
        pytest.skip("needs a Neo4j server: run 'graphkit neo4j start' once, which downloads it, and stop it")
    try:
        find_java(release.java)
    except UsageError as error:
        pytest.skip(str(error))
    return release


def wipe(address: str) -> None:
    """Empty the graph at a Neo4j address; constraints and indexes stay."""
    connection = Connection(target(address))
    try:
        connection.run("MATCH (n) DETACH DELETE n")
    finally:
        connection.close()


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
