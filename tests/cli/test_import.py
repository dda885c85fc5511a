"""import and extract: articles in, claims out, what is left out told; exports read back."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graphkit import Article, Claim, open_store
from graphkit.cli.import_ import Tally
from graphkit.cli.reading import ARTICLES
from graphkit.errors import StoreError
from graphkit.stores import writing
from graphkit.stores.oxigraph import OxigraphStore
from tests.cli.conftest import GAZETTE, Run, claims

STORY = (
    "Mara Voss, the leader of the Harbour Party, criticised the council leader Tobin Ashe on Friday.\n\n"
    "Mr Ashe refused to resign. “The party has lost its way,” he said.\n"
)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A folder with one article."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "voss.txt").write_text(STORY, encoding="utf-8")
    return folder


def test_import_keeps_claims_and_tells_how_many(run: Run, story: Path) -> None:
    answer = run("import", "articles", "--json")
    assert answer.exit_code == 0
    told = json.loads(answer.stdout)
    assert (told["articles"], told["known"], told["rejected"], told["rejects"]) == (1, 0, 0, None)
    assert told["claims"] == json.loads(run("stats", "--json").stdout)["claims"] > 0
    assert answer.stderr.startswith(f"1 article, {told['claims']} claims, 0 rejected, ")
    assert not (story.parent / "graphkit.rejects.jsonl").exists()


def test_import_again_changes_nothing_and_says_so(run: Run, story: Path) -> None:
    run("import", "articles")
    before = run("export").stdout_bytes
    answer = run("import", "articles")
    assert answer.exit_code == 0
    assert answer.stderr.startswith("0 articles (1 more was there already), 0 claims, 0 rejected")
    assert run("export").stdout_bytes == before


def test_import_of_a_known_article_under_another_name_keeps_both_names(run: Run, story: Path) -> None:
    run("import", "articles")
    (story / "voss.txt").rename(story / "a-voss.txt")
    assert json.loads(run("import", "articles", "--json").stdout)["known"] == 1
    for name in ("voss", "a-voss"):
        assert "1 article" in run("export", "-o", "out.nq").stderr
        with open_store(f"oxigraph:{story.parent / 'graph'}", create=False) as store:
            (article,) = store.articles()
            assert name in {copy.document for copy in store.copies(article.id)}


def test_a_bad_article_is_told_kept_apart_and_stops_nothing(run: Run, story: Path) -> None:
    (story / "empty.txt").write_bytes(b"")
    (story / "half.txt").write_bytes(b"\0\1\2" * 99)
    answer = run("import", "articles")
    assert answer.exit_code == 1
    assert answer.stderr.count("rejected: ") == 2
    assert "empty.txt: is empty" in answer.stderr
    assert "half.txt" in answer.stderr
    assert "1 article, " in answer.stderr
    assert "the rejected are in graphkit.rejects.jsonl" in answer.stderr
    lines = (story.parent / "graphkit.rejects.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    assert all("rejected" in json.loads(line) for line in lines)


def test_many_rejects_are_not_told_one_by_one(run: Run, story: Path) -> None:
    for number in range(30):
        (story / f"empty{number}.txt").write_bytes(b"")
    answer = run("import", "articles", "--rejects", "left out.jsonl")
    assert answer.stderr.count("rejected: ") == 21
    assert "rejected: more; all of them are in left out.jsonl" in answer.stderr
    assert len((story.parent / "left out.jsonl").read_text().splitlines()) == 30


def test_rejects_can_be_mended_and_imported(run: Run, story: Path) -> None:
    (story / "empty.txt").write_bytes(b"")
    assert run("import", "articles").exit_code == 1
    (story / "empty.txt").write_text("Tobin Ashe, the mayor of Selmouth, resigned on Monday after a long dispute.\n")
    again = run("import", "graphkit.rejects.jsonl", "--rejects", "again.jsonl", "--json")
    assert again.exit_code == 0, again.output
    assert json.loads(again.stdout)["articles"] == 1


def test_a_source_that_is_not_there_is_told(run: Run) -> None:
    answer = run("import", "no-such-folder")
    assert answer.exit_code == 1
    assert "failed: no-such-folder: " in answer.stderr
    assert "Traceback" not in answer.output


def test_a_source_that_is_not_there_stops_no_other(run: Run, story: Path) -> None:
    answer = run("import", "no-such-folder", "articles")
    assert answer.exit_code == 1
    assert "1 article, " in answer.stderr
    assert "1 rejected" in answer.stderr


def test_a_rejects_file_that_cannot_be_written_stops_the_import(run: Run, story: Path) -> None:
    (story / "empty.txt").write_bytes(b"")
    answer = run("import", "articles", "--rejects", "no/such/folder.jsonl")
    assert answer.exit_code == 1
    assert "the rejects file cannot be written" in answer.stderr


def test_the_formats_are_those_of_the_sources() -> None:
    from graphkit_loaders.sources import FORMATS

    assert tuple(FORMATS) == ARTICLES


def test_import_reads_standard_input(run: Run) -> None:
    answer = run("import", "--format", "text", "-", input=STORY)
    assert answer.exit_code == 0
    assert "1 article, " in answer.stderr


def test_standard_input_can_be_named_once_only(run: Run) -> None:
    assert run("import", "-", "-").exit_code == 2


@pytest.mark.parametrize("name", ["out.nq", "out.jsonl"])
@pytest.mark.parametrize("packed", [False, True])
def test_what_was_exported_can_be_imported_and_loses_nothing(
    town: Run, tmp_path: Path, name: str, packed: bool
) -> None:
    before = town("export").stdout_bytes
    town("export", "-o", name)
    if packed:
        (tmp_path / f"{name}.gz").write_bytes(gzip.compress((tmp_path / name).read_bytes()))
        name += ".gz"
    answer = town("import", "--store", "copy", name)
    assert answer.exit_code == 0, answer.output
    assert answer.stderr.startswith("1 article, 7 claims, 0 rejected")
    assert town("export", "--store", "copy").stdout_bytes == before


@pytest.mark.parametrize(("form", "option"), [("nquads", "nquads"), ("jsonl", "claims")])
def test_an_export_can_be_imported_from_standard_input(town: Run, form: str, option: str) -> None:
    data = town("export", "--format", form).stdout_bytes
    answer = town("import", "--store", "copy", "--format", option, "-", input=data)
    assert answer.exit_code == 0, answer.output
    assert town("export", "--store", "copy", "--format", form).stdout_bytes == data


@pytest.mark.parametrize("change", [lambda s: s.replace("refused", "wanted"), lambda s: s[:-40], lambda s: "{}\n" + s])
def test_a_changed_export_is_refused_with_its_place(town: Run, tmp_path: Path, change: object) -> None:
    assert callable(change)
    text = town("export", "--format", "jsonl").stdout
    (tmp_path / "changed.jsonl").write_text(change(text), encoding="utf-8")
    answer = town("import", "--store", "copy", "--format", "claims", "changed.jsonl")
    assert answer.exit_code == 1
    assert "Traceback" not in answer.output
    assert "bug in graphkit" not in answer.output


def test_extract_prints_claims_with_their_words(run: Run, story: Path) -> None:
    answer = run("extract", "--claims-only", "articles")
    assert answer.exit_code == 0
    records = [json.loads(line) for line in answer.stdout.splitlines()]
    assert records
    for record in records:
        at = record["evidence"]
        assert STORY[at["start"] : at["end"]] == at["quote"]
        assert at["document"] == "voss"


def test_extract_then_import_is_import(run: Run, story: Path) -> None:
    run("import", "articles")
    run("extract", "articles", "-o", "claims.jsonl")
    assert run("import", "--store", "copy", "claims.jsonl").exit_code == 0
    assert run("export", "--store", "copy").stdout_bytes == run("export").stdout_bytes


def test_extract_leaves_no_half_file_behind(run: Run, story: Path) -> None:
    assert run("extract", "articles", "--model", "no_such_model", "-o", "claims.jsonl").exit_code == 2
    assert not (story.parent / "claims.jsonl").exists()


def test_an_open_store_is_told_to_be_open(town: Run, tmp_path: Path) -> None:
    code = (
        "import sys; from graphkit import open_store\n"
        f"with open_store({str(tmp_path / 'graph')!r}) as store:\n"
        "    store.retract('none'); print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        answer = town("retract", "--yes", GAZETTE.document)
        other.communicate(b"")
    assert answer.exit_code == 1
    assert "is open in another process" in answer.stderr
    with open_store(f"oxigraph:{tmp_path / 'graph'}", create=False) as store:
        assert len(list(store.claims())) == len(claims(GAZETTE))


def test_an_import_that_is_interrupted_keeps_what_came_before() -> None:
    def records() -> Iterator[tuple[Article, list[Claim]]]:
        yield GAZETTE, claims(GAZETTE)
        raise KeyboardInterrupt

    with open_store("memory:") as store:
        tally = Tally(store)
        assert len(list(tally.keep(records()))) == 1
        assert (tally.articles, tally.claims, tally.stopped) == (1, 7, True)
        assert store.counts()["claims"] == 7


def test_precision_keeps_only_claims_that_are_sure_enough(run: Run, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Ada Bell may criticise Ben Crow. Ada Bell, leader of the Labour Party, criticised Ben Crow.\n")
    every = run("extract", "--claims-only", str(article)).stdout.splitlines()
    sure = run("extract", "--claims-only", "--precision", ".85", str(article)).stdout.splitlines()
    assert set(sure) < set(every)


def test_one_threshold_only(run: Run) -> None:
    answer = run("extract", "--precision", ".8", "--recall", ".3", "x.txt")
    assert answer.exit_code == 2
    assert "give one of them" in answer.stderr


@pytest.mark.parametrize("command", [["import", "all.jsonl", "--store", "other"], ["copy", "graph", "other"]])
def test_a_store_that_fails_amid_many_articles_tells_what_is_in_and_that_it_goes_on(
    evil_town: Run, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    evil_town("export", "-o", "all.jsonl")
    keep, calls = OxigraphStore._keep, 0

    def failing(self: OxigraphStore, batch: writing.Batch, *, bulk: bool) -> list[bool]:
        nonlocal calls
        calls += 1
        if calls > 1:
            raise StoreError(self.address, "the disk is full", "free some space")
        return keep(self, batch, bulk=bulk)

    with monkeypatch.context() as patch:
        patch.setattr(writing, "BATCH_BYTES", 1)  # a batch for each article
        patch.setattr(OxigraphStore, "_keep", failing)
        answer = evil_town(*command)
    assert answer.exit_code == 1
    assert "the disk is full; free some space\nat least 1 new article is in; run the same command ag" in answer.stderr
    again = evil_town(*command)
    assert again.exit_code == 0
    assert json.loads(evil_town("stats", "--json", "--store", "other").stdout)["articles"] == 2
