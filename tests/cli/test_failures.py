"""Whatever goes wrong is a line and an exit code; a traceback only where it is asked for."""

from __future__ import annotations

import errno
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from graphkit.cli import COMMANDS, cli
from graphkit.errors import ModelError, StoreLocked, UnknownName


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[BaseException]]:
    """A command ``stats`` that raises what is put into this list."""
    errors: list[BaseException] = []

    @click.command("stats")
    def command() -> None:
        click.echo("begun")
        raise errors[0]

    loaded = dict(cli.commands)
    cli.commands.clear()
    cli.add_command(command, "stats")
    command.params.append(_debug_option())
    yield errors
    cli.commands.clear()
    cli.commands.update(loaded)


def _debug_option() -> click.Option:
    from graphkit.cli.group import _debug_option as made

    return made()


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (UnknownName("entity", "Mara Vos", ["Mara Voss"]), 2, "did you mean 'Mara Voss'?"),
        (StoreLocked("oxigraph:graph"), 1, "is open in another process"),
        (ModelError("a span\x1b[31m outside"), 1, "a span\\x1b[31m outside"),
        (OSError(errno.ENOSPC, "No space left on device", "graph/1.sst"), 1, "graph/1.sst: No space left on device"),
        (PermissionError(errno.EACCES, "Permission denied", "out.html"), 1, "out.html: Permission denied"),
        (MemoryError(), 1, "not enough memory"),
        (ModuleNotFoundError("No module named 'spacy'", name="spacy"), 1, "'spacy' is missing"),
        (KeyboardInterrupt(), 130, "stopped"),
        (BrokenPipeError(), 141, ""),
        (ZeroDivisionError("division by zero"), 1, "bug in graphkit"),
        (RecursionError("too deep"), 1, "bug in graphkit"),
    ],
)
def test_an_error_is_told_in_a_line(failing: list[BaseException], error: BaseException, code: int, words: str) -> None:
    failing.append(error)
    answer = CliRunner().invoke(cli, ["stats"])
    assert answer.exit_code == code
    assert words in answer.stderr
    assert "Traceback" not in answer.output
    assert answer.stdout == "begun\n"


@pytest.mark.parametrize("arguments", [["--debug", "stats"], ["stats", "--debug"]])
def test_debug_shows_the_traceback(failing: list[BaseException], arguments: list[str]) -> None:
    failing.append(ZeroDivisionError("division by zero"))
    answer = CliRunner().invoke(cli, arguments)
    assert answer.exit_code == 1
    assert "Traceback" in answer.stderr
    assert "ZeroDivisionError: division by zero" in answer.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_an_unknown_option_is_wrong_usage(name: str) -> None:
    answer = CliRunner().invoke(cli, [name, "--no-such-option"])
    assert answer.exit_code == 2
    assert "No such option" in answer.stderr


@pytest.mark.parametrize("name", ["stats", "verify", "export", "query", "show", "view", "retract"])
def test_a_store_that_is_not_there_is_told_and_not_made(name: str, tmp_path: Path) -> None:
    arguments = {"query": ["leaders"], "show": ["Mara Voss"], "view": ["--all"], "retract": ["a"]}.get(name, [])
    answer = CliRunner().invoke(cli, [name, *arguments, "--store", f"oxigraph:{tmp_path / 'none'}"])
    assert answer.exit_code in (1, 2)
    assert "none" in answer.stderr
    assert "Traceback" not in answer.output
    assert not (tmp_path / "none").exists()


def run(*arguments: str, **options: Any) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "graphkit", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options
    )


def test_a_reader_that_has_read_enough_is_no_error() -> None:
    process = run("completion", "bash")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(60) == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_under_standard_output_is_told() -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "graphkit", "completion", "bash"], stdout=full, stderr=subprocess.PIPE, timeout=60
        )
    assert done.returncode == 1
    assert done.stderr == b"Error: No space left on device\n"
