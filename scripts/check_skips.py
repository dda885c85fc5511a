"""Fails where a test was skipped for a part that a full machine has: reads pytest's JUnit report.

usage: check_skips.py REPORT.xml

A test may be skipped for one reason alone: that it reads ``../shared`` and this folder is not there.
"""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def skipped(report: Path) -> list[tuple[str, str]]:
    """Each skipped test with its reason; expected failures do not count."""
    found = []
    for case in ET.parse(report).iter("testcase"):
        for mark in case.iter("skipped"):
            if mark.get("type") != "pytest.xfail":
                found.append((f"{case.get('classname')}::{case.get('name')}", mark.get("message") or ""))
    return found


def main(report: str) -> int:
    shared = (ROOT.parent / "shared").is_dir()
    wrong = [(test, why) for test, why in skipped(Path(report)) if shared or "../shared" not in why]
    for test, why in wrong:
        print(f"skipped: {test}: {why}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
