"""Articles in, claims out: sources, and the extraction of claims from English political news."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["__version__", "extract", "mentions", "read"]

if TYPE_CHECKING:
    from graphkit_loaders.pipeline import extract, mentions
    from graphkit_loaders.sources import read


def __getattr__(name: str) -> Any:
    # spaCy and trafilatura take a second to import; who asks for a name gets them, who asks for --help does not
    if name in {"extract", "mentions"}:
        from graphkit_loaders import pipeline

        return getattr(pipeline, name)
    if name == "read":
        from graphkit_loaders.sources import read

        return read
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
