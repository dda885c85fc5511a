"""Bad input of every kind: each is told with its place and reason, and what is good beside it is still read."""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
import socket
import struct
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from graphkit.errors import GraphkitError, SourceError, UsageError
from graphkit_loaders.rejects import Rejected, RejectsFile
from graphkit_loaders.sources import read
from tests.loaders.sources.conftest import GERMAN, STORY, gathered, put
from tests.unprivileged import as_ordinary_user

RECORD = json.dumps({"title": "Mayor quits", "text": STORY})
PAGE = "<html><head><title>Mayor quits</title></head><body><article>%s</article></body></html>"


def both(rejects: list[Rejected], keep: RejectsFile) -> Callable[[Rejected], None]:
    """Keeps rejects in a list and in a file."""

    def take(rejected: Rejected) -> None:
        rejects.append(rejected)
        keep(rejected)

    return take


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive with these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return stream.getvalue()


def encrypted() -> bytes:
    """A zip archive whose one member says that it is encrypted."""
    data = bytearray(zipped(("a.txt", STORY.encode())))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    return bytes(data)


def wrong_sum() -> bytes:
    """A zip archive whose one member's bytes do not fit its check sum."""
    data = zipped(("a.txt", STORY.encode()), method=zipfile.ZIP_STORED)
    return data.replace(b"Tobin", b"Robin", 1)


#: name of the file, its bytes, and words of the reason. Each gives no article and one reject.
WHOLE: dict[str, tuple[str, bytes | Callable[[], bytes], str]] = {
    "empty text": ("a.txt", b"", "is empty"),
    "white space": ("a.txt", b" \n\t\r\n ", "white space"),
    "only a byte order mark": ("a.txt", b"\xef\xbb\xbf", "no words"),
    "only a wide byte order mark": ("a.txt", b"\xff\xfe", "no words"),
    "random bytes": ("a.txt", bytes(range(256)) * 4, "binary"),
    "a picture": ("a.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "picture"),
    "a PDF": ("a.txt", b"%PDF-1.7\n" + STORY.encode(), "PDF"),
    "an office document": ("a.txt", zipped(("word/document.xml", b"<w/>")), "zip archive or an office document"),
    "NUL bytes in text": ("a.txt", STORY.encode().replace(b" ", b"\0", 1), "NUL"),
    "control characters": ("a.txt", b"\x02\x03\x04\x05\x06" + STORY.encode()[:100], "control characters"),
    "half a character at the end": ("a.txt", STORY.encode() + "”".encode()[:-1], "damaged UTF-8"),
    "half a character of two bytes": ("a.txt", b"It was said that Zo\xc3", "damaged UTF-8"),
    "half a character inside": ("a.txt", STORY.encode().replace("“".encode(), b"\xe2\x80"), "damaged UTF-8"),
    "overlong UTF-8": ("a.txt", STORY.encode() + b"\xc0\xaf", "damaged UTF-8"),
    "Russian in another encoding": ("a.txt", ("Мэр города подал в отставку. " * 9).encode("koi8-r"), "encoding"),
    "Japanese in another encoding": ("a.txt", ("市長は昨日、辞任した。" * 9).encode("shift_jis"), "UTF-8"),
    "a mark of UTF-16 before ASCII": ("a.txt", b"\xff\xfe" + STORY.encode("ascii", "replace"), "UTF-16"),
    "a mark of UTF-16 and half a unit": ("a.txt", b"\xff\xfe" + STORY.encode("utf-16-le")[:-1], "UTF-16"),
    "a mark of UTF-16 and half a pair": ("a.txt", b"\xff\xfe" + STORY.encode("utf-16-le") + b"\x00\xd8", "UTF-16"),
    "a mark of UTF-32 before UTF-16": ("a.txt", b"\xff\xfe\0\0" + STORY.encode("utf-16-le"), "UTF-32"),
    "a mark of UTF-8 before Latin-1": ("a.txt", b"\xef\xbb\xbf" + ("café " + STORY[:90]).encode("cp1252"), "UTF-8"),
    "one word": ("a.txt", b"Resigned.", "too short"),
    "numbers": ("a.txt", b"12 34 56\n" * 40, "no article|too short"),
    "one word a line": ("a.txt", b"Ashe\nVoss\nSelmouth\nHarbour\n" * 5, "no sentence"),
    "a table of numbers": ("a.txt", b"ward one north 1,203 44.5% 2,331 55.5% 9,123 +2.3 -2.3 0.00\n" * 9, "numbers"),
    "an unbroken string": ("a.txt", b"QWxhZGRpbjpvcGVuIHNlc2FtZQ" * 40, "no sentence|too short"),
    "German": ("a.txt", GERMAN.encode(), "not in English"),
    "Greek": ("a.txt", "Ο δήμαρχος της πόλης παραιτήθηκε χθες μετά από διαμάχη.".encode(), "another script"),
    "a text that is too big": ("a.txt", STORY.encode() * 99, "bigger than 20 kB"),
    "empty page": ("a.html", b"", "is empty"),
    "page without text": ("a.html", b"<html><head><title>Hello</title></head><body></body></html>", "no main text"),
    "page cut off in a tag": ("a.html", b"<html><body><p>Mayor <a href='", "no main text|too short"),
    "page of scripts": ("a.html", b"<html><body><script>" + b"let a = 1;" * 99 + b"</script>", "no main text"),
    "tags nested 800 deep": ("a.html", (PAGE % ("<div>" * 800 + STORY + "</div>" * 800)).encode(), "nested"),
    "tags nested and never closed": ("a.html", b"<div>" * 3500, "nested"),
    "inline tags nested": ("a.html", (PAGE % ("<b><i>" * 900 + STORY)).encode(), "nested"),
    "page of NUL bytes": ("a.html", b"<html>" + b"\0" * 99, "binary"),
    "binary called a page": ("a.html", b"\xff\xd8\xff\xe0" + bytes(range(256)), "picture"),
    "German page": ("a.html", (PAGE % f"<p>{GERMAN}</p><p>{GERMAN[:150]}</p>").encode(), "not in English"),
    "attributes without end": ("a.html", b"<p " + b"a=b " * 4000, "no main text|too short"),
    "empty JSON": ("a.json", b"", "is empty"),
    "JSON that stops": ("a.json", b'{"text": "' + STORY[:30].encode(), "broken JSON"),
    "JSON of a number": ("a.json", b"42", "a number"),
    "JSON of null": ("a.json", b"null", "nothing"),
    "JSON of a string": ("a.json", b'"Mayor Ashe quits"', "a string"),
    "JSON without text": ("a.json", b'{"title": "Mayor quits"}', "no text; its fields are: title"),
    "JSON with a text of a number": ("a.json", b'{"text": 5}', "a number"),
    "JSON with a text of an object": ("a.json", b'{"text": {"a": 1}}', "an object"),
    "JSON with a text of null": ("a.json", b'{"text": null}', "no text"),
    "JSON with a list of numbers as text": ("a.json", b'{"text": [1, 2]}', "a list"),
    "JSON with NUL in its text": ("a.json", json.dumps({"text": STORY + "\0"}).encode(), "NUL"),
    "JSON nested without end": ("a.json", b"[" * 15000, "nested too deep"),
    "JSON objects nested without end": ("a.json", b'{"a":' * 3500, "nested too deep"),
    "JSON with a number of 9,000 digits": ("a.json", b'{"text": ' + b"1" * 9000 + b"}", "cannot be read"),
    "an empty list": ("a.json", b"[]", "empty list"),
    "an answer without articles": ("a.json", b'{"status": "ok", "articles": []}', "empty list"),
    "a refusal of a news service": ("a.json", b'{"status": "error", "message": "no key"}', "no text"),
    "empty JSON lines": ("a.jsonl", b"", "is empty"),
    "JSON lines of white space": ("a.jsonl", b"\n \n\n", "is empty"),
    "empty table": ("a.csv", b"", "is empty"),
    "table of a header": ("a.csv", b"title,text\n", "no rows"),
    "table without text": ("a.csv", b"title,summary\nMayor quits,after a row\n", "no column of text"),
    "table with a broken header": ("a.csv", b'title,"text\n', "broken header|no column of text"),
    "binary called a table": ("a.csv", bytes(range(256)), "binary"),
    "empty gzip": ("a.txt.gz", b"", "is empty"),
    "text called gzip": ("a.txt.gz", STORY.encode(), "no gzip"),
    "gzip cut off": ("a.txt.gz", gzip.compress(os.urandom(2000) + STORY.encode())[:-900], "cut off"),
    "gzip with a wrong check sum": ("a.txt.gz", gzip.compress(STORY.encode())[:-8] + b"\0" * 8, "broken gzip"),
    "gzip with broken data": ("a.txt.gz", gzip.compress(STORY.encode())[:10] + b"\xff" * 99, "broken gzip"),
    "gzip bomb": ("a.txt.gz", lambda: gzip.compress(b"a" * 30_000_000), "bigger than 20 kB"),
    "gzip in gzip in gzip": ("a.gz", gzip.compress(gzip.compress(gzip.compress(STORY.encode()))), "deep"),
    "tar in gzip": ("a.tar.gz", gzip.compress(b"\0" * 600), "tar"),
    "empty zip": ("a.zip", zipped(), "empty archive"),
    "zip of no bytes": ("a.zip", b"", "is empty"),
    "text called zip": ("a.zip", STORY.encode(), "no zip archive"),
    "zip cut off": ("a.zip", zipped(("a.txt", STORY.encode()))[:-30], "no zip archive"),
    "encrypted zip": ("a.zip", encrypted, "encrypted"),
    "zip with a wrong check sum": ("a.zip", wrong_sum, "cannot be unpacked"),
    "zip bomb": ("a.zip", lambda: zipped(("a.txt", b"a" * 30_000_000)), "bigger than 20 kB"),
    "zip in zip in zip": ("a.zip", zipped(("b.zip", zipped(("c.zip", zipped(("d.txt", STORY.encode())))))), "deep"),
    "zip with LZMA": ("a.zip", zipped(("a.txt", STORY.encode()), method=zipfile.ZIP_LZMA), "unusual"),
    "zip with an unread kind of file": ("a.zip", zipped(("a.exe", b"MZ")), "no ending"),
    "zip with a graph": ("a.zip", zipped(("a.nq", b"<a:b> <a:c> <a:d> .")), "claim graph"),
}  # fmt: skip


@pytest.mark.parametrize("name", WHOLE)
def test_a_bad_file_is_one_reject_with_place_and_reason(name: str, tmp_path: Path) -> None:
    file, content, words = WHOLE[name]
    path = put(tmp_path, file, content() if callable(content) else content)
    articles, rejects = gathered(path, max_bytes=20_000)
    assert articles == []
    (reject,) = rejects
    assert str(reject.place).startswith(str(path))
    assert any(word in reject.reason for word in words.split("|")), reject.reason


@pytest.mark.parametrize("name", WHOLE)
def test_a_bad_file_can_be_mended_and_tried_again(name: str, tmp_path: Path) -> None:
    file, content, _ = WHOLE[name]
    path = put(tmp_path, file, content() if callable(content) else content)
    with RejectsFile(tmp_path / "rejects.jsonl") as keep:
        list(read(path, max_bytes=20_000, on_reject=keep))
    if not keep.written:
        assert keep.skipped == 1  # was never meant as an article
        return
    again = gathered(tmp_path / "rejects.jsonl", max_bytes=20_000)
    assert again[0] == []
    assert len(again[1]) == 1
    if file not in ("a.zip", "a.tar.gz"):
        text = STORY.encode()
        good = {".txt": text, ".json": RECORD.encode(), ".jsonl": RECORD.encode(),
                ".html": (PAGE % f"<p>{STORY}</p>" * 3).encode(),
                ".csv": b"title,text\nMayor quits,\"" + text + b'"\n', ".gz": gzip.compress(text)}  # fmt: skip
        path.write_bytes(good[path.suffix])
        line = json.loads((tmp_path / "rejects.jsonl").read_text())
        if "record" in line or "text" in line:
            line = {"rejected": line["rejected"], "record": {"text": STORY}}
            put(tmp_path, "rejects.jsonl", json.dumps(line))
        articles, rejects = gathered(tmp_path / "rejects.jsonl")
        assert rejects == []
        assert "Tobin Ashe" in articles[0].text


GOOD_LINE = RECORD.encode() + b"\n"
#: lines between two good ones, and words of the reason
LINES: dict[str, tuple[bytes, str]] = {
    "broken JSON": (b'{"text": "Mayor', "broken JSON"),
    "single quotes": (b"{'text': 'Mayor Ashe quits'}", "broken JSON"),
    "two values": (GOOD_LINE.strip() + GOOD_LINE.strip(), "broken JSON"),
    "a list": (b"[1, 2]", "a list"),
    "a number": (b"7", "a number"),
    "nested without end": (b"[" * 15_000, "nested too deep"),
    "a number of 9,000 digits": (b"1" * 9000, "cannot be read"),
    "no text": (b'{"title": "Mayor quits"}', "no text"),
    "empty text": (b'{"text": "  "}', "no text"),
    "German": (json.dumps({"text": GERMAN}).encode(), "not in English"),
    "NUL bytes": (b'{"text": "Mayor\0 Ashe quits"}', "NUL"),
    "half a character": (b'{"text": "' + "Zoë Ashe quits”".encode()[:-1] + b'"}', "damaged"),
    "too big": (json.dumps({"text": STORY * 100}).encode(), "bigger than"),
    "not English by its own word": (b'{"text": "Ashe resigns today", "lang": "de"}', "given as 'de'"),
}  # fmt: skip


@pytest.mark.parametrize("name", LINES)
def test_a_bad_line_is_left_out_alone_and_kept_for_another_try(name: str, tmp_path: Path) -> None:
    line, words = LINES[name]
    path = put(tmp_path, "news.jsonl", GOOD_LINE + line + b"\n" + GOOD_LINE)
    with RejectsFile(tmp_path / "rejects.jsonl") as keep:
        rejects: list[Rejected] = []
        articles = list(read(path, max_bytes=20_000, on_reject=both(rejects, keep)))
    assert [a.document for a in articles] == ["news#1", "news#3"]
    assert [str(r.place) for r in rejects] == [f"{path}, line 2"]
    assert words in rejects[0].reason
    again = gathered(tmp_path / "rejects.jsonl", max_bytes=20_000)
    assert again[0] == []
    assert [r.reason for r in again[1]] == [rejects[0].reason]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        pytest.param('a title,"unquoted "inner" quotes"', "broken row", id="quotes"),
        pytest.param("a title,Mayor Ashe, who fell out with all, quits", "4 fields", id="commas"),
        pytest.param("a title", "no text", id="missing column"),
        pytest.param('a title,"never closed', "broken row", id="quote never closed"),
        pytest.param("a title," + "Mayor Ashe quits " * 3000, "bigger than", id="huge field"),
        pytest.param(
            'a title,"' + "Mayor Ashe\nquits\n" * 3000 + '"', "bigger than|broken|no text|fields", id="long field"
        ),
    ],
)
def test_a_bad_row_is_left_out_alone(row: str, words: str, tmp_path: Path) -> None:
    good = '"Mayor quits","' + STORY + '"\n'
    path = put(tmp_path, "news.csv", "title,text\n" + good + row + "\n" + good)
    articles, rejects = gathered(path, max_bytes=20_000)
    assert [a.text for a in articles] == [STORY, STORY]
    assert rejects
    assert any(word in rejects[0].reason for word in words.split("|")), rejects[0].reason
    assert str(rejects[0].place) == f"{path}, line 7"


def test_half_characters_become_replacement_characters_everywhere() -> None:
    data = json.dumps({"text": STORY + "\ud800", "title": "Mayor \udc00 quits", "author": "A\ud9ff B", "id": "x\udfff"})
    (article,), rejects = gathered(data.encode(), format="jsonl")
    assert rejects == []
    assert article.text == STORY + "\ufffd"
    assert article.title == "Mayor \ufffd quits"
    for value in (article.text, article.title, *article.authors, article.document):
        value.encode("utf-8")


def test_fields_of_the_wrong_type_stay_unknown() -> None:
    record = {"text": STORY, "title": ["a"], "url": 7.5, "authors": {"x": 1}, "date": {}, "publisher": [1], "lang": 4}
    (article,), rejects = gathered(json.dumps(record).encode(), format="json")
    assert rejects == []
    assert (article.title, article.authors, article.published, article.publisher) == (None, (), None, None)


def test_a_line_of_50_megabytes_is_passed_over_without_being_kept(tmp_path: Path) -> None:
    import tracemalloc

    path = tmp_path / "news.jsonl"
    with open(path, "wb") as file:
        file.write(GOOD_LINE + b'{"text": "')
        for _ in range(50):
            file.write(b"Mayor Ashe quits. " * 58_000)
        file.write(b'"}\n' + GOOD_LINE)
    tracemalloc.start()
    articles, rejects = gathered(path, max_bytes=1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [a.document for a in articles] == ["news#1", "news#3"]
    assert [r.place.line for r in rejects] == [2]
    assert peak < 10_000_000


def test_a_bomb_of_lines_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graphkit_loaders.sources.item.Budget.FREE", 1_000_000)
    path = put(tmp_path, "a.jsonl.gz", gzip.compress(GOOD_LINE + b"\n" * 30_000_000))
    articles, rejects = gathered(path)
    assert len(articles) == 1
    assert ["200 times" in r.reason for r in rejects] == [True]


def test_a_bomb_of_members_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graphkit_loaders.sources.item.Budget.FREE", 1_000_000)
    path = put(tmp_path, "a.zip", zipped(*((f"{i}.txt", b" " * 900_000) for i in range(20))))
    articles, rejects = gathered(path)
    assert articles == []
    assert len(rejects) == 20  # every member is told, and those behind the limit are not unpacked
    assert sum("200 times" in r.reason for r in rejects) >= 15


def test_names_in_archives_lead_nowhere(tmp_path: Path) -> None:
    data = zipped(
        ("../../evil.txt", STORY.encode()), ("/etc/evil.txt", STORY.encode()), ("c:\\x\\evil.txt", STORY.encode())
    )
    folder = tmp_path / "in"
    path = put(folder, "a.zip", data)
    before = sorted(tmp_path.rglob("*"))
    articles, rejects = gathered(path)
    assert {a.document for a in articles} == {"evil"}
    assert rejects == []
    assert sorted(tmp_path.rglob("*")) == before


def test_members_beside_a_bad_one_are_read(tmp_path: Path) -> None:
    path = put(tmp_path, "a.zip", zipped(("1.txt", STORY.encode()), ("2.txt", b""), ("3.txt", STORY.encode())))
    articles, rejects = gathered(path)
    assert [a.document for a in articles] == ["1", "3"]
    assert [str(r.place) for r in rejects] == [f"{path} > 2.txt"]


def test_lines_before_the_cut_of_a_gzip_file_are_read(tmp_path: Path) -> None:
    lines = b"".join(
        json.dumps({"text": STORY, "id": i, "x": os.urandom(300).hex()}).encode() + b"\n" for i in range(300)
    )
    path = put(tmp_path, "a.jsonl.gz", gzip.compress(lines)[:-5000])
    articles, rejects = gathered(path)
    assert len(articles) > 100
    assert "cut off" in rejects[-1].reason


def test_items_before_broken_json_are_read(tmp_path: Path) -> None:
    path = put(tmp_path, "a.json", f'[{RECORD}, {{"text": 1}}, {RECORD}, {{"text": oops}}, {RECORD}]')
    articles, rejects = gathered(path)
    assert [a.document for a in articles] == ["a#1", "a#3"]
    assert [str(r.place) for r in rejects] == [f"{path}, item 2", str(path)]
    assert "at item 4" in rejects[1].reason
    assert "all after it" in rejects[1].hint


@pytest.mark.parametrize("format", ["text", "html", "jsonl", "json", "csv", "zip", "gzip", "rejects", None])
def test_a_file_that_may_not_be_read_is_told(
    format: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "a.txt", STORY)
    secret = put(tmp_path, "b.txt", STORY)
    real = os.open

    def refuse(path: str, flags: int, *args: int) -> int:
        if os.fspath(path) == str(secret):
            raise PermissionError(13, "Permission denied", path)
        return real(path, flags, *args)

    monkeypatch.setattr("graphkit_loaders.sources.reading.os.open", refuse)
    articles, rejects = gathered(tmp_path, format=format)
    assert [r.reason for r in rejects if r.place.path == str(secret)] == ["may not be read by you (no permission)"]
    with pytest.raises(SourceError, match="no permission"):
        gathered(secret, format=format)
    if format in (None, "text"):
        assert len(articles) == 1


def test_a_folder_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    put(tmp_path, "shut/a.txt", STORY)
    put(tmp_path, "b.txt", STORY)
    assert len(gathered(tmp_path)[0]) == 2
    (tmp_path / "shut").chmod(0)
    try:
        with as_ordinary_user(tmp_path):
            articles, rejects = gathered(tmp_path)
    finally:
        (tmp_path / "shut").chmod(0o700)
    assert len(articles) == 1
    assert "no permission" in rejects[0].reason


def test_what_vanishes_while_a_folder_is_read_is_told(tmp_path: Path) -> None:
    for name in ("a/1.txt", "b/2.txt", "c.txt", "d.txt"):
        put(tmp_path, name, STORY + name)
    rejects: list[Rejected] = []
    stream = read(tmp_path, on_reject=rejects.append)
    next(stream)
    shutil.rmtree(tmp_path / "b")
    (tmp_path / "c.txt").unlink()
    assert [a.document for a in stream] == ["d"]
    assert [r.reason for r in rejects] == ["is not there, or no more"] * 2


def test_a_folder_that_vanishes_whole_is_told(tmp_path: Path) -> None:
    for name in ("a/1.txt", "a/2.txt", "a/b/3.txt"):
        put(tmp_path, name, STORY)
    rejects: list[Rejected] = []
    stream = read(tmp_path / "a", on_reject=rejects.append)
    next(stream)
    shutil.rmtree(tmp_path / "a")
    assert list(stream) == []
    assert len(rejects) == 2


def test_links_that_go_round_in_a_circle_are_told_and_not_followed(tmp_path: Path) -> None:
    put(tmp_path, "a/1.txt", STORY)
    (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a" / "self.txt").symlink_to(tmp_path / "a" / "self.txt")
    (tmp_path / "a" / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    articles, rejects = gathered(tmp_path)
    assert len(articles) == 1
    assert {Path(r.place.name).name: r.skipped for r in rejects} == {"up": True, "self.txt": False, "gone.txt": False}


def test_pipes_devices_and_sockets_are_told_and_not_waited_for(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", STORY)
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "null.txt").symlink_to("/dev/null")
    here = os.getcwd()
    os.chdir(tmp_path)  # the name of a socket may not be long
    with socket.socket(socket.AF_UNIX) as server:
        try:
            server.bind("socket.txt")
        finally:
            os.chdir(here)
        articles, rejects = gathered(tmp_path)
    assert len(articles) == 1
    assert sorted(r.reason for r in rejects) == [
        "is a device, not a file",
        "is a named pipe, not a file",
        "is a socket, not a file",
    ]
    for name in ("pipe.txt", "null.txt"):
        assert "not a file" in gathered(tmp_path / name)[1][0].reason


def test_what_has_no_ending_that_is_read_is_told_and_not_an_error(tmp_path: Path) -> None:
    for name in (".hidden.txt", ".git/config.txt", "style.css", "noending", "graph.nq", "old.rejects.jsonl"):
        put(tmp_path, name, STORY)
    articles, rejects = gathered(tmp_path)
    assert articles == []
    assert [Path(r.place.name).name for r in rejects] == [
        ".git", ".hidden.txt", "graph.nq", "noending", "old.rejects.jsonl", "style.css"
    ]  # fmt: skip
    assert all(r.skipped and r.reason for r in rejects)


@pytest.mark.parametrize("name", ["a\nb.txt", "a\x1b[31mb.txt", "a\u202eb.txt", "a\rb.txt", os.fsdecode(b"a\xff.txt")])
def test_names_with_control_characters_are_shown_harmless_and_found_again(name: str, tmp_path: Path) -> None:
    path = put(tmp_path, name, "")
    with RejectsFile(tmp_path / "rejects.jsonl") as keep:
        rejects: list[Rejected] = []
        assert list(read(path, on_reject=both(rejects, keep))) == []
    assert str(rejects[0]).isprintable()
    put(tmp_path, name, STORY)
    (article,), none = gathered(tmp_path / "rejects.jsonl")
    assert none == []
    assert article.document.isprintable()
    (article.document + str(rejects[0])).encode("utf-8")


@pytest.mark.parametrize("source", ["no-such-file.txt", "no/such/folder", "a\0b", "x" * 5000, "a.txt/b.txt"])
def test_a_source_that_is_not_there_is_an_error_with_its_place(source: str, tmp_path: Path) -> None:
    put(tmp_path, "a.txt", STORY)
    with pytest.raises(SourceError) as caught:
        gathered(str(tmp_path / source))
    assert "\0" not in str(caught.value)


def test_a_link_that_leads_to_itself_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    with pytest.raises(SourceError, match=r"loop\.txt"):
        gathered(tmp_path / "loop.txt")


@pytest.mark.parametrize(
    "options", [{"format": "docx"}, {"encoding": "klingon"}, {"encoding": "base64"}, {"max_bytes": 0}]
)
def test_an_impossible_option_is_a_usage_error_at_once(options: dict[str, object], tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        read(tmp_path, **options)  # type: ignore[arg-type]


def test_text_streams_are_refused_with_the_way_out() -> None:
    (reject,) = gathered(io.StringIO(STORY))[1]  # type: ignore[arg-type]
    assert "binary mode" in reject.hint


def test_closed_standard_input_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(SourceError, match="closed"):
        gathered("-")


class _Failing(io.RawIOBase):
    """A stream on a medium that fails after the first bytes."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if not self.data:
            raise OSError(5, "Input/output error")
        data, self.data = self.data, b""
        return data


def test_a_medium_that_fails_is_told_and_what_came_before_is_kept() -> None:
    articles, rejects = gathered(_Failing(GOOD_LINE * 3000), format="jsonl")  # type: ignore[arg-type]
    assert len(articles) <= 3000
    assert "Input/output error" in rejects[-1].reason


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full, a disk that is always full")
def test_a_full_disk_for_the_rejects_is_an_error_that_says_so() -> None:
    with RejectsFile("/dev/full") as keep, pytest.raises(SourceError, match="rejects file cannot be written: No space"):
        list(read(io.BytesIO(b""), on_reject=keep))


def test_a_reject_that_fits_only_half_is_taken_back(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="limits of file size are of POSIX")
    import signal

    path = tmp_path / "rejects.jsonl"
    bad = {"title": "x" * 700}
    old, handler = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, old[1]))
        with RejectsFile(path) as keep, pytest.raises(SourceError, match="cannot be written"):
            list(read(io.BytesIO(b"\n".join([json.dumps(bad).encode()] * 9)), format="jsonl", on_reject=keep))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)
        signal.signal(signal.SIGXFSZ, handler)
    lines = path.read_bytes().splitlines(keepends=True)
    assert lines
    assert all(line.endswith(b"\n") and json.loads(line) for line in lines)


GRAPHS = {
    "a.nq": b"<https://w3id.org/graphkit/claim/1> <https://w3id.org/graphkit/ontology#verb> \"say\" .\n",
    "a.ttl": b"@prefix gk: <https://w3id.org/graphkit/ontology#> .\n",
    "a.txt": b"# sorted\n<https://a.example/1> <https://a.example/p> <https://a.example/2> .\n",
    "a.jsonl": b'{"predicate": null, "evidence": {"document": "a"}, "article": {"text": "' + b"x" * 99_999,
    "b.jsonl": b'{"id": "' + b"a" * 64 + b'", "subject": {"id": "person/x", "label": "X"}, "predicate": "says"}\n',
    "a.json": b'{"@context": {"gk": "https://w3id.org/graphkit/ontology#"}, "@graph": []}',
    "a.jsonl.gz": gzip.compress(b'{"predicate": null, "evidence": {"document": "a"}, "article": {"text": "a"}}\n'),
}  # fmt: skip


@pytest.mark.parametrize("name", GRAPHS)
def test_a_claim_graph_is_no_source_of_articles_and_says_what_to_do(name: str, tmp_path: Path) -> None:
    path = put(tmp_path, name, GRAPHS[name])
    with pytest.raises(SourceError, match="graphkit import"):
        gathered(path)
    articles, rejects = gathered(tmp_path)
    assert articles == []
    assert "claim graph" in rejects[0].reason


def test_an_archive_of_too_many_members_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graphkit_loaders.sources.zip_file._MOST_MEMBERS", 3)
    path = put(tmp_path, "a.zip", zipped(*((f"{i}.txt", STORY.encode()) for i in range(4))))
    assert "4 members" in gathered(path)[1][0].reason


def test_a_zip_that_lies_about_a_size_is_told(tmp_path: Path) -> None:
    data = bytearray(zipped(("a.txt", STORY.encode() * 2)))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = struct.pack("<I", 10)
    articles, rejects = gathered(put(tmp_path, "a.zip", bytes(data)))
    assert articles == [] or len(articles[0].text) <= 10
    assert len(rejects) == 1


def test_every_reject_is_an_error_for_those_who_want_one(tmp_path: Path) -> None:
    (reject,) = gathered(put(tmp_path, "a.txt", ""))[1]
    with pytest.raises(GraphkitError, match=r"a\.txt: is empty"):
        raise reject.error()


def test_a_page_of_too_many_elements_is_told_before_it_takes_minutes() -> None:
    data = (PAGE % ("<p>The mayor quits.</p>" * 50_000)).encode()
    assert "40,000 elements" in gathered(data, format="html")[1][0].reason
