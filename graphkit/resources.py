"""The files of ``ontology/`` and ``queries/``: inside the package when installed, beside it in a checkout."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def resource(folder: str) -> Traversable:
    """The folder ``ontology`` or ``queries``, wherever this installation keeps it.

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    packaged = files("graphkit") / folder
    if packaged.is_dir():
        return packaged
    checkout = Path(__file__).resolve().parent.parent / folder
    if checkout.is_dir():
        return checkout
    raise FileNotFoundError(f"the data folder {folder!r} is missing from this installation; install the package again")


def read_lines(folder: str, *names: str) -> list[str]:
    """The lines of a data file without its comments (``#`` at the start) and empty lines."""
    place = resource(folder)
    for name in names:
        place = place / name
    lines = (line.rstrip() for line in place.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]
