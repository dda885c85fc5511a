"""What happens to a store on disk: locks, crashes, full disks, folders that are none."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from graphkit.errors import ModelError, StoreError, StoreLocked
from graphkit.model import Article, Claim, Entity
from graphkit.stores import open_store
from graphkit.stores.folder import translated
from graphkit.stores.oxigraph import ChildStore, OxigraphStore
from graphkit.verify import verify
from tests.factories import ADA, HARBOUR, article, claim, ferry
from tests.stores.conftest import exported
from tests.unprivileged import as_ordinary_user

#: articles of an import that is ended in between
ROWS = 120
ROOT = Path(__file__).resolve().parent.parent.parent


def python(code: str, *arguments: object) -> subprocess.Popen[str]:
    """A process of its own that runs code in this project."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def rows(articles: int, claims: int = 30) -> Iterator[tuple[Article, list[Claim]]]:
    """Many articles; each calls its party by a label that is better than that of the one before."""
    for n in range(articles):
        of = article(f"Row {n}. " + "Ada Bell met the Harbour Party. " * claims)
        party = Entity(HARBOUR.id, "Party", f"Harbour Party {articles - n:04d}")
        people = [Entity.named("Person", f"Person {n % 7} of {k}") for k in range(claims)]
        yield of, [claim(of, person, "meets", party, quote=f"Row {n}.") for person in people]


WRITE = """
import sys
from graphkit.stores import open_store, writing
from tests.stores.test_folder import rows
writing.BATCH_BYTES = 200_000  # a batch every few articles
with open_store(sys.argv[1]) as store:
    for n, _ in enumerate(store.add_all(rows(int(sys.argv[2])))):
        print(n, flush=True)
"""


def test_a_store_open_for_writing_elsewhere_is_locked(tmp_path: Path) -> None:
    address = f"oxigraph:{tmp_path}/graph"
    other = python(
        "import sys; from graphkit.stores import open_store; s = open_store(sys.argv[1]); print('open', flush=True);"
        "sys.stdin.readline() if sys.stdin else None; import time; time.sleep(60)",
        address,
    )
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with open_store(address) as store:
            with pytest.raises(StoreLocked, match="open in another process"):
                store.counts()
            with pytest.raises(StoreLocked):
                store.add(*ferry())
    finally:
        other.kill()
        other.communicate()
    with open_store(address) as store:
        assert store.add(*ferry())


def test_many_may_read_and_then_nobody_writes(tmp_path: Path) -> None:
    address = f"oxigraph:{tmp_path}/graph"
    with open_store(address) as first:
        first.add(*ferry())
    with open_store(address) as reader, open_store(address) as other:
        assert reader.counts() == other.counts()
        with pytest.raises(StoreLocked):
            other.add(*ferry(title="Another"))
        assert reader.counts()["articles"] == 1
    code = "import sys; from graphkit.stores import open_store; print(open_store(sys.argv[1]).counts()['articles'])"
    with open_store(address) as reader:
        reader.counts()
        out, err = python(code, address).communicate(timeout=60)
        assert out == "1\n", err
        out, err = python(code.replace("counts()['articles']", "retract('x')"), address).communicate(timeout=60)
        assert "StoreLocked" in err


def test_a_child_reads_what_the_parent_wrote(tmp_path: Path) -> None:
    with open_store(f"oxigraph:{tmp_path}/graph") as store:
        assert isinstance(store, OxigraphStore)
        store.add(*ferry())
        store._release()
        with ChildStore().read(store.address) as db:
            assert len(db) > 50


@pytest.mark.parametrize("after", [0, 1, 2])
def test_a_killed_import_can_be_repeated_as_if_nothing_had_been(tmp_path: Path, after: int) -> None:
    whole = open_store("memory:")
    list(whole.add_all(rows(ROWS)))
    address = f"oxigraph:{tmp_path}/graph"
    process = python(WRITE, address, ROWS)
    assert process.stdout is not None
    reported = 0
    for line in process.stdout:
        reported = int(line) + 1
        if reported >= 1 + after * 40:
            break
    time.sleep(0.01 * after)  # into the next batch
    process.send_signal(signal.SIGKILL)
    rest, _ = process.communicate()
    reported = max(reported, *(int(n) + 1 for n in rest.split() if n.isdigit()), 0)
    with open_store(address) as store:
        kept = store.counts()["articles"]
        assert kept >= reported
        assert list(verify(store)) == []
        new = list(store.add_all(rows(ROWS)))
        assert new.count(False) == kept
        assert exported(store) == exported(whole)


def test_a_crash_between_the_steps_of_a_batch_is_put_right(tmp_path: Path) -> None:
    """Labels were changed for articles that then did not come."""
    address = f"oxigraph:{tmp_path}/graph"
    with open_store(address) as store:
        store.add(*ferry())
        before = exported(store)
    code = """
import os, sys
import graphkit.stores.writing as writing
from graphkit.stores import open_store
from tests.factories import *
from graphkit.model import Entity
of = article("ADA met.")
real = writing.change
writing.change = lambda db, *lines: (real(db, *lines), db.flush(), os._exit(9))
s = open_store(sys.argv[1])
list(s.add_all([(of, [claim(of, Entity("person/ada-bell", "Person", "Ada B"), "meets")])]))
"""
    process = python(code, address)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 9, err
    assert (tmp_path / "graph" / "graphkit-unfinished").exists()
    with open_store(address) as store:
        assert exported(store) == before
        assert list(verify(store)) == []
    assert not (tmp_path / "graph" / "graphkit-unfinished").exists()


@pytest.mark.parametrize("bulk", [True, False])
def test_a_full_disk_is_told_and_leaves_whole_articles(tmp_path: Path, bulk: bool) -> None:
    address = f"oxigraph:{tmp_path}/graph"
    with open_store(address) as store:
        store.add(*ferry())
        before = exported(store)
    code = """
import resource, signal, sys
from graphkit.errors import StoreError
from graphkit.stores import open_store
from tests.stores.test_folder import rows
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = open_store(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
try:
    if sys.argv[2] == "True":
        list(store.add_all(rows(60)))
    else:
        for record in rows(60):
            store.add(*record)
except StoreError as error:
    print(error)
"""
    process = python(code, address, bulk)
    out, err = process.communicate(timeout=120)
    assert "disk is full" in out, err
    with open_store(address) as store:
        assert list(verify(store)) == []
        if bulk:
            assert exported(store) == before
        list(store.add_all(rows(60)))
        whole = open_store("memory:")
        whole.add(*ferry())
        list(whole.add_all(rows(60)))
        assert exported(store) == exported(whole)


def test_a_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no graph")
    with pytest.raises(StoreError, match="is a file"):
        open_store(f"oxigraph:{tmp_path}/file")


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear reader")
    with pytest.raises(StoreError, match="other things"):
        open_store(f"oxigraph:{tmp_path}")
    assert [p.name for p in tmp_path.iterdir()] == ["letter.txt"]


def test_reading_makes_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store"):
        open_store(f"oxigraph:{tmp_path}/none", create=False)
    assert not (tmp_path / "none").exists()


def test_a_damaged_store_says_so(tmp_path: Path) -> None:
    with open_store(f"oxigraph:{tmp_path}/graph") as store:
        store.add(*ferry())
    (tmp_path / "graph" / "CURRENT").write_text("MANIFEST-999999\n")
    with pytest.raises(StoreError, match="oxigraph:"), open_store(f"oxigraph:{tmp_path}/graph") as store:
        store.counts()


def test_a_folder_without_permission_says_so(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o500)
    with as_ordinary_user(tmp_path / "closed"), pytest.raises(StoreError, match="no permission"):
        open_store(f"oxigraph:{tmp_path}/closed/graph")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("IO error: No space left on device: While appending to file: graph/000012.sst", "the disk is full"),
        ("IO error: Permission denied: While opening graph/LOCK", "no permission"),
        ("IO error: Read-only file system: While mkdir graph", "no permission"),
        ("Corruption: checksum mismatch in file 000123.sst", "damaged"),
    ],
)
def test_what_the_database_reports_becomes_a_reason(text: str, told: str) -> None:
    error = translated(OSError(text), "oxigraph:graph")
    assert told in str(error)
    assert str(error).startswith("oxigraph:graph: ")


def test_a_store_can_be_closed_while_somebody_keeps_an_error(tmp_path: Path) -> None:
    address = f"oxigraph:{tmp_path}/graph"
    store = open_store(address)
    of, claims = ferry()
    with pytest.raises(ModelError) as kept:
        store.add(of, [replace(claims[0], predicate="adores")])
    with pytest.raises(ModelError) as kept_too:
        list(store.add_all([(of, [replace(claims[0], predicate="adores")])]))
    store.close()
    with open_store(address) as again:
        assert again.add(of, claims)
    assert kept.value is not kept_too.value


def test_a_better_label_replaces_the_old_one_in_bulk_too(tmp_path: Path) -> None:
    with open_store(f"oxigraph:{tmp_path}/graph") as store:
        shouted = article("ADA BELL LEADS.")
        store.add(shouted, [claim(shouted, replace(ADA, label="ADA BELL"), "leads", HARBOUR)])
        list(store.add_all([ferry()]))
        found = store.entity(ADA.id)
        assert found is not None
        assert (found.label, found.aliases) == ("Ada Bell", ("ADA BELL", "Ms Bell"))
        assert list(verify(store)) == []
