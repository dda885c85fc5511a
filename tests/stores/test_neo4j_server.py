"""The server of one's own: what it needs is told, what it keeps is private, and it is set up for this machine alone."""

from __future__ import annotations

import json
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from graphkit import neo4j_server
from graphkit.cli import cli
from graphkit.errors import StoreError, UnknownName, UsageError
from graphkit.neo4j_server import archive, config, jars, java, places, server
from graphkit.neo4j_server.release import RELEASES, file_name, release
from graphkit.neo4j_server.server import password_of
from tests.stores.servers import Servers


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user without jars and servers."""
    monkeypatch.setenv("GRAPHKIT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("GRAPHKIT_DATA", str(tmp_path / "data"))
    return tmp_path


@pytest.mark.parametrize("version", RELEASES)
def test_every_file_of_a_release_has_its_digest(version: str) -> None:
    digests = release(version).digests()
    assert f"org.neo4j:neo4j:{version}" in digests
    assert all(len(digest) == 64 for digest in digests.values())
    assert len({file_name(coordinates) for coordinates in digests}) == len(digests)


def test_an_unknown_release_is_told_with_those_there_are() -> None:
    with pytest.raises(UnknownName, match=neo4j_server.DEFAULT):
        release("1.0")


def test_nothing_is_downloaded_unasked(empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(java, "_candidates", lambda: ["java"])
    monkeypatch.setattr(java, "_version_of", lambda program: 'openjdk version "21.0.1"')
    answer = CliRunner().invoke(cli, ["neo4j", "start"])
    assert answer.exit_code == 2
    for words in ("123 MB", "GNU General Public License", "Maven Central", "--yes"):
        assert words in answer.output
    assert not (empty / "cache").exists()


def test_a_missing_or_old_java_is_told_with_the_way_to_get_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(java, "_candidates", lambda: ["/old/java"])
    monkeypatch.setattr(java, "_version_of", lambda program: 'openjdk version "11.0.2"')
    with pytest.raises(UsageError, match=r"Java 17.*/old/java is 11.*graphkit-politics\[neo4j\]"):
        java.find_java(17)


def test_a_file_that_is_not_the_releases_own_is_refused(tmp_path: Path) -> None:
    wanted = release()
    for coordinates in wanted.digests():
        (tmp_path / file_name(coordinates)).write_bytes(b"not this")
    with pytest.raises(StoreError, match="is not the file"):
        jars._verify(wanted, tmp_path)
    (tmp_path / "further.jar").touch()
    with pytest.raises(StoreError, match=r"further\.jar is missing or does not belong"):
        jars._verify(wanted, tmp_path)


def test_the_password_is_the_owners_and_stays_the_same(tmp_path: Path) -> None:
    home = tmp_path / "server"
    password = config.prepare(home, 7687, 512)
    for path, mode in ((home, 0o700), (home / "password", 0o600), (home / "data" / "dbms" / "auth.ini", 0o600)):
        assert stat.S_IMODE(path.stat().st_mode) == mode
    assert len(password) >= 32
    assert password not in (home / "data" / "dbms" / "auth.ini").read_text()
    assert config.prepare(home, 7688, 512) == password


def test_where_no_server_runs_it_is_told(empty: Path) -> None:
    answer = CliRunner().invoke(cli, ["neo4j", "status", "--json"])
    assert (answer.exit_code, answer.output.split()) == (1, ["{", '"running":', "false,", '"servers":', "[]", "}"])
    assert CliRunner().invoke(cli, ["neo4j", "stop"]).exit_code == 0
    assert password_of("bolt://127.0.0.1:1") is None


def test_the_guide_shows_what_start_prints_and_where_the_folders_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    guide = (Path(__file__).parents[2] / "docs" / "neo4j.md").read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    running = server.Server(tmp_path / "server", "bolt://127.0.0.1:7687", neo4j_server.DEFAULT, 1)
    monkeypatch.setattr(neo4j_server, "start", lambda *given, **named: running)
    monkeypatch.setattr(neo4j_server, "status", lambda folder: running)
    started = CliRunner().invoke(cli, ["neo4j", "start", "--dir", "server", "--yes"])
    assert started.output in guide
    for name in ("GRAPHKIT_DATA", "GRAPHKIT_CACHE", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    for place in (places.default_folder(), places.running(), jars.folder(release()).parent):
        assert f"`~/{place.relative_to(Path.home()).as_posix()}`" in guide


def _known(home: Path) -> server.Server:
    known = server._noted(home)
    assert known is not None
    return known


@pytest.fixture
def silent(empty: Path) -> Iterator[tuple[Path, subprocess.Popen[bytes]]]:
    """A folder whose server is a process that is there and answers nothing."""
    home = empty / "server"
    home.mkdir()
    command = [sys.executable, "-c", "import time; time.sleep(600)", f"--home-dir={home}"]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    noted = {"pid": process.pid, "address": f"bolt://127.0.0.1:{server._free_port(0)}", "version": "5.26.30"}
    (home / "server.json").write_text(json.dumps(noted))
    known = _known(home)
    while not server._is_running(known):  # a process just begun has no command line for a moment
        time.sleep(0.01)
    yield home, process
    process.kill()
    process.wait()


def test_a_process_that_does_not_answer_is_no_server_that_runs(
    silent: tuple[Path, subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    home, _ = silent
    assert neo4j_server.status(home) is None
    monkeypatch.setattr(server, "_STARTING", 0.2)
    with pytest.raises(StoreError, match=r"does not answer.*graphkit neo4j stop"):
        neo4j_server.start(home)
    assert neo4j_server.stop(home)
    assert not neo4j_server.stop(home)


def _sleeps(command: list[str], home: Path, *, tied: bool) -> subprocess.Popen[bytes]:
    """A process in the place of a server's, that never answers."""
    waits = [sys.executable, "-c", "import time; time.sleep(600)", command[-2]]
    return subprocess.Popen(waits, stdin=subprocess.DEVNULL)


@pytest.fixture
def java_there(empty: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user with a Java, and with a folder of jars."""
    jars.folder(release(neo4j_server.DEFAULT)).mkdir(parents=True)
    monkeypatch.setattr(server, "find_java", lambda needed: (sys.executable, "21"))
    monkeypatch.setattr(server, "launch", _sleeps)
    return empty


def test_a_server_that_does_not_answer_yet_is_found_and_stopped(
    java_there: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = java_there / "server"
    stopped = []

    def stop_it(process: subprocess.Popen[bytes], port: int, folder: Path) -> None:
        while not server._is_running(_known(home)):
            time.sleep(0.01)
        stopped.append(neo4j_server.stop(home))
        raise StoreError(str(folder), "it ended")

    monkeypatch.setattr(server, "_await", stop_it)
    with pytest.raises(StoreError, match="it ended"):
        neo4j_server.start(home, port=0, archived=False)
    assert stopped == [True]
    assert not neo4j_server.stop(home)


def test_a_start_that_is_interrupted_leaves_no_process_and_no_note(
    java_there: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, noted = java_there / "server", []

    def interrupt(process: subprocess.Popen[bytes], port: int, folder: Path) -> None:
        noted.append(_known(home).pid)
        raise KeyboardInterrupt

    monkeypatch.setattr(server, "_await", interrupt)
    with pytest.raises(KeyboardInterrupt):
        neo4j_server.start(home, port=0, archived=False)
    assert len(noted) == 1
    assert not Path(f"/proc/{noted[0]}").exists()
    assert server._noted(home) is None


def test_a_java_that_makes_no_archive_starts_the_server_all_the_same(
    java_there: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(process: subprocess.Popen[bytes], port: int, folder: Path) -> None:
        raise StoreError(str(folder), "the server did not start")

    monkeypatch.setattr(server, "_await", refuse)
    told: list[str] = []
    assert archive.option(release(neo4j_server.DEFAULT), sys.executable, "21", told.append) == []
    assert archive.option(release(neo4j_server.DEFAULT), sys.executable, "21", told.append) == []
    assert len(told) == 1  # and it is not tried each time


def test_servers_of_other_folders_are_listed_and_named_with_the_way_to_stop_them(
    silent: tuple[Path, subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    home, known = silent[0], _known(silent[0])
    server._note(known, known.port)
    places.running().joinpath("1").write_text(str(home / "gone"))  # one that was killed, long ago
    places.running().joinpath("2").write_text(str(home))  # an earlier start, at another port
    monkeypatch.setattr(server, "answers", lambda port: port == known.port)
    run = CliRunner().invoke
    assert neo4j_server.running() == [known]
    status = run(cli, ["neo4j", "status"])
    assert (status.exit_code, status.stdout) == (0, known.address + "\n")
    assert str(home) in status.stderr
    facts = json.loads(run(cli, ["neo4j", "status", "--json"]).stdout)
    assert [each["folder"] for each in facts["servers"]] == [str(home)]
    elsewhere = run(cli, ["neo4j", "status", "--dir", str(home.parent / "other")])
    stopped = run(cli, ["neo4j", "stop"])
    assert (elsewhere.exit_code, stopped.exit_code) == (1, 0)
    for answer in (elsewhere, stopped):
        assert "no server runs in " in answer.stderr
        assert f"{known.address} runs; 'graphkit neo4j stop --dir {home}' stops it" in answer.stderr
    assert run(cli, ["neo4j", "stop", "--dir", str(home)]).stderr == "stopped\n"
    assert neo4j_server.running() == []


def test_a_port_that_a_server_of_another_folder_has_is_told_with_that_folder(
    silent: tuple[Path, subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    home, known = silent[0], _known(silent[0])
    with socket.create_server(("127.0.0.1", known.port)):
        with pytest.raises(StoreError, match=r"another server may be there; --port 0"):
            server._free_port(known.port)
        server._note(known, known.port)
        monkeypatch.setattr(server, "answers", lambda port: True)
        with pytest.raises(StoreError, match=f"your server of {home} is there; --port 0"):
            server._free_port(known.port)


def test_a_server_just_killed_is_not_taken_for_one_that_runs(silent: tuple[Path, subprocess.Popen[bytes]]) -> None:
    home, process = silent
    process.kill()
    assert server._awaited(home) is None


def test_a_server_listens_on_this_machine_alone_and_leaves_nothing_behind(servers: Servers, tmp_path: Path) -> None:
    servers.lend("neo4j")  # skips where there is none
    servers.take_back()
    home = tmp_path / "own"
    started = CliRunner().invoke(cli, ["neo4j", "start", "--dir", str(home), "--port", "0", "--no-archive"])
    server = neo4j_server.status(home)
    try:
        assert started.exit_code == 0, started.output
        assert server is not None
        assert server.address in started.output
        secret = server.password_file.read_text().strip()
        assert secret not in started.output
        assert secret not in Path(f"/proc/{server.pid}/cmdline").read_text()
        assert password_of(server.address) == secret
        assert neo4j_server.start(home, port=0) == server  # found, not started twice
    finally:
        stopped = CliRunner().invoke(cli, ["neo4j", "stop", "--dir", str(home)])
    assert stopped.exit_code == 0
    assert neo4j_server.status(home) is None
    assert not Path(f"/proc/{server.pid}").exists() or "Z" in Path(f"/proc/{server.pid}/stat").read_text().split()[2]
