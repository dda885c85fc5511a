"""Starts, finds and stops the server of a folder."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from graphkit.errors import StoreError, StoreLocked
from graphkit.neo4j_server import archive, config, jars, places
from graphkit.neo4j_server.java import find_java
from graphkit.neo4j_server.release import DEFAULT, release

PORT = 7687  # of Bolt everywhere
HEAP = 512  # MB
_STARTING = 120.0  # seconds: ten times what two busy cores take
_STOPPING = 60.0
# the greeting of Bolt and four versions; whoever answers with four bytes speaks it
_HANDSHAKE = bytes.fromhex("6060b01700000405000204040000000400000003")


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs: its folder, address, release and process."""

    folder: Path
    address: str
    version: str
    pid: int

    @property
    def password_file(self) -> Path:
        """The file that holds the password; only its owner can read it."""
        return self.folder / "password"

    @property
    def port(self) -> int:
        """Where it answers on 127.0.0.1."""
        return int(self.address.rpartition(":")[2])


def start(
    folder: Path | None = None,
    *,
    port: int = PORT,
    heap: int = HEAP,
    version: str = DEFAULT,
    tied: bool = False,
    archived: bool = True,
    tell: Callable[[str], None] = lambda message: None,
) -> Server:
    """Start the server of a folder, which is made, or find it running; it answers when this returns.

    The jars must be there: :func:`graphkit.neo4j_server.jars.fetch`.

    Args:
        port: of 127.0.0.1; 0 for any that is free.
        heap: MB of memory for the server's objects.
        tied: end the server with this process, however it ends (on Linux).
        archived: make an archive of Java's classes the first time, with which all later starts are faster.

    Raises:
        StoreError: it does not start; the message holds what it said last.
        UsageError: there is no Java that runs it.
    """
    home = (folder or places.default_folder()).expanduser().absolute()
    known = _awaited(home)
    if known is not None:
        return known
    chosen = release(version)
    java, java_version = find_java(chosen.java)
    library = jars.folder(chosen)
    if not library.is_dir():
        raise StoreError("neo4j", f"release {version} is not there", "'graphkit neo4j start' fetches it")
    _check_release(home, version)
    port = _free_port(port)
    config.prepare(home, port, heap)
    (home / "release").write_text(version + "\n", encoding="ascii")
    machine = [java, f"-Xmx{heap}m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
    if archived:
        machine += archive.option(chosen, java, java_version, tell)
    command = [*machine, "-cp", str(library / "*"), chosen.main, f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
    process = launch(command, home, tied=tied)
    server = Server(home, f"bolt://127.0.0.1:{port}", version, process.pid)
    try:
        _note(server, port)  # before it answers: whoever ends this program meanwhile finds the server by 'stop'
        _await(process, port, home)
    except BaseException:  # Ctrl-C too: nothing is left behind
        process.kill()
        process.wait()
        _forget(server)
        raise
    process.returncode = 0  # it outlives this object on purpose: no warning that it still runs
    return server


def status(folder: Path | None = None) -> Server | None:
    """The server of a folder, if it runs and answers."""
    server = _noted((folder or places.default_folder()).expanduser().absolute())
    return server if server is not None and _is_running(server) and _answers(server) else None


def running() -> list[Server]:
    """The servers of this user that run and answer, in whatever folder; that of the usual one first, then by port."""
    homes = {places.default_folder()}
    with contextlib.suppress(OSError):
        for note in places.running().iterdir():
            with contextlib.suppress(OSError, ValueError):
                homes.add(Path(note.read_text(encoding="utf-8").strip()))
    found = (server for server in map(status, homes) if server is not None)
    return sorted(found, key=lambda server: (server.folder != places.default_folder(), server.port))


def _noted(home: Path) -> Server | None:
    """The server that a folder was last served by, whether it is still there or not."""
    try:
        noted = json.loads((home / "server.json").read_text(encoding="utf-8"))
        return Server(home, str(noted["address"]), str(noted["version"]), int(noted["pid"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _awaited(home: Path) -> Server | None:
    """The server of a folder once it answers; None where its process is not there, or ends meanwhile.

    One that was just killed is a process for a moment still, and one that is short of breath answers late.

    Raises:
        StoreError: the process is there all the time and does not answer.
    """
    server = _noted(home)
    end = time.monotonic() + _STARTING
    while server is not None and _is_running(server):
        if _answers(server):
            return server
        if time.monotonic() > end:
            reason = f"its server, process {server.pid}, is there and does not answer"
            raise StoreError(str(home), reason, "'graphkit neo4j stop' ends it")
        _reap(server)
        time.sleep(0.1)
    return None


def stop(folder: Path | None = None) -> bool:
    """Stop the server of a folder, all of whose data is safe on disk then; False where none runs.

    Raises:
        StoreError: it does not stop.
    """
    server = _noted((folder or places.default_folder()).expanduser().absolute())
    if server is None or not _is_running(server):
        return False
    for ending in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):  # it is gone already
            os.kill(server.pid, ending)
        end = time.monotonic() + _STOPPING
        while time.monotonic() < end:
            _reap(server)
            if not _is_running(server):
                _forget(server)
                return True
            time.sleep(0.05)
    raise StoreError(str(server.folder), f"its server, process {server.pid}, does not stop", "end it by hand")


def password_of(address: str) -> str | None:
    """The password of the server of this user that runs at a port of this machine; None where none does."""
    port = address.rpartition(":")[2]
    try:
        home = Path((places.running() / port).read_text(encoding="utf-8").strip())
        server = status(home)
        return config.read_password(home) if server is not None and server.address == address else None
    except (OSError, ValueError):
        return None


def launch(command: list[str], home: Path, *, tied: bool) -> subprocess.Popen[bytes]:
    """The server's process, apart from the terminal."""
    from graphkit.stores.child import die_with_parent

    with (home / "logs" / "console.log").open("wb") as log:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=home,
            start_new_session=True,
            preexec_fn=die_with_parent if tied and sys.platform == "linux" else None,
        )


def answers(port: int) -> bool:
    """Whether a Bolt server answers at this port of this machine."""
    try:
        with socket.create_connection(("127.0.0.1", port), 1) as connection:
            connection.settimeout(2)
            connection.sendall(_HANDSHAKE)
            return len(connection.recv(4)) == 4
    except OSError:
        return False


def _await(process: subprocess.Popen[bytes], port: int, home: Path) -> None:
    end = time.monotonic() + _STARTING
    while not answers(port):
        code = process.poll()
        if code is not None or time.monotonic() > end:
            last = (home / "logs" / "console.log").read_text(encoding="utf-8", errors="replace").strip()[-600:]
            if "already locked" in last or "store_lock" in last:
                raise StoreLocked(str(home))
            why = f"it ended with code {code}" if code is not None else f"no answer within {_STARTING:.0f} s"
            raise StoreError(str(home), f"the server did not start: {why}; it said: {last or 'nothing'}")
        time.sleep(0.1)


def _answers(server: Server) -> bool:
    return answers(server.port)


def _reap(server: Server) -> None:
    """Let an ended server go: where it is a child of ours, it is gone only then."""
    with contextlib.suppress(ChildProcessError, OSError):
        os.waitpid(server.pid, os.WNOHANG)


def _check_release(home: Path, version: str) -> None:
    with contextlib.suppress(OSError):
        before = (home / "release").read_text(encoding="ascii").strip()
        if before.split(".")[0] != version.split(".")[0]:
            hint = "name that --release again, or another --dir"
            raise StoreError(str(home), f"its data is of Neo4j {before}, not {version}", hint)


def _free_port(port: int) -> int:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            owner = next((server.folder for server in running() if server.port == port), None)
            there = f"your server of {owner} is there" if owner else "another server may be there"
            hint = f"{there}; --port 0 takes a free one"
            raise StoreError(f"127.0.0.1:{port}", f"the port cannot be used: {error.strerror}", hint) from error
        found: int = probe.getsockname()[1]
        return found


def _note(server: Server, port: int) -> None:
    noted = {"pid": server.pid, "address": server.address, "version": server.version}
    config.write_private(server.folder / "server.json", json.dumps(noted) + "\n")
    places.running().mkdir(parents=True, exist_ok=True)
    config.write_private(places.running() / str(port), str(server.folder) + "\n")


def _forget(server: Server) -> None:
    (server.folder / "server.json").unlink(missing_ok=True)
    (places.running() / str(server.port)).unlink(missing_ok=True)


def _is_running(server: Server) -> bool:
    """Whether the process is there and is the server of this folder: a number is given to other processes later."""
    try:
        line = Path(f"/proc/{server.pid}/cmdline").read_bytes().replace(b"\0", b" ")
    except OSError:
        if sys.platform == "linux":
            return False
        done = subprocess.run(["ps", "-ww", "-o", "command=", "-p", str(server.pid)], capture_output=True, check=False)
        line = done.stdout
    return f"--home-dir={server.folder} ".encode() in line + b" "
