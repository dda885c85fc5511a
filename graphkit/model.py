"""What a claim graph is made of: articles, entities, acts, evidence, claims. Frozen, with ids made from content.

A claim without evidence cannot be made, and a quote is always cut from its article's text, so it cannot be invented.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from graphkit.dates import PartialDate
from graphkit.errors import ModelError

ENTITY_TYPES = ("Person", "Party", "Organisation", "Constituency", "Place", "Office", "Event", "Document")

Span = tuple[int, int]


class Modality(StrEnum):
    """How the article puts a claim. Only ``asserted`` says that it is so."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"


def digest(*parts: object) -> str:
    """The sha256 (64 hex digits) of the parts, as canonical JSON: equal parts, equal digest, on every machine."""
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def slug(name: str) -> str:
    """The name as it stands in an id: lower case, accents dropped, words joined by hyphens."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = re.findall(r"[^\W_]+", plain.casefold())
    return "-".join(words) or digest(name)[:12]


@dataclass(frozen=True, slots=True)
class Article:
    """A published text. ``document`` is the file's name without its ending; what is unknown is None or empty.

    The id is the sha256 of text and publication data: one text printed by two publishers is two articles, since each
    vouches for it; one article under two file names is one. Offsets of evidence count characters of ``text``.
    """

    text: str
    title: str | None = None
    address: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: PartialDate | None = None
    language: str | None = None
    document: str = ""
    id: str = field(init=False)

    def __post_init__(self) -> None:
        published = str(self.published) if self.published else None
        parts = (self.text, self.title, self.address, self.publisher, list(self.authors), published)
        object.__setattr__(self, "id", digest(*parts))


@dataclass(frozen=True, slots=True)
class Entity:
    """Someone or something that claims are about. ``aliases`` are the other names that an article uses for it."""

    id: str
    type: str
    label: str
    aliases: tuple[str, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        if self.type not in ENTITY_TYPES:
            raise ModelError(f"no entity type {self.type!r}; the types are {', '.join(ENTITY_TYPES)}")
        if not self.label.strip():
            raise ModelError(f"an entity without a label: {self.id!r}")

    @classmethod
    def named(cls, type: str, label: str, aliases: Iterable[str] = (), article: str | None = None) -> Entity:
        """The entity of a type and a name; with ``article`` (its id), one that stays that article's own.

        A full name is one entity in all articles. A bare surname or a role is not, until somebody decides who it is.
        """
        label = " ".join(label.split())
        identifier = f"{type.lower()}/{slug(label)}" + (f"@{article[:8]}" if article else "")
        return cls(identifier, type, label, tuple(sorted(set(aliases) - {label})))


@dataclass(frozen=True, slots=True)
class Act:
    """What is refused, promised, demanded or said, in the article's words, and the entities that it concerns."""

    article: str
    content: str
    concerns: tuple[Entity, ...] = ()
    id: str = field(init=False)

    def __post_init__(self) -> None:
        ordered = tuple(sorted(self.concerns, key=lambda e: e.id))
        object.__setattr__(self, "concerns", ordered)
        object.__setattr__(self, "id", digest(self.article, self.content, [e.id for e in ordered]))


@dataclass(frozen=True, slots=True)
class Evidence:
    """The place in the article's text that bears a claim out: the sentence or clause, its trigger and its arguments.

    All spans are (start, end) in characters of ``Article.text``, end exclusive. ``content`` has a span for each part
    of what is said, in the order of the text: the writer's words between two parts of a quotation are nobody's speech.
    """

    start: int
    end: int
    quote: str
    trigger: Span | None = None
    subject: Span | None = None
    object: Span | None = None
    content: tuple[Span, ...] = ()

    @classmethod
    def cut(
        cls,
        article: Article,
        start: int,
        end: int,
        *,
        trigger: Span | None = None,
        subject: Span | None = None,
        object: Span | None = None,
        content: Sequence[Span] = (),
    ) -> Evidence:
        """Evidence whose quote is cut from the article; :class:`ModelError` where a span lies outside the text.

        So it is where parts of the content overlap or stand in another order than the text's.
        """
        for name, span in (
            ("evidence", (start, end)),
            ("trigger", trigger),
            ("subject", subject),
            ("object", object),
            *(("content", part) for part in content),
        ):
            if span is not None and not 0 <= span[0] < span[1] <= len(article.text):
                raise ModelError(f"{name} span {span} lies outside the article's {len(article.text)} characters")
        if any(later[0] < earlier[1] for earlier, later in pairwise(content)):
            raise ModelError(f"the parts of the content {list(content)} overlap, or are not in the text's order")
        return cls(start, end, article.text[start:end], trigger, subject, object, tuple(content))


@dataclass(frozen=True, slots=True)
class Claim:
    """What one place of one article says: subject, predicate, object or act; how, by whom, since when, how sure.

    ``confidence`` (0 to 1) is the share that was right of claims made alike, on articles annotated by hand.
    ``source`` is the entity by whose word alone we know it; None where the article itself states it.
    """

    article: str
    subject: Entity
    predicate: str
    evidence: Evidence
    object: Entity | None = None
    act: Act | None = None
    verb: str = ""
    negated: bool = False
    modality: Modality = Modality.ASSERTED
    former: bool = False
    source: Entity | None = None
    valid_from: PartialDate | None = None
    valid_until: PartialDate | None = None
    confidence: float = 1.0
    extractor: str = ""
    id: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "modality", Modality(self.modality))
        if not 0.0 <= self.confidence <= 1.0:
            raise ModelError(f"confidence {self.confidence} is not between 0 and 1")
        if self.valid_from and self.valid_until and self.valid_from.earliest > self.valid_until.latest:
            raise ModelError(f"valid from {self.valid_from} lies after valid until {self.valid_until}")
        object.__setattr__(
            self,
            "id",
            digest(
                self.article,
                [self.evidence.start, self.evidence.end],
                self.subject.id,
                self.predicate,
                self.object.id if self.object else None,
                self.act.id if self.act else None,
                self.verb,
                self.negated,
                self.modality.value,
                self.former,
                self.source.id if self.source else None,
            ),
        )

    @property
    def is_plain(self) -> bool:
        """Whether the claim may stand as a plain edge: asserted, not denied, not over, and not known by hearsay."""
        return not self.marks

    @property
    def marks(self) -> tuple[str, ...]:
        """How it is put where it is not plain: ``denied``, a modality, ``former``, ``reported``, in this order."""
        told = (
            (self.negated, "denied"),
            (self.modality is not Modality.ASSERTED, self.modality.value),
            (self.former, "former"),
            (self.source is not None, "reported"),
        )
        return tuple(word for holds, word in told if holds)

    @property
    def target(self) -> Entity | Act | None:
        """Where its edge points: the object, else the act, else nothing."""
        return self.object or self.act

    def entities(self) -> tuple[Entity, ...]:
        """All entities that it names: subject, object, source, and those that its act concerns."""
        named = (self.subject, self.object, self.source, *(self.act.concerns if self.act else ()))
        return tuple(e for e in named if e is not None)
