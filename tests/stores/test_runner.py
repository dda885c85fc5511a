"""Queries in their child process: ended at the limit, without a trace, and whatever happens the store is still good."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from graphkit.errors import QueryFailed, QueryTimeout, StoreError, StoreLocked, UsageError
from graphkit.stores import child, open_store, runner
from graphkit.stores.base import Result, Store
from graphkit.stores.values import ClaimId, Day, EntityId, Term, TermName
from graphkit.verify import verify
from tests.factories import ferry
from tests.stores.conftest import EMBEDDED, exported

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"
# a condition on all, so that none of them can be looked at alone
NEVER = "FILTER(CONCAT(STR(?a), STR(?d), STR(?g), STR(?j), STR(?m)) = '')"
ENDLESS = [
    f"SELECT * {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o {NEVER} }}",
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }",
    f"ASK {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o {NEVER} }}",
    f"CONSTRUCT {{ ?a ?e ?o }} WHERE {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o {NEVER} }}",
    # paths of any length, through everything, from everywhere to everywhere
    "SELECT (COUNT(*) AS ?n) { ?a (!<x:a>|^!<x:a>)* ?b . ?c (!<x:a>|^!<x:a>)* ?d . ?e (!<x:a>|^!<x:a>)* ?f }",
    "SELECT * { ?a ?b ?c FILTER(REGEX(?long, '(a*)*b')) "
    "{ SELECT (GROUP_CONCAT(?o) AS ?long) { ?s ?p ?o . ?s2 ?p2 ?o2 . ?s3 ?p3 ?o3 . ?s4 ?p4 ?o4 } } }",
]


def children() -> list[str]:
    """The processes that this one has, zombies too; not the helpers and servers of other tests."""
    found = subprocess.run(
        ["ps", "-o", "pid=,stat=,args=", "--ppid", str(os.getpid())], capture_output=True, text=True, check=False
    )
    others = (" ps ", "-o pid=", "resource_track", "oxigraph serve", "java ", "[java]")
    return [line for line in found.stdout.splitlines() if not any(word in f"{line} " for word in others)]


def first_child() -> int:
    """The id of this process's child, as soon as it has one."""
    for _ in range(600):
        if found := children():
            return int(found[0].split()[0])
        time.sleep(0.05)
    pytest.fail("no process answers")


@pytest.fixture(params=EMBEDDED, ids=lambda address: address.partition(":")[0])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with open_store(request.param.format(tmp=tmp_path)) as opened:
        yield opened


@pytest.fixture
def filled(store: Store) -> Store:
    store.add(*ferry())
    return store


@pytest.mark.parametrize("text", ENDLESS)
def test_an_endless_query_is_ended_at_its_limit(filled: Store, text: str) -> None:
    before = exported(filled)

    with pytest.raises(QueryTimeout, match=r"ended after 0\.5 s"):
        filled.query(text, timeout=0.5)

    assert children() == []
    assert exported(filled) == before
    assert filled.query("ASK { ?s ?p ?o }", timeout=30).boolean is True


def test_rows_that_never_end_are_ended_too(filled: Store) -> None:
    with pytest.raises((QueryTimeout, StoreError)):
        filled.query("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", timeout=0.5)
    assert children() == []


def test_an_answer_that_is_too_large_is_given_up(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "ANSWER", 100_000)

    with pytest.raises(StoreError, match="answer is larger"):
        filled.query("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    assert children() == []


def test_a_row_limit_says_whether_it_cut(filled: Store) -> None:
    text = "SELECT ?x { VALUES ?x { 1 2 3 } } ORDER BY ?x"

    assert filled.query(text, limit=2) == Result(("x",), ((1,), (2,)), truncated=True)
    assert filled.query(text, limit=3) == Result(("x",), ((1,), (2,), (3,)))
    assert filled.query(text, limit=0) == Result(("x",), (), truncated=True)


def test_rows_arrive_whole_and_in_order_however_many(filled: Store) -> None:
    digits = "0 1 2 3 4 5 6 7 8 9"
    text = f"""SELECT ?n {{ VALUES ?a {{ {digits} }} VALUES ?b {{ {digits} }} VALUES ?c {{ {digits} }}
        VALUES ?d {{ 0 1 2 }} BIND(1000 * ?d + 100 * ?a + 10 * ?b + ?c AS ?n) }} ORDER BY ?n"""

    assert [row[0] for row in filled.query(text).rows] == list(range(3000))


def test_a_term_that_many_cells_have_is_sent_once() -> None:
    batch = child._Batch()
    for _ in range(3):
        batch.add([ox.NamedNode("x:a"), None, ox.Literal("1"), ox.Literal(1), None])
    assert batch.message() == {
        "kind": "more",
        "terms": [["i", "x:a"], None, ["l", "1", XSD + "string", ""], ["l", "1", XSD + "integer", ""]],
        "rows": [[0, 1, 2, 3, 1]] * 3,
    }


def test_values_and_terms_of_every_kind_come_back(filled: Store) -> None:
    result = filled.query(
        """SELECT ?a ?b ?c ?d ?e ?f ?g ?h ?i ?j ?k { VALUES (?a ?b ?c ?d ?e ?f ?g ?h ?i ?j ?k) { (
        1 1.5 2e0 true "text\\n\\t\\u0000é🐎" "words"@en-GB "2031-05"^^xsd:gYearMonth entity:person/x gk:asserted
        <http://e.x/> UNDEF) } }""".replace("entity:person/x", "<https://w3id.org/graphkit/entity/person/%C3%A9>")
    )

    assert result.rows == (
        (1, 1.5, 2.0, True, "text\n\t\x00é🐎", "words", "2031-05", "person/é", "asserted", "http://e.x/", None),
    )
    assert result.terms[0][5] == Term("literal", "words", RDF + "langString", "en-gb")
    assert result.terms[0][6] == Term("literal", "2031-05", XSD + "gYearMonth")
    assert result.terms[0][9] == Term("iri", "http://e.x/")
    assert result.terms[0][10] is None


def test_numbers_that_are_none_stay_text(filled: Store) -> None:
    text = 'SELECT ?a ?b { VALUES (?a ?b) { ("abc"^^xsd:integer "NaN"^^xsd:double) } }'

    assert filled.query(text).rows == (("abc", "NaN"),)


def test_a_graph_comes_as_the_same_turtle_each_time(filled: Store) -> None:
    text = "CONSTRUCT { ?s gk:with [ gk:leads ?o ] } WHERE { ?s gk:leads ?o }"
    first, second = filled.query(text), filled.query(text)

    assert first.turtle == second.turtle
    assert first.turtle is not None
    assert len(list(ox.parse(first.turtle, ox.RdfFormat.TURTLE))) == 2
    described = filled.query("DESCRIBE ?s { ?s gk:leads ?o }").turtle
    assert described is not None
    assert '"Ada Bell"' in described


def test_a_graph_is_cut_at_the_limit_too(filled: Store) -> None:
    result = filled.query("CONSTRUCT WHERE { ?s ?p ?o }", limit=3)

    assert result.truncated
    assert result.turtle is not None
    assert len(list(ox.parse(result.turtle, ox.RdfFormat.TURTLE))) == 3


def test_parameters_are_values(filled: Store) -> None:
    text = "SELECT ?x { OPTIONAL { ?none gk:parameter ?x } }"

    for value in (1, 2.5, True, 'a "} text\n\\', "é🐎", ""):
        assert filled.query(text, {"x": value}).rows == ((value,),)
    assert filled.query(text, {"x": EntityId("person/é b")}).terms[0][0] == Term(
        "iri", "https://w3id.org/graphkit/entity/person/é%20b"
    )
    assert filled.query(text, {"x": TermName("leads")}).rows == (("leads",),)
    assert filled.query(text, {"x": ClaimId("0" * 64)}).rows == (("0" * 64,),)
    assert filled.query(text, {"x": Day("2031-05-04")}).terms[0][0] == Term("literal", "2031-05-04", XSD + "date")
    assert filled.query(text, {"x": None}).rows == ((None,),)


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"y": 1}, "no place for the parameter y"),
        ({"x y": 1}, "name of a parameter"),
        ({"x": ["a", "b"]}, "one text, number or truth"),
        ({"x": float("nan")}, "one text, number or truth"),
        ({"x": "\udcff"}, "no UTF-8"),
    ],
)
def test_parameters_that_cannot_be_bound_are_told(filled: Store, parameters: dict[str, int], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        filled.query("SELECT ?x { ?x ?y ?z }", parameters)


@pytest.mark.parametrize("timeout", [0, -1, float("nan"), float("inf"), 1e9])
def test_a_time_limit_that_is_none_is_told(filled: Store, timeout: float) -> None:
    with pytest.raises(UsageError, match="time limit"):
        filled.query("ASK {}", timeout=timeout)


def test_a_function_that_is_not_there_is_told(filled: Store) -> None:
    with pytest.raises(UsageError, match=r"http://e\.x/f"):
        filled.query("SELECT (<http://e.x/f>(?s) AS ?x) { ?s ?p ?o }")


def test_a_query_nested_beyond_reason_ends_nothing_but_itself(filled: Store) -> None:
    for text in ("SELECT * { " + "{ " * 100_000 + "} " * 100_000 + "}", "SELECT * { FILTER" + "(" * 200_000 + "1"):
        with pytest.raises((StoreError, QueryFailed)):
            filled.query(text, timeout=30)
        assert children() == []
    assert filled.query("ASK {}").boolean is True


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps a process to this limit")
def test_a_query_that_wants_too_much_memory_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "MEMORY", 32 << 20)  # a forked child has it; a new process would have its own
    with open_store("memory:") as store:
        store.add(*ferry())

        with pytest.raises(StoreError, match="memory"):
            store.query("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?a ?d ?g ?j", timeout=60)
        assert store.query("ASK {}").boolean is True


def test_a_child_that_is_killed_is_an_error_of_the_store(filled: Store) -> None:
    def kill() -> None:
        for _ in range(200):
            for line in children():
                os.kill(int(line.split()[0]), signal.SIGKILL)
                return
            time.sleep(0.02)

    thread = threading.Thread(target=kill)
    thread.start()
    with pytest.raises(StoreError, match="SIGKILL"):
        filled.query(ENDLESS[1], timeout=60)
    thread.join()
    assert children() == []


def test_ctrl_c_ends_the_child_too(filled: Store) -> None:
    def interrupt() -> None:
        first_child()
        time.sleep(0.2)
        os.kill(os.getpid(), signal.SIGINT)

    thread = threading.Thread(target=interrupt)
    thread.start()
    with pytest.raises(KeyboardInterrupt):
        filled.query(ENDLESS[1], timeout=60)
    thread.join()
    assert children() == []
    assert filled.query("ASK {}").boolean is True


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent is gone")
@pytest.mark.parametrize("address", ["memory:", "oxigraph:{tmp}/graph"])
def test_the_child_does_not_outlive_a_parent_that_is_killed(address: str, tmp_path: Path) -> None:
    script = f"""
        import sys
        sys.path[:] = {[os.path.abspath(p) for p in sys.path]!r}
        from graphkit.stores import open_store
        from tests.factories import ferry
        store = open_store({address.format(tmp=tmp_path)!r})
        store.add(*ferry())
        print("ready", flush=True)
        store.query({ENDLESS[1]!r})
    """
    with subprocess.Popen([sys.executable, "-c", textwrap.dedent(script)], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        parent.stdout.readline()
        child_pid = ""
        while not child_pid:
            listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(parent.pid)], capture_output=True, check=False)
            child_pid = listed.stdout.decode().strip()
            time.sleep(0.05)
        time.sleep(0.3)
        parent.kill()
    for _ in range(200):
        state = subprocess.run(["ps", "-o", "stat=", "-p", child_pid], capture_output=True, check=False).stdout.strip()
        if not state or state.startswith(b"Z"):  # a zombie is its new parent's to bury
            break
        time.sleep(0.05)
    else:
        pytest.fail("the child still runs")


def test_descriptors_are_given_back(filled: Store) -> None:
    filled.query("ASK {}")
    gc.collect()
    before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    for text in ("SELECT", ENDLESS[0]):
        with pytest.raises((QueryTimeout, QueryFailed)):
            filled.query(text, timeout=0.3)
    filled.query("ASK {}")
    gc.collect()
    after = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    assert after == before


def test_what_was_just_written_is_seen(store: Store) -> None:
    of, claims = ferry()
    count = "SELECT (COUNT(?c) AS ?n) { ?c a gk:Claim }"

    assert store.query(count).rows == ((0,),)
    store.add(of, claims)
    assert store.query(count).rows == ((len(claims),),)
    store.retract(of.id)
    assert store.query(count).rows == ((0,),)


def test_queries_from_several_threads_each_get_their_answer(filled: Store) -> None:
    answers: list[int] = []

    def ask(number: int) -> None:
        answers.append(int(str(filled.query(f"SELECT ({number} AS ?x) {{}}").rows[0][0])))

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == list(range(8))
    assert children() == []


def test_nobody_waits_for_the_query_of_another_thread_but_who_writes(disk: Store) -> None:
    ended: list[BaseException] = []
    written = threading.Event()

    def ask_without_end() -> None:
        try:
            disk.query(ENDLESS[1], timeout=600)
        except (StoreError, QueryTimeout) as error:
            ended.append(error)

    def write() -> None:
        disk.add(*ferry(title="Meanwhile"))
        written.set()

    slow, writer = threading.Thread(target=ask_without_end), threading.Thread(target=write)
    slow.start()
    endless = first_child()
    assert disk.query("ASK { ?s ?p ?o }", timeout=30).boolean is True
    assert disk.counts()["articles"] == 1
    writer.start()
    time.sleep(0.1)
    assert not ended
    assert not written.is_set()
    os.kill(endless, signal.SIGKILL)
    slow.join(60)
    writer.join(60)
    assert written.is_set()
    assert ended
    assert disk.counts()["articles"] == 2


def test_who_waits_to_write_is_told_when_the_store_is_closed_meanwhile(disk: Store) -> None:
    failed: list[StoreError] = []

    def ask_without_end() -> None:
        with contextlib.suppress(StoreError, QueryTimeout):
            disk.query(ENDLESS[1], timeout=600)

    def write() -> None:
        try:
            disk.add(*ferry(title="Meanwhile"))
        except StoreError as error:
            failed.append(error)

    slow, writer = threading.Thread(target=ask_without_end), threading.Thread(target=write)
    slow.start()
    endless = first_child()
    writer.start()
    time.sleep(0.1)
    disk.close()
    writer.join(60)
    os.kill(endless, signal.SIGKILL)
    slow.join(60)
    assert "has been closed" in str(failed[0])
    with open_store(disk.address) as again:
        assert again.counts()["articles"] == 1


def test_a_closed_store_answers_no_query(store: Store) -> None:
    store.add(*ferry())
    store.close()
    with pytest.raises(StoreError, match="has been closed"):
        store.query("ASK {}")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Store]:
    with open_store(f"oxigraph:{tmp_path}/graph") as store:
        store.add(*ferry())
        yield store


def test_the_process_of_an_answer_stays_for_the_next_query_until_the_store_is_closed(disk: Store) -> None:
    disk.query("ASK {}")
    waits = children()
    assert len(waits) == 1
    for text in ("ASK {}", "SELECT ?x { VALUES ?x { 1 } }", "CONSTRUCT WHERE { ?s ?p ?o }"):
        disk.query(text, timeout=60)
        assert [line.split()[0] for line in children()] == [waits[0].split()[0]]

    disk.close()
    assert children() == []


def test_a_process_that_waits_keeps_nobody_from_writing(disk: Store) -> None:
    of, claims = ferry()
    for _ in range(3):
        assert disk.query("ASK { ?c a gk:Claim }").boolean is True
        assert disk.retract(of.id)
        assert disk.query("ASK { ?c a gk:Claim }").boolean is False
        assert disk.add(of, claims)


def test_a_process_that_waits_never_answers_from_before_what_was_written_meanwhile(disk: Store) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?a a gk:Article }"
    code = "import sys; from graphkit.stores import open_store; from tests.factories import ferry\n"
    code += "with open_store(sys.argv[1]) as store:\n    store.add(*ferry(title=sys.argv[2])); store.compact()"
    for n in range(2, 6):
        disk.query("ASK {}")
        before = [line.split()[0] for line in children()]
        if n % 2:
            disk.add(*ferry(title=str(n)))
        else:  # another program
            subprocess.run([sys.executable, "-c", code, disk.address, str(n)], check=True)
        assert [line.split()[0] for line in children()] == before
        assert disk.query(count, timeout=60).rows == ((n,),)
        assert [line.split()[0] for line in children()] != before
    assert list(verify(disk)) == []
    with open_store("memory:") as expected:
        list(expected.add_all([ferry(), *(ferry(title=str(n)) for n in range(2, 6))]))
        assert exported(disk) == exported(expected)


def test_a_process_that_ended_while_it_waited_is_replaced(disk: Store) -> None:
    for _ in range(2):
        disk.query("ASK {}")
        pid = int(children()[0].split()[0])
        os.kill(pid, signal.SIGKILL)
        while not any(line.split()[1].startswith("Z") for line in children()):
            time.sleep(0.02)
        assert disk.query("ASK {}").boolean is True


def test_a_process_that_waits_is_not_ended_by_the_limit_of_its_last_query(
    disk: Store,
) -> None:
    disk.query("ASK {}", timeout=0.5)
    before = children()
    time.sleep(0.5 + child.GRACE + 0.3)
    assert [line.split()[:2] for line in children()] == [line.split()[:2] for line in before]


def test_a_process_that_failed_or_took_long_does_not_stay(disk: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for text in ("SELECT", "SELECT (<http://e.x/f>(?s) AS ?x) { ?s ?p ?o }"):
        with pytest.raises((QueryFailed, UsageError)):
            disk.query(text)
        assert children() == []
    monkeypatch.setattr(runner, "QUICK", 0.0)
    disk.query("ASK {}")
    assert children() == []


def test_a_process_that_waits_ends_with_a_store_that_nobody_closed(tmp_path: Path) -> None:
    store = open_store(f"oxigraph:{tmp_path}/graph")
    store.query("ASK {}")
    assert children() != []
    del store
    gc.collect()
    assert children() == []


def test_a_folder_that_another_program_writes_is_locked(tmp_path: Path) -> None:
    with open_store(f"oxigraph:{tmp_path}/graph") as store:
        store.add(*ferry())
    script = (
        "import sys, pyoxigraph; s = pyoxigraph.Store(sys.argv[1]); print('open', flush=True); sys.stdin.readline()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, f"{tmp_path}/graph"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        with pytest.raises(StoreLocked):
            runner.run_query(f"oxigraph:{tmp_path}/graph", None, "ASK {}")
        writer.communicate(b"\n")


def test_the_folder_of_the_user_does_not_decide_what_the_child_imports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(f"oxigraph:{tmp_path}/graph") as store:
        store.add(*ferry())
    (tmp_path / "json.py").write_text("raise SystemExit('taken')", encoding="utf-8")
    (tmp_path / "pyoxigraph.py").write_text("raise SystemExit('taken')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    assert runner.run_query("oxigraph:graph", None, "ASK { ?s ?p ?o }").boolean is True


def test_the_child_can_neither_write_a_file_nor_open_a_socket() -> None:
    """What the guard lets through by mistake would still meet these: asked without it, in a fork."""
    script = f"""
        import json, sys
        sys.path[:] = {[os.path.abspath(p) for p in sys.path]!r}
        from graphkit.stores import child
        import socket
        child.lock_down(5.0, files=False)
        found = []
        for attempt in (lambda: open({os.devnull!r}, "rb"), lambda: socket.socket()):
            try:
                attempt()
                found.append("reached")
            except OSError as error:
                found.append(error.strerror)
        print(json.dumps(found))
    """
    run = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, check=True)
    assert "reached" not in run.stdout
    assert "Too many open files" in run.stdout
