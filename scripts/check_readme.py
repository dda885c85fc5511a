"""Runs the commands that README.md shows and compares what they print with what it says.

usage: check_readme.py [--path FOLDER] [--update] [FILE]

In a ``console`` block, a line ``$ command`` is run, and the lines up to the next one are what it must print (standard
output and error as on a terminal). ``...`` alone on a line stands for any lines. A ``python`` block is run as a
program; a ``text`` block right behind it is what it must print. All blocks run one after another in one folder that
holds a copy of ``examples/``. Seconds may differ. ``--path`` is the folder of the ``graphkit`` and ``python`` to run;
``--update`` writes what the commands print into the file.
"""

from __future__ import annotations

import argparse
import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
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


def run(step: Step, folder: Path, path: str | None) -> tuple[int, str]:
    """The exit code and the output of a step."""
    environment = {k: v for k, v in os.environ.items() if k != "GRAPHKIT_STORE"} | {"COLUMNS": "100", "LINES": "40"}
    if path:
        environment["PATH"] = str(Path(path).absolute()) + os.pathsep + environment["PATH"]
    program = shutil.which(step.run[0], path=environment["PATH"]) or step.run[0]
    done = subprocess.run(
        [program, *step.run[1:]], cwd=folder, env=environment, timeout=LIMIT, text=True, encoding="utf-8",
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=ROOT / "README.md")
    parser.add_argument("--path")
    parser.add_argument("--update", action="store_true")
    given = parser.parse_args()
    text = given.file.read_text(encoding="utf-8")
    edits: list[tuple[tuple[int, int], str]] = []
    wrong = 0
    todo = steps(text)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "examples", folder / "examples")
        for step in todo:
            code, output = run(step, folder, given.path)
            expected, actual = normal(step.expected), normal(output)
            if code == 0 and agree(expected, actual):
                continue
            if given.update and code == 0:
                edits.append((step.span, output.strip("\n") + "\n" if output.strip() else ""))
                continue
            wrong += 1
            print(f"{given.file.name}: {step.shown}: exit code {code}, and not what it says", file=sys.stderr)
            print("\n".join(difflib.unified_diff(expected, actual, "said", "printed", lineterm="")), file=sys.stderr)
    for (start, end), output in reversed(edits):
        blank = "\n" if text[start:end].endswith("\n\n") else ""
        text = text[:start] + output + blank + text[end:]
    if edits:
        given.file.write_text(text, encoding="utf-8")
    print(f"{given.file.name}: {len(todo)} commands run, {len(edits)} updated, {wrong} wrong")
    return 1 if wrong or not todo else 0


if __name__ == "__main__":
    sys.exit(main())
