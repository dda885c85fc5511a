"""An invented article, and reading with its rejects gathered."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, BinaryIO

from graphkit.model import Article
from graphkit_loaders.rejects import Rejected
from graphkit_loaders.sources import read

STORY = (
    "Mayor quits after row over harbour\n\n"
    "Tobin Ashe, the mayor of Selmouth, has resigned after a row over the new harbour.\n"
    "The leader of the Harbour Party, Mara Voss, said that he had “lost the trust of the town”.\n"
)
GERMAN = (
    "Der Bürgermeister der Stadt hat gestern nach langem Streit sein Amt niedergelegt. Die Opposition begrüßte den "
    "Schritt und forderte rasche Neuwahlen, während die Regierung zur Ruhe aufrief und keine Fehler einräumen wollte."
)


def gathered(source: str | Path | BinaryIO | bytes, **options: Any) -> tuple[list[Article], list[Rejected]]:
    """The articles of a source and what was left out of it."""
    rejects: list[Rejected] = []
    opened = io.BytesIO(source) if isinstance(source, bytes) else source
    return list(read(opened, on_reject=rejects.append, **options)), rejects


def put(folder: Path, name: str, content: str | bytes) -> Path:
    """A file with this content."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path
