"""Articles, entities and claims, read back from a pyoxigraph store.

Nothing here keeps an iterator of the store open while it yields, so a store may be closed or written between two items.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from graphkit.dates import PartialDate
from graphkit.errors import StoreError
from graphkit.model import Act, Article, Claim, Entity, Evidence, Modality, Span
from graphkit.namespaces import ARTICLE, CLAIM, GK, SCHEMA
from graphkit.stores.rdf import ALT_LABEL, DERIVED, LABEL, TYPE, entity_iri, line_of, mention_iri, short, text_line

if TYPE_CHECKING:
    import pyoxigraph as ox

Found = dict[str, list[str]]


class Reader:
    """What a graph holds, as the model's objects. Keep one for a while: it remembers mentions and acts."""

    def __init__(self, db: ox.Store, address: str) -> None:
        import pyoxigraph as ox

        self._db, self._address, self._node = db, address, ox.NamedNode
        self._mentions: dict[tuple[str, str], Entity] = {}
        self._acts: dict[str, Act] = {}

    def about(self, iri: str) -> Found:
        """All that is said of an IRI: property -> values as text, sorted."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        try:
            node = self._node(iri)
        except ValueError:  # any text may be asked for; what is no IRI names nothing
            return {}
        for quad in self._db.quads_for_pattern(node, None, None):
            found[quad.predicate.value].append(quad.object.value)  # type: ignore[union-attr]
        for values in found.values():
            values.sort()
        return dict(found)

    def pointing(self, predicate: str, iri: str) -> list[str]:
        """The IRIs that point to this one by this property."""
        quads = self._db.quads_for_pattern(None, self._node(predicate), self._node(iri))
        return [quad.subject.value for quad in quads]  # type: ignore[union-attr]

    def values(self, iri: str, predicate: str) -> list[str]:
        """The values of one property of an IRI, sorted."""
        quads = self._db.quads_for_pattern(self._node(iri), self._node(predicate), None)
        return sorted(quad.object.value for quad in quads)  # type: ignore[union-attr]

    def article_ids(self) -> list[str]:
        """The ids of all articles, sorted."""
        return sorted(iri.removeprefix(ARTICLE) for iri in self.pointing(TYPE, GK + "Article"))

    def copies(self, article_id: str) -> list[Article]:
        """The article once for each file name (and language) that it came with, sorted; [] where it is not kept."""
        found = self.about(ARTICLE + article_id)
        if not found:
            return []
        documents, languages = found.get(GK + "document", []), found.get(SCHEMA + "inLanguage", [])
        published, authors = _one(found, GK + "published"), _one(found, GK + "authorList")
        return [
            Article(
                text=self._needed(found, GK + "text", ARTICLE + article_id),
                title=_one(found, SCHEMA + "headline"),
                address=_one(found, SCHEMA + "url"),
                publisher=_one(found, GK + "publisher"),
                authors=tuple(json.loads(authors)) if authors else (),
                published=PartialDate.parse(published) if published else None,
                language=_at(languages, i),
                document=_at(documents, i) or "",
            )
            for i in range(max(1, len(documents), len(languages)))
        ]

    def entity_ids(self) -> list[str]:
        """The ids of all entities, sorted."""
        quads = self._db.quads_for_pattern(None, self._node(LABEL), None)
        return sorted({short(quad.subject.value) for quad in quads})  # type: ignore[union-attr]

    def entity(self, entity_id: str) -> Entity | None:
        """The entity as all articles together name it; None where none does."""
        found = self.about(entity_iri(entity_id))
        if LABEL not in found:
            return None
        types = [t.removeprefix(GK) for t in found.get(TYPE, [])] or [""]
        by_id = [t for t in types if entity_id.startswith(t.lower() + "/")]
        return Entity(entity_id, (by_id or types)[0], found[LABEL][0], tuple(found.get(ALT_LABEL, ())))

    def mention(self, article_id: str, iri: str) -> Entity:
        """The entity as one article names it."""
        key = (article_id, iri)
        if key not in self._mentions:
            name = mention_iri(article_id, short(iri))
            found = self.about(name)
            type = self._needed(found, GK + "entityType", name).removeprefix(GK)
            label = self._needed(found, GK + "label", name)
            self._mentions[key] = Entity(short(iri), type, label, tuple(found.get(GK + "alias", ())))
        return self._mentions[key]

    def act(self, iri: str) -> Act:
        """The act behind an IRI."""
        if iri not in self._acts:
            found = self.about(iri)
            article = self._needed(found, DERIVED, iri).removeprefix(ARTICLE)
            concerns = tuple(self.mention(article, e) for e in found.get(GK + "concerns", ()))
            self._acts[iri] = Act(article, self._needed(found, GK + "text", iri), concerns)
        return self._acts[iri]

    def claim(self, claim_id: str) -> Claim | None:
        """The claim of an id; None where there is none. Its own id is made from what was read: compare the two."""
        me = CLAIM + claim_id
        found = self.about(me)
        if not found:
            return None
        article = self._needed(found, DERIVED, me).removeprefix(ARTICLE)

        def entity(property: str) -> Entity | None:
            iri = _one(found, GK + property)
            return self.mention(article, iri) if iri is not None else None

        def date(property: str) -> PartialDate | None:
            said = _one(found, GK + property)
            return PartialDate.parse(said) if said is not None else None

        act = _one(found, GK + "content")
        return Claim(
            article=article,
            subject=self.mention(article, self._needed(found, GK + "subject", me)),
            predicate=self._needed(found, GK + "predicate", me).removeprefix(GK),
            evidence=Evidence(
                int(self._needed(found, GK + "start", me)),
                int(self._needed(found, GK + "end", me)),
                self._needed(found, GK + "quote", me),
                trigger=next(_spans(found, "trigger"), None),
                subject=next(_spans(found, "subject"), None),
                object=next(_spans(found, "object"), None),
                content=tuple(_spans(found, "content")),
            ),
            object=entity("object"),
            act=self.act(act) if act is not None else None,
            verb=_one(found, GK + "verb") or "",
            negated=self._needed(found, GK + "negated", me) == "true",
            modality=Modality(self._needed(found, GK + "modality", me).removeprefix(GK)),
            former=self._needed(found, GK + "former", me) == "true",
            source=entity("source"),
            valid_from=date("validFrom"),
            valid_until=date("validUntil"),
            confidence=float(self._needed(found, GK + "confidence", me)),
            extractor=_one(found, GK + "extractor") or "",
        )

    def claims_of(self, article_id: str) -> list[Claim]:
        """The claims of an article, by place and id."""
        if not self.about(ARTICLE + article_id):
            return []
        derived = self.pointing(DERIVED, ARTICLE + article_id)
        return self.claims(iri.removeprefix(CLAIM) for iri in derived if iri.startswith(CLAIM))

    def claims(self, claim_ids: Iterable[str]) -> list[Claim]:
        """The claims of these ids, by article, place and id; unknown ids are passed over."""
        found = (self.claim(claim_id) for claim_id in claim_ids)
        return sorted((c for c in found if c is not None), key=lambda c: (c.article, c.evidence.start, c.id))

    def claim_ids_naming(self, entity_id: str) -> set[str]:
        """The ids of the claims that name an entity: as subject, object or source, or in their act."""
        me = entity_iri(entity_id)
        found = {c for name in ("subject", "object", "source") for c in self.pointing(GK + name, me)}
        for act in self.pointing(GK + "concerns", me):
            found.update(self.pointing(GK + "content", act))
        return {iri.removeprefix(CLAIM) for iri in found}

    def parts_of(self, article_id: str) -> Iterator[str]:
        """The IRIs of all that an article brought: itself, its claims, acts and mentions."""
        yield ARTICLE + article_id
        yield from self.pointing(DERIVED, ARTICLE + article_id)

    def copy_lines_of(self, article_id: str) -> set[str]:
        """The lines of an article's file names and languages."""
        me = ARTICLE + article_id
        return {text_line(me, p, text) for p in (GK + "document", SCHEMA + "inLanguage") for text in self.values(me, p)}

    def lines_about(self, iri: str) -> set[str]:
        """All statements about an IRI, as lines."""
        return {line_of(quad) for quad in self._db.quads_for_pattern(self._node(iri), None, None)}

    def lines_pointing(self, iri: str) -> set[str]:
        """All statements that point to an IRI, as lines."""
        return {line_of(quad) for quad in self._db.quads_for_pattern(None, None, self._node(iri))}

    def lines(self) -> Iterator[str]:
        """All statements, as lines, in no order."""
        return map(line_of, self._db)

    def count_of_type(self, kind: str) -> int:
        """How many articles, claims or acts there are: what has this type."""
        return self._count(f"?x <{TYPE}> <{GK}{kind}>")

    def count_entities(self) -> int:
        """How many entities there are."""
        return self._count(f"?x <{LABEL}> ?label")

    def count_mentions(self, entity_id: str) -> int:
        """How many articles name the entity."""
        return len(self.pointing(GK + "entity", entity_iri(entity_id)))

    def names(self) -> list[tuple[str, str]]:
        """Each entity's id with each of its names: labels first, then other labels."""
        found: list[tuple[str, str]] = []
        for property in (LABEL, ALT_LABEL):
            quads = self._db.quads_for_pattern(None, self._node(property), None)
            found += sorted((short(q.subject.value), q.object.value) for q in quads)  # type: ignore[union-attr]
        return found

    def _count(self, pattern: str) -> int:
        import pyoxigraph as ox

        solutions = self._db.query(f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {pattern} }}")
        assert isinstance(solutions, ox.QuerySolutions)
        return int(next(iter(solutions))["n"].value)

    def _needed(self, found: Found, property: str, iri: str) -> str:
        values = found.get(property)
        if not values:
            raise StoreError(self._address, f"{iri} has no {short(property)}", "see what 'graphkit verify' says")
        return values[0]


def _one(found: Found, property: str) -> str | None:
    values = found.get(property)
    return values[0] if values else None


def _at(values: list[str], place: int) -> str | None:
    return values[min(place, len(values) - 1)] if values else None


def _spans(found: Found, name: str) -> Iterator[Span]:
    """The places of this name: none overlaps another, so the first start goes with the first end."""
    starts, ends = (sorted(map(int, found.get(f"{GK}{name}{edge}", ()))) for edge in ("Start", "End"))
    return zip(starts, ends, strict=False)
