"""Which export format keeps what, found out by looking for it in the file.

    python -m tests.export_table

writes the table into docs/export.md; a test says whether it still holds.
"""

from __future__ import annotations

import html
import io
import re
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from graphkit import export
from graphkit.dates import PartialDate
from graphkit.model import Act, Article, Claim, Entity, Evidence
from graphkit.stores import open_store

DOCS = Path(__file__).resolve().parent.parent / "docs" / "export.md"
_BETWEEN = re.compile(r"(?<=<!-- kept: begin -->\n).*(?=<!-- kept: end -->)", re.DOTALL)

_TEXT = "Xanthe Quill, once of Lowmere, " * 300 + "refused, said Ottoline Fane, to sell Lowmere. Nothing else was said."
_ARTICLE = Article(
    _TEXT, title="Titleword", address="https://example.org/addressword", publisher="Publisherword",
    authors=("Authorword",), published=PartialDate(2031, 7), language="en-tlh", document="documentword",
)  # fmt: skip
_WHO = Entity("person/subjectid", "Person", "Labelword", ("Aliasword",))
_WHOM = Entity("party/objectid", "Party", "Objectword")
_CONCERNED = Entity("place/concernedid", "Place", "Concernedword")
_SOURCE = Entity("person/sourceid", "Person", "Sourceword")
_START, _END = 9301, 9341
_CLAIM = Claim(
    _ARTICLE.id, _WHO, "refuses",
    Evidence.cut(_ARTICLE, _START, _END, trigger=(9302, 9308), subject=(9303, 9309), content=((9305, 9311),)),
    act=Act(_ARTICLE.id, "actword", (_CONCERNED,)), verb="verbword", source=_SOURCE, confidence=0.8125,
    valid_from=PartialDate(1987, 4), valid_until=PartialDate(1988, 5), extractor="extractorword",
)  # fmt: skip
_OTHER = replace(_CLAIM, object=_WHOM, source=None, negated=True, act=None)

#: what is looked for: its name, and a pattern of it in the file
ASPECTS = {
    "claim's id": _CLAIM.id,
    "subject, object: id": r"subjectid[\s\S]*objectid|objectid[\s\S]*subjectid",
    "subject, object: label": r"Labelword[\s\S]*Objectword|Objectword[\s\S]*Labelword",
    "other names of entities": "Aliasword",
    "predicate": "refuses",
    "verb of the article": "verbword",
    "act, in the article's words": "actword",
    "entities that an act concerns": r"concernedid[\s\S]*concernedid|\bplace/concernedid\b(?!\")",
    "denied, modality, over": r"(?i)negated[\s\S]*modality[\s\S]*former|former[\s\S]*modality[\s\S]*negated",
    "by whose word": "sourceid",
    "since when, until when": r"1987-04[\s\S]*1988-05|1988-05[\s\S]*1987-04",
    "confidence": r"0\.8125",
    "extractor": "extractorword",
    "quote": re.escape(_TEXT[_START:_END]),
    "place of the quote": rf"\b{_START}\b",
    "places of trigger, subject, object, act": r"\b9302\b[\s\S]*\b9303\b|\b9303\b[\s\S]*\b9302\b",
    "article: id": _ARTICLE.id,
    "article: title, address, publisher, date": r"(?s)(?=.*Titleword)(?=.*addressword)(?=.*Publisherword)(?=.*2031-07)",
    "article: file name": "documentword",
    "article: further file names": "secondname",
    "article: authors": "Authorword",
    "article: language": "en-tlh",
    "article: text": "Nothing else was said",
}


def kept(format: str) -> dict[str, bool]:
    """Of each aspect, whether a file of the format holds it."""
    with open_store("memory:") as store:
        store.add(_ARTICLE, [_CLAIM, _OTHER])
        store.add(replace(_ARTICLE, document="secondname"), [])
        stream = io.BytesIO()
        export.write(store, format, stream)
    text = html.unescape("\n".join(_texts(stream.getvalue())))
    return {name: re.search(pattern, text) is not None for name, pattern in ASPECTS.items()}


def _texts(data: bytes) -> Iterator[str]:
    """The text of a file, or of all files in a zip file."""
    if not zipfile.is_zipfile(io.BytesIO(data)):
        yield data.decode("utf-8")
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            yield archive.read(name).decode("utf-8")


def table() -> str:
    """The table of the documentation."""
    found = {format: kept(format) for format in export.FORMATS}
    lines = [f"| | {' | '.join(found)} |", "|---" * (len(found) + 1) + "|"]
    for name in ASPECTS:
        lines.append(f"| {name} | " + " | ".join("yes" if found[f][name] else "–" for f in found) + " |")
    return "\n".join(lines) + "\n"


def documented() -> str:
    """The table that the documentation has."""
    found = _BETWEEN.search(DOCS.read_text(encoding="utf-8"))
    assert found is not None
    return found[0]


if __name__ == "__main__":
    DOCS.write_text(_BETWEEN.sub(lambda _: table(), DOCS.read_text(encoding="utf-8")), encoding="utf-8")
    sys.exit(0)
