"""Runs the commands that README.md and the guides show and compares what they print with what they say.

usage: check_readme.py [--path FOLDER] [--update] [FILE...]

In a ``console`` block, a line ``$ command`` is run, and the lines up to the next one are what it must print (standard
output and error as on a terminal). ``...`` alone on a line stands for any lines. A ``python`` block is run as a
program; a ``text`` block right behind it is what it must print. All blocks of a file run one after another in a folder
that holds a copy of ``examples/``; what they leave running is ended after the last one. Seconds may differ. ``--path``
is the folder of the ``graphkit`` and ``python`` to run; ``--update`` writes what the commands print into the file.
"""

from __future__ import annotations

import argparse
import difflib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: the files whose commands are run where none is named
FILES = [ROOT / "README.md", ROOT / "docs" / "sparql.md", ROOT / "docs" / "neo4j.md"]
LIMIT = 300  # seconds for one command: far above what any needs, so that a hang is told

_BLOCK = re.compile(r"^```(console|python)\n(.*?)^```\n(?:\n?^```text\n(.*?)^```\n)?", re.MULTILINE | re.DOTALL)
_SECONDS = re.compile(r"\b\d+(?:\.\d+)?(?= s\b)")


@dataclass(frozen=True, slots=True)
class Step:
    """Something to run, what it must print, and where in the file that output stands."""

    run: list[str]
    shown: str
    expected: str
    span: tuple[int, int]


def steps(text: str) -> list[Step]:
    """What a README asks to run, in order."""
    found = []
    for block in _BLOCK.finditer(text):
        if block[1] == "python":
            span = block.span(3) if block[3] is not None else (block.end(), block.end())
            found.append(Step(["python", "-c", block[2]], "python block", block[3] or "", span))
            continue
        at, commands = block.start(2), list(re.finditer(r"^\$ (.*(?:\\\n.*)*)\n", block[2], re.MULTILINE))
        for command, following in zip(commands, [*commands[1:], None], strict=True):
            end = following.start() if following else len(block[2])
            span = (at + command.end(), at + end)
            found.append(Step(["sh", "-c", command[1]], command[1], text[span[0] : span[1]], span))
    return found


def normal(output: str) -> list[str]:
    """Output as lines to compare: without what differs from run to run."""
    return [_SECONDS.sub("#", line.rstrip()) for line in output.strip("\n").splitlines()]


def agree(expected: list[str], actual: list[str]) -> bool:
    """Whether the output is what was expected, ``...`` standing for any lines."""
    pattern = "".join("(?:.*\n)*" if line.strip() == "..." else re.escape(line) + "\n" for line in expected)
    return re.fullmatch(pattern, "".join(line + "\n" for line in actual)) is not None


def run(step: Step, folder: Path, path: str | None, groups: list[int]) -> tuple[int, str]:
    """The exit code and the output of a step; its process group is added to ``groups``."""
    environment = {k: v for k, v in os.environ.items() if k != "GRAPHKIT_STORE"} | {"COLUMNS": "100", "LINES": "40"}
    if path:
        environment["PATH"] = str(Path(path).absolute()) + os.pathsep + environment["PATH"]
    program = shutil.which(step.run[0], path=environment["PATH"]) or step.run[0]
    with subprocess.Popen(
        [program, *step.run[1:]], cwd=folder, env=environment, text=True, encoding="utf-8", start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ) as process:  # fmt: skip
        groups.append(process.pid)
        try:
            output = process.communicate(timeout=LIMIT)[0]
        except subprocess.TimeoutExpired:
            end(groups)
            return 1, f"ended after {LIMIT} s"
    return process.returncode, output


def end(groups: list[int]) -> None:
    """End whatever steps left running."""
    for group in groups:
        with suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)


def check(file: Path, path: str | None, update: bool) -> bool:
    """Whether all commands of a file print what it says, once it is updated where that was asked for."""
    text = file.read_text(encoding="utf-8")
    edits: list[tuple[tuple[int, int], str]] = []
    wrong = 0
    todo = steps(text)
    groups: list[int] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "examples", folder / "examples")
        try:
            for step in todo:
                code, output = run(step, folder, path, groups)
                expected, actual = normal(step.expected), normal(output)
                if code == 0 and agree(expected, actual):
                    continue
                if update and code == 0:
                    edits.append((step.span, output.strip("\n") + "\n" if output.strip() else ""))
                    continue
                wrong += 1
                print(f"{file.name}: {step.shown}: exit code {code}, and not what it says", file=sys.stderr)
                print(
                    "\n".join(difflib.unified_diff(expected, actual, "said", "printed", lineterm="")), file=sys.stderr
                )
        finally:
            end(groups)
    for (start, stop), output in reversed(edits):
        blank = "\n" if text[start:stop].endswith("\n\n") else ""
        text = text[:start] + output + blank + text[stop:]
    if edits:
        file.write_text(text, encoding="utf-8")
    print(f"{file.name}: {len(todo)} commands run, {len(edits)} updated, {wrong} wrong")
    return not wrong and bool(todo)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=FILES)
    parser.add_argument("--path")
    parser.add_argument("--update", action="store_true")
    given = parser.parse_args()
    results = [check(file, given.path, given.update) for file in given.files]  # all, also after one that fails
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
