"""The page's script without a browser: its logic in Node.js, its types by TypeScript."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "script"


def needed(program: Path | str | None, reason: str) -> str:
    """The program; without it the test is skipped, but fails where CI is true."""
    if program is None or (isinstance(program, Path) and not program.is_file()):
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return str(program)


def node() -> str:
    return needed(shutil.which("node"), "Node.js is missing (Debian: apt-get install nodejs)")


@pytest.mark.parametrize("test", sorted(path.name for path in FOLDER.glob("*.test.mjs")))
def test_the_logic_of_the_script(test: str) -> None:
    command = [node(), "--test", test]
    done = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_types_of_the_script() -> None:
    compiler = FOLDER / "node_modules" / "typescript" / "bin" / "tsc"
    script = needed(compiler, "TypeScript is missing: npm install --no-package-lock --prefix tests/view/script")
    done = subprocess.run([node(), script, "-p", FOLDER], capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout
