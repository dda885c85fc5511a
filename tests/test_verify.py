"""Whatever is changed in a store behind its back is found."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from graphkit.namespaces import GK
from graphkit.stores import open_store
from graphkit.verify import verify
from tests.factories import ferry
from tests.stores.conftest import exported


def kept(tmp_path: Path) -> tuple[str, list[ox.Quad]]:
    address = f"oxigraph:{tmp_path}/graph"
    with open_store(address) as store:
        store.add(*ferry(published="2031-05"))
        assert list(verify(store)) == []
    db = ox.Store.read_only(str(tmp_path / "graph"))
    return address, sorted(db, key=str)


def test_every_statement_that_is_lost_is_missed(tmp_path: Path) -> None:
    """All statements one after the other, in memory: what is left is never in order."""
    with open_store("memory:") as store:
        store.add(*ferry(published="2031-05", authors=("A",)))
        from graphkit.stores.checking import problems

        db = ox.Store()
        db.load(exported(store), ox.RdfFormat.N_QUADS)
    assert list(problems(db, "memory:")) == []
    for quad in list(db):
        if quad.predicate.value in (GK + "document", "https://schema.org/inLanguage"):
            continue  # a file name and a language are no part of what an article is
        db.remove(quad)
        if quad.predicate.value not in (GK + "verb", GK + "extractor") and not _optional(quad):
            assert list(problems(db, "memory:")), quad
        db.add(quad)


def _optional(quad: ox.Quad) -> bool:
    """What a claim or mention may have or not, and no id covers: a missing one is like one that never was."""
    name = quad.predicate.value.removeprefix(GK)
    return name in ("alias", "validFrom") or name.endswith(("Start", "End"))


@pytest.mark.parametrize(
    ("predicate", "value", "told"),
    [
        ("quote", ox.Literal("what nobody wrote"), "its quote is not what stands"),
        ("start", ox.Literal(-4), "does not fit"),
        ("end", ox.Literal(99999), "does not fit"),
        ("triggerEnd", ox.Literal(99999), "trigger span"),
        ("modality", ox.NamedNode(GK + "rumoured"), "rumoured"),
        ("confidence", ox.Literal(7.5), "confidence"),
        ("predicate", ox.NamedNode(GK + "adores"), "does not fit"),
        ("text", ox.Literal("another text"), "does not fit"),
        ("published", ox.Literal("soon"), "not a date"),
    ],
)
def test_a_changed_value_is_told(tmp_path: Path, predicate: str, value: ox.Literal, told: str) -> None:
    address, quads = kept(tmp_path)
    quad = next(q for q in quads if q.predicate.value == GK + predicate)
    db = ox.Store(str(tmp_path / "graph"))
    db.remove(quad)
    db.add(ox.Quad(quad.subject, quad.predicate, value))
    del db
    with open_store(address) as store:
        found = [str(problem) for problem in verify(store)]
    assert any(told in text for text in found), found
