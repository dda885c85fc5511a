"""The maps of the rooms are true: what a package's docstring and the guides say lies where, does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOADERS = ROOT / "loaders" / "graphkit_loaders"


@pytest.mark.parametrize("room", ["claims", "entities"])
def test_a_package_tells_of_all_that_lies_in_it(room: str) -> None:
    told = set(re.findall(r"``(\w+)``", (LOADERS / room / "__init__.py").read_text(encoding="utf-8")))
    here = (path.stem for path in (LOADERS / room).iterdir() if path.suffix == ".py" or (path / "__init__.py").exists())
    assert told == set(here) - {"__init__"}


@pytest.mark.parametrize("guide", ["architecture.md", "extraction.md"])
def test_a_guide_names_modules_that_there_are(guide: str) -> None:
    named = re.findall(r"`((?:\w+/)*\w+\.py)`", (ROOT / "docs" / guide).read_text(encoding="utf-8"))
    there = [path.as_posix() for room in ("graphkit", "loaders") for path in (ROOT / room).rglob("*.py")]
    assert named
    assert [name for name in named if not any(path.endswith(f"/{name}") for path in there)] == []
