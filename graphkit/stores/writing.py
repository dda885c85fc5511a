"""How articles go into a pyoxigraph store and out of it: whole or not at all, and with nothing left behind.

What an article brings is its own (the article, its claims, acts and mentions) and is added or removed as it stands.
What hangs on several articles (an entity's types, labels and plain edges) is derived from those, so it does not matter
in which order they came.
"""

from __future__ import annotations

import itertools
import os
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from graphkit.model import Article, Claim
from graphkit.namespaces import ARTICLE, CLAIM, GK, MENTION, P
from graphkit.stores import rdf
from graphkit.stores.admission import admit
from graphkit.stores.graph import own_lines, shared_lines
from graphkit.stores.reading import Reader

if TYPE_CHECKING:
    import pyoxigraph as ox

#: bytes of statements after which a batch is written: some 80,000 statements, where loading is as fast as it gets
BATCH_BYTES = 12_000_000
#: seconds after which a batch is written though it is small, so that little is lost when a slow import is ended
BATCH_SECONDS = 3.0
#: pyoxigraph loads in bulk what is below a million statements in one step; a larger batch takes the slower way
BULK_BYTES = 60_000_000
#: entities whose names are remembered while writing, some 50 MB
NAMES = 100_000


@dataclass(slots=True)
class Batch:
    """Articles on their way into a store, and what the store will say of each: True where it is new."""

    results: list[bool] = field(default_factory=list)
    started: float = field(default_factory=time.monotonic)
    size: int = 0
    new: set[str] = field(default_factory=set)
    chunks: list[bytes] = field(default_factory=list)
    shared: set[str] = field(default_factory=set)
    labels: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    others: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @property
    def is_full(self) -> bool:
        """Whether it is time to write it."""
        return self.size >= BATCH_BYTES or time.monotonic() - self.started >= BATCH_SECONDS

    def stage(self, db: ox.Store, address: str, article: Article, claims: Sequence[Claim]) -> None:
        """Take an article in; of one that is kept already, only its file name and language.

        Raises:
            ModelError: it must not be kept; the batch is as it was.
        """
        import pyoxigraph as ox

        is_new = article.id not in self.new and (
            ox.Quad(ox.NamedNode(ARTICLE + article.id), ox.NamedNode(rdf.TYPE), ox.NamedNode(GK + "Article")) not in db
        )
        if not is_new:
            lines = rdf.copy_lines(article)
            known = Reader(db, address).copy_lines_of(article.id)
            self._append([line for line in lines if line not in known], article)
            self.results.append(False)
            return
        del db  # an error's frames keep what they name, and a store that somebody keeps cannot be closed
        admitted = admit(article, claims)
        self._append(own_lines(admitted), article)  # may refuse, so before all that follows
        self.shared |= shared_lines(admitted)
        for entity in admitted.mentions:
            self.labels[entity.id].add(entity.label)
            self.others[entity.id].update(entity.aliases)
        self.new.add(article.id)
        self.results.append(True)

    def _append(self, lines: list[str], article: Article) -> None:
        chunk = rdf.encoded(lines, article)
        if chunk:
            self.chunks.append(chunk)
            self.size += len(chunk)

    def write(self, db: ox.Store, known: KnownNames, unfinished: Unfinished, *, bulk: bool) -> None:
        """Write all of it. On an error nothing of it is kept.

        Raises:
            OSError: the store could not be written.
        """
        known.after.clear()  # of a batch that failed
        self._write(db, *self._names(db, known), unfinished, bulk)
        known.written()

    def _write(
        self,
        db: ox.Store,
        added: list[str],
        removed: list[str],
        renamed: list[str],
        unfinished: Unfinished,
        bulk: bool,
    ) -> None:
        import pyoxigraph as ox

        if not bulk or self.size > BULK_BYTES:
            # one transaction
            text = self._text(added, renamed)
            if removed:
                change(db, removed, text.decode())
            elif text:
                db.load(text, ox.RdfFormat.N_TRIPLES, lenient=True)
            return
        # Loading in bulk is about three times as fast, and is one step too, but it cannot remove a label that gives way
        # to a better one. That is a step before it, noted in a file first: whoever opens the store after a crash in
        # between sets the labels of these entities right.
        if removed:
            unfinished.note(self.labels)
            change(db, removed, "".join(renamed))
        text = self._text(added)
        try:
            if text:
                db.bulk_load(text, ox.RdfFormat.N_TRIPLES, lenient=True)
        except OSError:
            if removed:
                change(db, renamed, "".join(removed))
                unfinished.clear()
            raise
        if removed:
            unfinished.clear()

    def changes(self, db: ox.Store) -> tuple[list[str], str]:
        """The lines to remove and to add, for a store that is changed in one step; ``db`` has the names so far."""
        added, removed, renamed = self._names(db, KnownNames())
        return removed, self._text(added, renamed).decode("utf-8")

    def _text(self, *names: list[str]) -> bytes:
        lines = itertools.chain(sorted(self.shared), *names)
        return b"".join([*self.chunks, *(line.encode("utf-8") for line in lines)])

    def _names(self, db: ox.Store, known: KnownNames) -> tuple[list[str], list[str], list[str]]:
        """The lines of labels to add; to remove; and to add in the same step as those are removed."""
        added: list[str] = []
        removed: list[str] = []
        renamed: list[str] = []
        for entity_id, labels in self.labels.items():
            old, others = known.get(db, entity_id)
            best = rdf.best_label(labels if old is None else {old, *labels})
            after = (others | labels | self.others[entity_id] | ({old} if old is not None else set())) - {best}
            known.after[entity_id] = (best, after)
            if best == old:
                added += [rdf.other_name_line(entity_id, name) for name in sorted(after - others)]
                continue
            new = [rdf.name_line(entity_id, best)]
            new += [rdf.other_name_line(entity_id, name) for name in sorted(after - others)]
            if old is None:
                added += new
                continue
            renamed += new
            removed.append(rdf.name_line(entity_id, old))
            removed += [rdf.other_name_line(entity_id, name) for name in sorted(others - after)]
        return added, removed, renamed


class KnownNames:
    """The labels and other names of entities as the store has them: read once, then kept up with what is written.

    Only for as long as nobody else writes: a store lets go of it with its folder, and when an article is taken out.
    """

    def __init__(self) -> None:
        self._names: dict[str, tuple[str | None, set[str]]] = {}
        self.after: dict[str, tuple[str | None, set[str]]] = {}

    def get(self, db: ox.Store, entity_id: str) -> tuple[str | None, set[str]]:
        """The label, None where the entity is new, and the other names."""
        found = self._names.get(entity_id)
        if found is None:
            reader, iri = Reader(db, ""), rdf.entity_iri(entity_id)
            label = next(iter(reader.values(iri, rdf.LABEL)), None)
            found = (label, set(reader.values(iri, rdf.ALT_LABEL)) if label is not None else set())
        return found

    def written(self) -> None:
        """Take over what was just written."""
        if len(self._names) > NAMES:
            self._names.clear()
        self._names.update(self.after)
        self.after.clear()


class Unfinished:
    """The note of the entities whose labels a batch is changing; empty but for a crash. Stores in memory need none."""

    def __init__(self, path: Path | None) -> None:
        self._file = path / "graphkit-unfinished" if path is not None else None

    def note(self, entity_ids: Iterable[str]) -> None:
        """Note them, safely on disk."""
        if self._file is None:
            return
        part = self._file.with_suffix(".part")
        with part.open("w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(rdf.entity_iri(entity_id) + "\n" for entity_id in entity_ids)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(self._file)

    def entities(self) -> list[str]:
        """The ids that were noted and not cleared."""
        if self._file is None or not self._file.exists():
            return []
        return [rdf.short(line) for line in self._file.read_text(encoding="utf-8").split("\n") if line]

    def clear(self) -> None:
        """Forget them: all is as it should be."""
        if self._file is not None:
            self._file.unlink(missing_ok=True)


def change(db: ox.Store, removed: Iterable[str], added: str) -> None:
    """Remove and add lines in one transaction."""
    db.update(change_text(removed, added))


def change_text(removed: Iterable[str], added: str) -> str:
    """The SPARQL update that removes and adds lines."""
    return "DELETE DATA {\n" + "".join(removed) + "} ;\nINSERT DATA {\n" + added + "}"


def settle(db: ox.Store, address: str, entity_ids: Iterable[str], without: str | None = None) -> None:
    """Derive the labels and types of entities anew from their mentions."""
    removed, added = _derived(Reader(db, address), entity_ids, without)
    if removed or added:
        change(db, removed, "".join(added))


def _derived(reader: Reader, entity_ids: Iterable[str], without: str | None) -> tuple[list[str], list[str]]:
    """The lines of labels and types to remove and to add; ``without`` is an article that does not count."""
    removed: list[str] = []
    added: list[str] = []
    for entity_id in entity_ids:
        iri = rdf.entity_iri(entity_id)
        labels: set[str] = set()
        others: set[str] = set()
        after: set[str] = set()
        for mention in reader.pointing(GK + "entity", iri):
            if without is not None and mention.startswith(f"{MENTION}{without}/"):
                continue
            said = reader.about(mention)
            labels.update(said.get(GK + "label", ()))
            others.update(said.get(GK + "alias", ()))
            after |= {rdf.node_line(iri, rdf.TYPE, type) for type in said.get(GK + "entityType", ())}
        if labels:
            after |= set(rdf.name_lines(entity_id, rdf.best_label(labels), labels | others))
        before = {rdf.node_line(iri, rdf.TYPE, type) for type in reader.values(iri, rdf.TYPE)}
        for property in (rdf.LABEL, rdf.ALT_LABEL):
            before |= {rdf.text_line(iri, property, label) for label in reader.values(iri, property)}
        removed += sorted(before - after)
        added += sorted(after - before)
    return removed, added


def retract(db: ox.Store, address: str, article_id: str) -> bool:
    """Take out exactly what an article brought, in one transaction; False where it is not kept."""
    found = retraction(Reader(db, address), article_id)
    if found is not None:
        change(db, *found)
    return found is not None


def retraction(reader: Reader, article_id: str) -> tuple[list[str], str] | None:
    """The lines to remove and to add when an article is taken out; None where it is not kept."""
    if not reader.about(ARTICLE + article_id):
        return None
    removed: set[str] = set()
    entities: set[str] = set()
    claims: list[Claim] = []
    for iri in reader.parts_of(article_id):
        removed |= reader.lines_about(iri)
        if iri.startswith(MENTION):
            entities.update(rdf.short(e) for e in reader.values(iri, GK + "entity"))
        elif iri.startswith(CLAIM):
            removed |= reader.lines_pointing(iri)  # from its subject: p:
            claim = reader.claim(iri.removeprefix(CLAIM))
            if claim is not None:
                claims.append(claim)
    edges = {edge: claim for claim in claims if (edge := rdf.plain_edge(claim)) is not None}
    for edge, claim in edges.items():
        if not _stands(reader, claim, article_id):
            removed.add(edge)
    names_removed, names_added = _derived(reader, sorted(entities), article_id)
    return sorted(removed | set(names_removed)), "".join(names_added)


def _stands(reader: Reader, claim: Claim, without: str) -> bool:
    """Whether a claim of another article bears the claim's plain edge out too."""
    if claim.object is None:
        return False  # an act is one article's own
    target = rdf.entity_iri(claim.object.id)
    for iri in reader.values(rdf.entity_iri(claim.subject.id), P + claim.predicate):
        found = reader.about(iri)
        if (
            target in found.get(GK + "object", ())
            and ARTICLE + without not in found.get(rdf.DERIVED, ())
            and found.get(GK + "modality") == [GK + "asserted"]
            and found.get(GK + "negated") == ["false"]
            and found.get(GK + "former") == ["false"]
            and GK + "source" not in found
        ):
            return True
    return False
