"""Whether a graph is what its articles and claims make it, to the last statement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Set
from typing import TYPE_CHECKING

from graphkit.errors import GraphkitError
from graphkit.model import Claim
from graphkit.namespaces import ACT, BASE, CLAIM, GK, MENTION, P
from graphkit.stores import rdf
from graphkit.stores.admission import admit
from graphkit.stores.graph import own_lines
from graphkit.stores.reading import Reader

if TYPE_CHECKING:
    import pyoxigraph as ox

#: problems of one article or entity that are told one by one; more say nothing new
TOLD = 5


def problems(db: ox.Store, address: str) -> Iterator[tuple[str, str]]:
    """What is wrong, as (where, what): ids that do not fit, statements that are missing or that nothing bears out."""
    accounted = 0
    for article_id in Reader(db, address).article_ids():
        reader = Reader(db, address)
        actual = _own(reader, article_id)
        accounted += len(actual)
        try:
            yield from _article(reader, article_id, actual)
        except (GraphkitError, ValueError) as error:  # ValueError: a date, number or list that is none
            yield f"article {article_id}", f"cannot be read: {error}"
    reader = Reader(db, address)
    for entity_id in reader.entity_ids():
        actual = {line for line in reader.lines_about(rdf.entity_iri(entity_id)) if not _leads_to_claim(line)}
        accounted += len(actual)
        try:
            expected = _expected_of_entity(reader, entity_id)
        except (GraphkitError, ValueError) as error:
            yield f"entity {entity_id}", f"cannot be read: {error}"
            continue
        yield from differences(f"entity {entity_id}", actual, expected)
    if len(db) != accounted:
        yield "store", f"{abs(len(db) - accounted)} statements belong to no article, claim or entity, or to several"


def _own(reader: Reader, article_id: str) -> set[str]:
    lines: set[str] = set()
    for iri in reader.parts_of(article_id):
        lines |= reader.lines_about(iri)
        if iri.startswith(CLAIM):
            lines |= {line for line in reader.lines_pointing(iri) if _leads_to_claim(line)}
    return lines


def _leads_to_claim(line: str) -> bool:
    return line.split(" ", 2)[1].startswith(f"<{P}")


def _article(reader: Reader, article_id: str, actual: set[str]) -> Iterator[tuple[str, str]]:
    where = f"article {article_id}"
    copies = reader.copies(article_id)
    if copies[0].id != article_id:
        yield where, "its id does not fit its text and data"
        return
    claims: list[Claim] = []
    for iri in sorted(reader.parts_of(article_id)):
        try:
            if iri.startswith(CLAIM):
                claim = reader.claim(rdf.short(iri))
                assert claim is not None
                if claim.id != rdf.short(iri):
                    yield f"claim {rdf.short(iri)}", "its id does not fit its content"
                    continue
                admit(copies[0], [claim])
                claims.append(claim)
            elif iri.startswith(ACT) and reader.act(iri).id != rdf.short(iri):
                yield f"act {rdf.short(iri)}", "its id does not fit its content"
        except (GraphkitError, ValueError) as error:
            yield f"{_kind(iri)} {rdf.short(iri)}", str(error)
    admitted = admit(copies[0], claims)
    expected = lines_of([*own_lines(admitted), *(line for copy in copies for line in rdf.copy_lines(copy))])
    yield from differences(where, actual, expected)


def _expected_of_entity(reader: Reader, entity_id: str) -> set[str]:
    iri = rdf.entity_iri(entity_id)
    mentions = reader.pointing(GK + "entity", iri)
    found = [reader.mention(m.removeprefix(MENTION).partition("/")[0], iri) for m in mentions]
    expected = {rdf.type_line(entity_id, mention.type) for mention in found}
    if found:
        names = {name for mention in found for name in (mention.label, *mention.aliases)}
        expected |= set(rdf.name_lines(entity_id, rdf.best_label(m.label for m in found), names))
    for claim_iri in reader.pointing(GK + "subject", iri):
        claim = reader.claim(rdf.short(claim_iri))
        edge = rdf.plain_edge(claim) if claim is not None else None
        if edge is not None:
            expected.add(edge)
    return expected


def differences(where: str, actual: Set[str], expected: Set[str]) -> Iterator[tuple[str, str]]:
    """What stands on one side only, as (where, what)."""
    told: Counter[str] = Counter()
    for what, lines in (("nothing bears out", actual - expected), ("missing", expected - actual)):
        for line in sorted(lines):
            told[what] += 1
            if told[what] <= TOLD:
                yield where, f"{what}: {_shortened(line)}"
        if told[what] > TOLD:
            yield where, f"{what}: {told[what] - TOLD} statements more"


def _kind(iri: str) -> str:
    return iri.removeprefix(BASE).partition("/")[0]


def _shortened(line: str) -> str:
    line = line.rstrip(" .\n")
    return line if len(line) <= 300 else line[:300] + "…"


def lines_of(texts: Iterable[str]) -> set[str]:
    """The single lines in texts of several. Only line feeds part them: literals hold other line ends as they are."""
    return {line + "\n" for text in texts for line in text.split("\n") if line}
