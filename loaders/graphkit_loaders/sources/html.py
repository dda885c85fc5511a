"""Web pages: main text and publication data by trafilatura, the date by what the page states and never by a guess."""

from __future__ import annotations

import json
import logging
import re
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from graphkit.dates import PartialDate
from graphkit.model import Article
from graphkit_loaders.sources.detect import stem
from graphkit_loaders.sources.encoding import clean_text, decode
from graphkit_loaders.sources.fitness import check
from graphkit_loaders.sources.item import Item, Options, Outcome, Unfit
from graphkit_loaders.sources.published import published
from graphkit_loaders.sources.record import address, authors

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"\A\s*<\?xml[^>]{0,100}encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})")
# What the web means by these names (WHATWG Encoding): pages that say Latin-1 are Windows-1252.
_MEANT = {"iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
          "windows-1252": "cp1252", "gb2312": "gb18030", "utf-16": "utf-8", "utf-16le": "utf-8", "utf-16be": "utf-8",
          "shift_jis": "cp932", "iso-8859-9": "cp1254"}  # fmt: skip
_DATES = (
    "//meta[@property='article:published_time' or @name='article:published_time'"
    " or @property='og:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[@name='OriginalPublicationDate' or @name='pubdate' or @name='publishdate' or @name='publish-date'"
    " or @name='publication_date' or @name='parsely-pub-date' or @name='sailthru.date' or @name='dc.date'"
    " or @name='DC.date' or @name='DC.date.issued' or @name='dcterms.date' or @name='dcterms.created'"
    " or @name='date' or @name='article.published' or @name='cXenseParse:recs:publishtime']/@content",
    "//time[@pubdate]/@datetime",
    "//article//header//time/@datetime",
)
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?|[a-z]{3})[/-](\d\d?)(?:/|-|\Z)")
_DEEPEST = 200  # elements within elements: real pages reach 50; beyond 250 the parser gives up, recursive code fails
_MOST = 40_000  # elements: a page of news has 2,000, a long live blog 20,000; these take trafilatura ten seconds
_OPENINGS = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*?(/?)>")
_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th option".split()  # noqa: SIM905
)
_LOUD = ("trafilatura", "htmldate", "courlan", "justext", "readability")


def read(item: Item, options: Options) -> Iterator[Outcome]:
    """The one article of a page; :class:`Unfit` where the page has no main text."""
    data = item.whole(options.max_bytes)
    markup = decode(data, options.encoding, declared=_declared(data))
    yield item.place, article(markup, stem(item.name))


def _declared(data: bytes) -> str | None:
    import codecs

    found = _XML.search(data[:1024]) or _CHARSET.search(data[:4096])
    if not found:
        return None
    name = found[1].decode("ascii").lower()
    name = _MEANT.get(name, name)
    try:
        info = codecs.lookup(name)
    except LookupError:
        return None
    return info.name if getattr(info, "_is_text_encoding", True) else None


def article(markup: str, document: str) -> Article:
    """The article of a page's markup."""
    _bound(markup)
    for name in _LOUD:  # their complaints about a page are no message for our reader
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = _extract(markup)
    except (Exception, RecursionError) as error:  # whatever the libraries trip over, it is this page that is left out
        raise Unfit(f"cannot be read as HTML ({type(error).__name__})") from error
    if found is None or not (found["text"] or "").strip():
        raise Unfit("has no main text that could be an article")
    text = clean_text(found["text"])
    told = check(text, found["language"])
    return Article(
        text=text,
        title=_line(found["title"]),
        address=found["address"],
        publisher=_line(found["publisher"]),
        authors=authors(found["authors"]),
        published=found["published"],
        language=found["language"] or told,
        document=document,
    )


def _line(value: str | None) -> str | None:
    return " ".join(clean_text(value).split())[:1000] or None if value else None


def _bound(markup: str) -> None:
    """:class:`Unfit` where the elements are too many or nested too deep (those with optional ends are not deep)."""
    depth = deepest = count = 0
    for match in _OPENINGS.finditer(markup):
        end, name, single = match.groups()
        count += not end
        if count > _MOST:
            raise Unfit(f"has more than {_MOST:,} elements, as no article has")
        if single or name.lower() in _VOID:
            continue
        depth = max(0, depth - 1) if end else depth + 1
        deepest = max(deepest, depth)
    if deepest > _DEEPEST:
        raise Unfit(f"has elements nested more than {_DEEPEST} deep, as no article has")


def _extract(markup: str) -> dict[str, Any] | None:
    from trafilatura import bare_extraction, load_html

    tree = load_html(markup)
    if tree is None:
        return None
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    stated = _stated_date(tree)
    found = bare_extraction(tree, with_metadata=True, include_comments=False)
    if found is None:
        return None
    # Not found.date: for "2018-09", and for many pages without a date, it fills in a day, today's if need be.
    data = found if isinstance(found, dict) else found.as_dict()
    place = address(data.get("url"))
    return {
        "text": data.get("text"),
        "title": data.get("title"),
        "address": place,
        "publisher": data.get("sitename"),
        "authors": data.get("author"),
        "published": stated or _date_in_address(place),
        "language": language if language and re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]+)*", language) else None,
    }


def _stated_date(tree: _Element) -> PartialDate | None:
    for value in _linked_data_dates(tree):
        if date := published(value):
            return date
    for path in _DATES:
        found = tree.xpath(path)
        for value in found if isinstance(found, list) else []:
            if date := published(str(value)):
                return date
    return None


def _linked_data_dates(tree: _Element) -> Iterator[object]:
    scripts = tree.xpath("//script[@type='application/ld+json']/text()")
    for script in scripts if isinstance(scripts, list) else []:
        try:
            todo: list[object] = [json.loads(str(script), strict=False)]
        except (ValueError, RecursionError):
            continue
        while todo:
            node = todo.pop(0)
            if isinstance(node, list):
                todo.extend(node)
            elif isinstance(node, dict):
                if "datePublished" in node:
                    yield node["datePublished"]
                todo.append(node.get("@graph"))
                todo.append(node.get("mainEntity"))


def _date_in_address(place: str | None) -> PartialDate | None:
    found = _IN_ADDRESS.search(place or "")
    if not found:
        return None
    year, month, day = found.groups()
    return published(f"{day} {month} {year}" if month.isalpha() else f"{year}-{int(month):02d}-{int(day):02d}")
