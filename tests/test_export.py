"""A store as a file."""

from __future__ import annotations

import io
import json
import subprocess
import warnings
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit import export
from graphkit.errors import ModelError, StoreError, UsageError
from graphkit.export import neo4j_admin, statements
from graphkit.model import Article, Entity
from graphkit.stores import open_store
from graphkit.stores.base import Store
from tests.factories import ADA, article, claim, ferry
from tests.stores.conftest import exported


@pytest.fixture
def store() -> Store:
    opened = open_store("memory:")
    opened.add(*ferry(authors=("B", "A")))
    opened.add(*ferry(title='A "second"\tone\u2028'))
    return opened


def test_n_quads_are_sorted_lines(store: Store) -> None:
    lines = exported(store).rstrip(b"\n").split(b"\n")
    assert lines == sorted(set(lines))


def test_sorting_on_disk_gives_what_sorting_in_memory_gives(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = exported(store)
    for chunk in (1, 7, len(whole.split(b"\n")) - 1):
        monkeypatch.setattr(statements, "CHUNK", chunk)
        assert exported(store) == whole


def test_an_empty_store_is_a_valid_file_in_every_format() -> None:
    empty = open_store("memory:")
    assert exported(empty) == exported(empty, "jsonl") == b""
    assert json.loads(exported(empty, "jsonld"))["@graph"] == []
    assert exported(empty, "turtle").startswith(b"@prefix ")


def test_other_programs_read_the_same_graph_from_all_rdf_formats(store: Store) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # rdflib's own, when it reads JSON-LD
        import rdflib
        from rdflib.compare import isomorphic

        graphs = [
            rdflib.Graph().parse(data=exported(store, ours), format=theirs)
            for ours, theirs in (("nquads", "nt"), ("turtle", "turtle"), ("jsonld", "json-ld"))
        ]
    assert len(graphs[0]) > 100
    assert isomorphic(graphs[0], graphs[1])
    assert isomorphic(graphs[0], graphs[2])


def test_a_saved_file_is_whole_or_not_there(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "graph.nq"
    export.save(store, "nquads", path)
    assert path.read_bytes() == exported(store)

    def broken(opened: Store, stream: io.BytesIO) -> None:
        stream.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("graphkit.export.nquads.write", broken)
    with pytest.raises(StoreError, match="No space left"):
        export.save(store, "nquads", path)
    monkeypatch.undo()
    assert path.read_bytes() == exported(store)
    assert [p.name for p in tmp_path.iterdir()] == ["graph.nq"]


def test_a_place_that_cannot_be_written_is_told(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="No such file"):
        export.save(store, "nquads", tmp_path / "none" / "graph.nq")


def test_an_unknown_format_is_named(store: Store) -> None:
    with pytest.raises(UsageError, match=r"'xml'.*nquads, turtle"):
        export.write(store, "xml", io.BytesIO())


def test_markup_in_an_article_stays_text(store: Store) -> None:
    text = '"> . <https://example.org/a> <https://example.org/b> "\n\\" . ^^<x> ${x} <script>'
    other = open_store("memory:")
    other.add(Article(text, title=text, document=text), [])
    back = json.loads(exported(other, "jsonld"))["@graph"]
    assert [node["text"] for node in back] == [text]
    assert len(exported(other).split(b"\n")) == len([k for k in back[0] if k != "id"]) + 1


def test_the_files_for_the_import_tool_are_the_same_each_time(store: Store, tmp_path: Path) -> None:
    assert exported(store, "neo4j-admin") == exported(store, "neo4j-admin")
    neo4j_admin.write_folder(store, tmp_path / "out")
    with zipfile.ZipFile(io.BytesIO(exported(store, "neo4j-admin"))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()
        }


def test_what_history_a_store_has_does_not_show_in_the_files_for_the_import_tool(store: Store) -> None:
    other = open_store("memory:")
    other.add(*ferry(title="Gone soon", document="gone"))
    for each in reversed(list(store.articles())):
        other.add(each, list(store.claims(each.id)))
    other.retract(ferry(title="Gone soon", document="gone")[0].id)
    assert exported(other, "neo4j-admin") == exported(store, "neo4j-admin")


def test_a_folder_for_the_import_tool_is_whole_or_not_there(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neo4j_admin, "_script", lambda command: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        neo4j_admin.write_folder(store, tmp_path / "out")
    assert not list(tmp_path.iterdir())
    monkeypatch.undo()
    neo4j_admin.write_folder(store, tmp_path / "out")
    with pytest.raises(StoreError, match="is there already"):
        neo4j_admin.write_folder(store, tmp_path / "out")
    with pytest.raises(StoreError, match="cannot be written: No such file"):
        neo4j_admin.write_folder(store, tmp_path / "none" / "out")


def test_a_row_longer_than_the_import_tool_reads_at_a_time_is_told_to_it(store: Store, tmp_path: Path) -> None:
    store.add(Article("é" * neo4j_admin.BUFFER), [])
    words = neo4j_admin.write_folder(store, tmp_path / "out")
    size = max(len(line) for line in (tmp_path / "out" / "articles.csv").read_bytes().splitlines())
    assert f"--read-buffer-size={2 * size + 2}" in words
    assert f"--read-buffer-size={2 * size + 2} " in (tmp_path / "out" / "import.sh").read_text()


def test_the_script_says_where_the_import_tool_is_to_be_found(store: Store, tmp_path: Path) -> None:
    neo4j_admin.write_folder(store, tmp_path / "out")
    run = [str(tmp_path / "out" / "import.sh"), "news"]
    environment = {"PATH": "/usr/bin:/bin"}
    done = subprocess.run(run, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 127
    assert "there is no neo4j-admin here; run this where the server is installed" in done.stderr
    done = subprocess.run(run, env=environment | {"NEO4J_ADMIN": "echo"}, capture_output=True, text=True, check=False)
    assert done.stdout.startswith("database import full ")
    assert done.stdout.endswith(" news\n")


def test_a_name_that_no_index_of_neo4j_takes_is_refused(store: Store) -> None:
    of = article("Somebody is named at length.")
    store.add(of, [claim(of, Entity.named("Person", "x" * 5000), "supports", ADA)])
    with pytest.raises(ModelError, match="a name of more than 4,000 bytes"):
        exported(store, "neo4j-admin")


@given(st.lists(st.sampled_from(["a\n", "b\n", "c\n", "d\n", "e\n"])), st.integers(1, 8))
def test_lines_that_come_twice_hide_none_that_follow(lines: list[str], chunk: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(statements, "CHUNK", chunk)
        assert list(statements.sorted_lines(lines)) == sorted(set(lines))
