"""``graphkit neo4j``: a Neo4j server of one's own on this machine."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from graphkit.cli.options import json_option
from graphkit.cli.terminal import say, tell, tell_json
from graphkit.errors import UsageError

F = TypeVar("F", bound=Callable[..., Any])


def _folder_option(function: F) -> F:
    return click.option(
        "--dir",
        "folder",
        metavar="FOLDER",
        type=click.Path(path_type=Path, file_okay=False),
        help="Where the server keeps its data; else a folder of your user's data.",
    )(function)


@click.group("neo4j", context_settings={"help_option_names": ["-h", "--help"]})
def command() -> None:
    """Start and stop a Neo4j server of your own, here.

    It is the community edition, runs on Java 17 or later, answers on this machine alone (127.0.0.1), and has a
    password of its own that graphkit reads from the server's folder.

    \b
    Examples:
      graphkit neo4j start
      graphkit import examples --store bolt://127.0.0.1:7687
      graphkit neo4j stop
    """


@command.command("start")
@_folder_option
@click.option("--port", type=click.IntRange(0, 65535), default=7687, show_default=True, help="0 takes any free one.")
@click.option(
    "--memory", metavar="MB", type=click.IntRange(256), default=512, show_default=True, help="For the server's objects."
)
@click.option("--release", "version", metavar="VERSION", help="Of Neo4j; else the one with long-term support.")
@click.option("--yes", is_flag=True, help="Download what is needed without asking.")
@click.option("--no-archive", is_flag=True, help="Do not prepare quick starts, which takes half a minute once.")
@json_option
def start_(
    folder: Path | None, port: int, memory: int, version: str | None, yes: bool, no_archive: bool, as_json: bool
) -> None:
    """Start the server, or find it running, and print its address.

    The first time, its program is downloaded, after asking. It runs until it is stopped.

    \b
    Examples:
      graphkit neo4j start
      graphkit neo4j start --dir /data/politics --port 0 --yes
    """
    from graphkit import neo4j_server
    from graphkit.neo4j_server import jars
    from graphkit.neo4j_server.java import find_java

    chosen = neo4j_server.release(version or neo4j_server.DEFAULT)
    if neo4j_server.status(folder) is None and not jars.are_there(chosen):
        find_java(chosen.java)  # before a long download
        if not yes and not _agreed(chosen):
            raise UsageError("nothing was downloaded; --yes downloads without asking")
        say(f"fetching Neo4j {chosen.version} into {jars.folder(chosen)} ...")
        jars.fetch(chosen)
    server = neo4j_server.start(
        folder, port=port, heap=memory, version=chosen.version, archived=not no_archive, tell=say
    )
    if as_json:
        tell_json(_facts(server))
        return
    tell(server.address)
    say(f"Neo4j {server.version} answers there; user neo4j, password in {_shown(server.password_file)}")
    say(f"graphkit finds the password itself: graphkit import FOLDER --store {server.address}")


def _shown(path: Path) -> Path:
    """A path as people read it: from the folder in which they are, where it is below that."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _agreed(release: Any) -> bool:
    say(
        f"Neo4j {release.version}, community edition, is needed: {release.megabytes} MB from Maven Central, "
        "under the GNU General Public License 3, kept in your cache folder."
    )
    return sys.stdin is not None and sys.stdin.isatty() and click.confirm("Download it?", err=True)


@command.command("status")
@_folder_option
@json_option
def status_(folder: Path | None, as_json: bool) -> None:
    """Tell which servers run, and where; with --dir, whether that one does. Exit code 1 where none does.

    \b
    Example:
      graphkit neo4j status --json
    """
    from graphkit import neo4j_server

    servers = neo4j_server.running()
    if folder is not None:
        own = neo4j_server.status(folder)
        others = [server for server in servers if server != own]
        servers = [own] if own is not None else []
    if as_json:
        tell_json({"running": bool(servers), "servers": [_facts(server) for server in servers]})
    else:
        for server in servers:
            tell(server.address)
            say(f"Neo4j {server.version}, process {server.pid}, data in {server.folder}")
        if not servers:
            where, there = (f" in {folder}", f" --dir {shlex.quote(str(folder))}") if folder is not None else ("", "")
            say(f"no server runs{where}; 'graphkit neo4j start{there}' starts one")
        if folder is not None:
            _tell_others(others)
    if not servers:
        raise click.exceptions.Exit(1)


@command.command("stop")
@_folder_option
def stop_(folder: Path | None) -> None:
    """Stop the server. Its data stays.

    Without --dir it is the one that 'graphkit neo4j start' starts without --dir; others are named.

    \b
    Examples:
      graphkit neo4j stop
      graphkit neo4j stop --dir /data/politics
    """
    from graphkit import neo4j_server
    from graphkit.neo4j_server import places

    stopped = neo4j_server.stop(folder)
    say("stopped" if stopped else f"no server runs in {folder or places.default_folder()}")
    if not stopped or folder is None:
        _tell_others(neo4j_server.running())


def _tell_others(servers: list[Any]) -> None:
    """Name the servers that run elsewhere, each with the command that stops it."""
    for server in servers:
        say(f"{server.address} runs; 'graphkit neo4j stop --dir {shlex.quote(str(server.folder))}' stops it")


def _facts(server: Any) -> dict[str, Any]:
    return {
        "address": server.address,
        "user": "neo4j",
        "password_file": str(server.password_file),
        "folder": str(server.folder),
        "version": server.version,
        "pid": server.pid,
    }
