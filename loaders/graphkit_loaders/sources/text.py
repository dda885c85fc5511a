"""Plain text: one article a file, its characters unchanged, so that offsets count what is in the file."""

from __future__ import annotations

from collections.abc import Iterator

from graphkit.model import Article
from graphkit_loaders.sources.detect import stem
from graphkit_loaders.sources.encoding import clean_text, decode
from graphkit_loaders.sources.fitness import check
from graphkit_loaders.sources.item import Item, Options, Outcome

_LONGEST_TITLE = 120  # characters


def read(item: Item, options: Options) -> Iterator[Outcome]:
    """The one article of a text file. Only line ends are made ``\\n``, and a byte order mark is dropped."""
    yield item.place, article(decode(item.whole(options.max_bytes), options.encoding), stem(item.name))


def article(text: str, document: str) -> Article:
    """The article of a text; :class:`Unfit` where it is none. Nothing is known of it but what it says."""
    text = clean_text(text)
    return Article(text=text, title=headline(text), language=check(text), document=document)


def headline(text: str) -> str | None:
    """The first line where it stands alone above an empty line and ends as headlines do. It stays part of the text."""
    first, _, rest = text.lstrip().partition("\n")
    first = first.strip()
    alone = rest.partition("\n")[0].strip() == "" and rest.strip() != ""
    if not alone or len(first) > _LONGEST_TITLE or len(first.split()) < 2 or first[-1] in ".:,;":
        return None
    return " ".join(first.split())
