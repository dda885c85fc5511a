"""The scripts that guard the project: the README's commands, skipped tests, a fresh start by plain sh."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def readme() -> dict[str, Any]:
    """What scripts/check_readme.py defines."""
    return runpy.run_path(str(ROOT / "scripts/check_readme.py"))


TEXT = """\
# x
```console
$ echo 'took 3 s'
took 3 s
$ printf 'a\\nb\\nc\\n'
a
...
```
```sh
rm -rf /
```
```python
print("hello")
```

```text
hello
```
"""


def test_only_console_and_python_blocks_are_run_and_each_has_its_output(readme: dict[str, Any]) -> None:
    found = [(step.run[:2], step.expected.strip()) for step in readme["steps"](TEXT)]
    assert found == [(["sh", "-c"], "took 3 s"), (["sh", "-c"], "a\n..."), (["python", "-c"], "hello")]


@pytest.mark.parametrize(
    ("said", "printed", "right"),
    [
        ("a\nb", "a\nb\n", True),
        ("a\nb", "a\nc\n", False),
        ("a\n...", "a\nb\nc", True),
        ("a\n...\nc", "a\nc", True),
        ("a\n...\nd", "a\nc", False),
        ("in 3 s", "in 12.5 s", True),
        ("3 claims", "4 claims", False),
        ("", "x", False),
    ],
)
def test_output_is_compared_but_for_seconds_and_gaps(
    readme: dict[str, Any], said: str, printed: str, right: bool
) -> None:
    assert readme["agree"](readme["normal"](said), readme["normal"](printed)) is right


@pytest.mark.parametrize(("text", "code"), [(TEXT, 0), (TEXT.replace("\na\n...", "\nx\n..."), 1)])
def test_a_readme_is_wrong_if_one_output_is(tmp_path: Path, text: str, code: int) -> None:
    (tmp_path / "README.md").write_text(text)
    script = [sys.executable, str(ROOT / "scripts/check_readme.py"), str(tmp_path / "README.md")]
    done = subprocess.run(script, capture_output=True, text=True, timeout=60, env=os.environ | {"PATH": _path()})
    assert done.returncode == code, done.stderr
    if code:
        assert subprocess.run([*script, "--update"], capture_output=True, timeout=60).returncode == 0
        assert subprocess.run(script, capture_output=True, timeout=60).returncode == 0


def _path() -> str:
    return os.path.dirname(sys.executable) + os.pathsep + os.environ["PATH"]


REPORT = """<testsuites><testsuite><testcase classname="a" name="t"/><testcase classname="a" name="u">
<skipped type="{type}" message="{why}"/></testcase></testsuite></testsuites>"""


@pytest.mark.parametrize(("type", "why", "code"), [("pytest.skip", "no chromium", 1), ("pytest.xfail", "known", 0)])
def test_a_skipped_test_is_found_in_the_report(tmp_path: Path, type: str, why: str, code: int) -> None:
    (tmp_path / "report.xml").write_text(REPORT.format(type=type, why=why))
    done = subprocess.run([sys.executable, ROOT / "scripts/check_skips.py", tmp_path / "report.xml"], timeout=60)
    assert done.returncode == code


@pytest.mark.parametrize("name", ["common", "demo", "test"])
def test_the_shell_scripts_are_plain_sh(name: str) -> None:
    subprocess.run(["sh", "-n", ROOT / "scripts" / name], check=True, timeout=60)
    assert "[[" not in (ROOT / "scripts" / name).read_text()


def test_a_machine_without_a_fit_python_is_told_what_to_do(tmp_path: Path) -> None:
    for name in ("sh", "dirname", "cksum", "cat", "tr"):
        tool = next(p for folder in os.environ["PATH"].split(":") if (p := Path(folder) / name).exists())
        (tmp_path / name).symlink_to(tool)
    project = tmp_path / "a project"
    (project / "scripts").mkdir(parents=True)
    for name in ("common", "test"):
        (project / "scripts" / name).write_bytes((ROOT / "scripts" / name).read_bytes())
    done = subprocess.run(
        ["sh", project / "scripts/test"], env={"PATH": str(tmp_path)}, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 1
    assert "needs Python 3.11" in done.stderr
