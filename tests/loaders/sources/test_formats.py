"""Good input of every format: what an article gets from it."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import subprocess
import sys
import warnings
import zipfile
from pathlib import Path

import pytest

from graphkit.dates import PartialDate
from graphkit_loaders.sources import FORMATS, discover, is_graph_export, read
from graphkit_loaders.sources.detect import by_content, load
from tests.loaders.sources.conftest import STORY, gathered, put

#: where a program started by a test finds the packages
PATHS = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
PAGE = """<!DOCTYPE html><html lang="en-GB"><head><meta charset="{charset}">
<title>Mayor quits - The Selmouth Echo</title>
<meta property="og:site_name" content="The Selmouth Echo">
<meta name="author" content="Ida Holm; Joe Carr">
<link rel="canonical" href="https://echo.example/politics/mayor-quits">{head}</head><body><nav>Home Sport Weather</nav>
<article><h1>Mayor quits</h1><p>Tobin Ashe, the mayor of Selmouth, has resigned after a row over the new
harbour café.</p>
<p>The leader of the Harbour Party, Mara Voss, said that he had “lost the trust of the town”
and called for an election.</p>
<p>Mr Ashe refused to say who would follow him. The council will meet on Monday to decide what is to be done next.</p>
</article><footer>All rights reserved 2021</footer></body></html>"""


def page(head: str = "", charset: str = "utf-8", encoding: str = "utf-8") -> bytes:
    """A page of an invented newspaper."""
    return PAGE.format(head=head, charset=charset).encode(encoding)


def test_plain_text_is_unchanged_but_for_line_ends_and_mark(tmp_path: Path) -> None:
    path = put(tmp_path, "echo-mayor.txt", b"\xef\xbb\xbf" + STORY.replace("\n", "\r\n").encode() + b"  \x0c\n")
    (article,), rejects = gathered(path)
    assert rejects == []
    assert article.text == STORY + "  \x0c\n"
    assert article.document == "echo-mayor"
    assert article.title == "Mayor quits after row over harbour"
    assert article.language == "en"
    assert (article.address, article.publisher, article.authors, article.published) == (None, None, (), None)


@pytest.mark.parametrize(
    "start", ["Tobin Ashe quits.\n\n", "By Ida Holm:\n\n", "Mayor quits\n", "Mayor\n\n", "x " * 90 + "\n\n"]
)
def test_a_first_line_that_does_not_stand_as_a_headline_is_no_title(start: str) -> None:
    (article,), _ = gathered((start + STORY.partition("\n\n")[2]).encode(), format="text")
    assert article.title is None


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(STORY.encode("utf-8"), STORY, id="utf-8"),
        pytest.param(STORY.encode("utf-8-sig"), STORY, id="utf-8 with mark"),
        pytest.param(STORY.encode("utf-16"), STORY, id="utf-16"),
        pytest.param(b"\xfe\xff" + STORY.encode("utf-16-be"), STORY, id="utf-16 big end first"),
        pytest.param(STORY.encode("utf-16-le"), STORY, id="utf-16 without mark"),
        pytest.param(STORY.encode("utf-16-be"), STORY, id="utf-16 big end first without mark"),
        pytest.param(STORY.encode("utf-32"), STORY, id="utf-32"),
        pytest.param(STORY.encode("cp1252"), STORY, id="windows-1252"),
        pytest.param(
            ("Zoë Ashe quits café\n" + STORY[:100]).encode("latin-1"),
            "Zoë Ashe quits café\n" + STORY[:100],
            id="latin-1",
        ),
        pytest.param((STORY[:100] + "at a café").encode("latin-1"), STORY[:100] + "at a café", id="latin-1 at the end"),
        pytest.param(
            (STORY + "costs £5").encode("latin-1", "ignore"),
            (STORY + "costs £5").replace("“", "").replace("”", ""),
            id="£",
        ),
    ],
)
def test_encodings_arrive_right_in_text_lines_and_tables(data: bytes, text: str) -> None:
    (article,), rejects = gathered(data, format="text")
    assert (article.text, rejects) == (text, [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("format", ["jsonl", "json", "csv", "tsv"])
def test_encodings_arrive_right_in_records(encoding: str, format: str) -> None:
    record = {"title": "Zoë quits", "text": STORY}
    out = io.StringIO()
    if format in ("csv", "tsv"):
        writer = csv.DictWriter(out, list(record), delimiter="\t" if format == "tsv" else ",")
        writer.writeheader()
        writer.writerow(record)
    else:
        out.write(json.dumps([record] if format == "json" else record, ensure_ascii=False) + "\n")
    (article,), rejects = gathered(out.getvalue().encode(encoding), format=format)
    assert rejects == []
    assert (article.title, article.text) == ("Zoë quits", STORY)


def test_the_encoding_that_is_asked_for_wins() -> None:
    (article,), _ = gathered(("Мэр " + STORY[:90]).encode("koi8-r"), format="text", encoding="koi8-r")
    assert article.text.startswith("Мэр ")
    (reject,) = gathered(b"caf\xe9 " + STORY.encode(), format="text", encoding="utf-8")[1]
    assert reject.reason == "is not UTF-8, as you said: byte 4 is wrong"


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("utf-8", "utf-8"), ("iso-8859-1", "cp1252"), ("windows-1252", "cp1252"), ("iso-8859-1", "utf-8"),
     ("shift_jis", "utf-8"),
     ("nonsense", "utf-8"), ("utf-16", "utf-8"), ("mac-roman", "mac-roman"), ("utf-8", "utf-16")],
)  # fmt: skip
def test_a_page_is_read_with_all_that_it_states(charset: str, encoding: str, tmp_path: Path) -> None:
    head = '<meta property="article:published_time" content="2018-09-11T08:30:00+01:00">'
    (article,), rejects = gathered(put(tmp_path, "quits.html", page(head, charset, encoding)))
    assert rejects == []
    assert "harbour café." in article.text
    assert "“lost the trust of the town”" in article.text
    assert "Weather" not in article.text
    assert (article.title, article.publisher, article.authors) == (
        "Mayor quits",
        "The Selmouth Echo",
        ("Ida Holm", "Joe Carr"),
    )
    assert article.address == "https://echo.example/politics/mayor-quits"
    assert article.published == PartialDate(2018, 9, 11)
    assert (article.language, article.document) == ("en-GB", "quits")


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("", None),  # the footer's 2021 is no date of publication, and neither is today
        ('<meta property="article:published_time" content="2018-09">', PartialDate(2018, 9)),
        ('<meta name="date" content="03/04/2018">', None),
        ('<meta property="article:modified_time" content="2019-01-01">', None),
        (
            '<script type="application/ld+json">{"@graph": [{"datePublished": "2018-09-11"}]}</script>',
            PartialDate(2018, 9, 11),
        ),
        ('<script type="application/ld+json">{"datePublished": broken</script>', None),
        ('<meta name="OriginalPublicationDate" content="2005/02/14 10:10:10">', PartialDate(2005, 2, 14)),
    ],
)
def test_the_date_of_a_page_is_the_stated_one_or_unknown(head: str, date: PartialDate | None) -> None:
    (article,), _ = gathered(page(head), format="html")
    assert article.published == date


def test_the_date_in_the_address_of_a_page_counts() -> None:
    data = page().replace(b"/politics/mayor-quits", b"/2018/sep/11/mayor-quits")
    assert gathered(data, format="html")[0][0].published == PartialDate(2018, 9, 11)


def test_pages_are_read_without_a_warning_or_a_message(capfd: pytest.CaptureFixture[str]) -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        gathered(page(), format="html")
        gathered(b"<html><body></body></html>", format="html")
    assert caught == []
    assert capfd.readouterr() == ("", "")


FULL = {
    "title": "Mayor quits", "text": STORY, "url": "https://echo.example/1", "authors": ["Ida Holm", "Joe Carr"],
    "date": "2018-09-11", "publisher": "The Selmouth Echo", "language": "en",
}  # fmt: skip
#: one article as tools write it: newspaper3k, news-please, NewsAPI, trafilatura, a feed, a table of pandas, our names
RECORDS = [
    FULL,
    {**FULL, "authors": "Ida Holm and Joe Carr"},
    {**FULL, "authors": "By Ida Holm, Joe Carr"},
    {**FULL, "authors": [{"name": "Ida Holm"}, {"name": "Joe Carr"}]},
    {**FULL, "authors": "['Ida Holm', 'Joe Carr']"},
    {**FULL, "body": STORY, "text": ""},
    {**FULL, "text": None, "article_text": STORY},
    {"Headline": "Mayor quits", "Body": STORY, "Link": "https://echo.example/1", "Byline": "Ida Holm; Joe Carr",
     "pubDate": "Tue, 11 Sep 2018 23:30:00 -0500", "Outlet": "The Selmouth Echo", "lang": "en"},
    {"title": "Mayor quits", "maintext": STORY, "source_url": "https://echo.example/1",
     "authors": ["Ida Holm", "Joe Carr"], "date_publish": "2018-09-11 08:00:00",
     "source_domain": "The Selmouth Echo", "language": "en"},
    {"title": "Mayor quits", "content": STORY, "url": "https://echo.example/1", "author": "Ida Holm, Joe Carr",
     "publishedAt": "2018-09-11T08:00:00Z", "source": {"id": None, "name": "The Selmouth Echo"}, "language": "en"},
    {"title": " Mayor  quits\n", "text": STORY.replace("\n", "\r\n"), "address": "https://echo.example/1",
     "author": "Ida Holm|Joe Carr", "published": 1536652800, "sitename": "The Selmouth Echo", "lang": "en"},
]  # fmt: skip


@pytest.mark.parametrize("record", RECORDS)
def test_records_of_all_tools_give_the_same_article(record: dict[str, object]) -> None:
    (article,), rejects = gathered(json.dumps(record).encode(), format="jsonl")
    assert rejects == []
    (expected,), _ = gathered(json.dumps(FULL).encode(), format="jsonl")
    assert article == expected
    assert article.authors == ("Ida Holm", "Joe Carr")
    assert article.published == PartialDate(2018, 9, 11)


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("Ida Holm, political editor", ("Ida Holm, political editor",)),
        ("By Ida Holm & Joe Carr", ("Ida Holm", "Joe Carr")),
        ("Echo Newsdesk", ("Echo Newsdesk",)),
        ("", ()),
        ("None", ()),
        (None, ()),
    ],
)
def test_bylines(byline: str | None, authors: tuple[str, ...]) -> None:
    (article,), _ = gathered(json.dumps({"text": STORY, "author": byline}).encode(), format="jsonl")
    assert article.authors == authors


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "not an address", "", "nan"])
def test_addresses_that_are_none_or_run_something_stay_unknown(url: str) -> None:
    (article,), _ = gathered(json.dumps({"text": STORY, "url": url}).encode(), format="jsonl")
    assert article.address is None


def test_documents_are_named_by_file_and_line_or_by_id(tmp_path: Path) -> None:
    lines = [
        json.dumps({"text": STORY}),
        "",
        json.dumps({"text": STORY, "id": 77}),
        json.dumps({"text": STORY, "id": "a\nb"}),
    ]
    path = put(tmp_path, "news.2018.jsonl", "\n".join(lines))
    assert [a.document for a in gathered(path)[0]] == ["news.2018#1", "77", "a b"]


@pytest.mark.parametrize(
    "wrapped",
    [
        [FULL],
        FULL,
        {"status": "ok", "articles": [FULL]},
        {"response": {"status": "ok", "results": [FULL]}},
        {"articles": {"results": [FULL]}},
    ],
)
@pytest.mark.parametrize("indent", [None, 2])
def test_json_files_of_all_shapes(wrapped: object, indent: int | None, tmp_path: Path) -> None:
    path = put(tmp_path, "news.json", json.dumps(wrapped, indent=indent))
    (article,), rejects = gathered(path)
    assert rejects == []
    assert article.title == "Mayor quits"
    assert article.document in ("news", "news#1")


def test_json_lines_under_the_name_of_json_are_read(tmp_path: Path) -> None:
    path = put(tmp_path, "news.json", (json.dumps(FULL) + "\n") * 3)
    assert [a.document for a in gathered(path)[0]] == ["news#1", "news#2", "news#3"]
    assert len(gathered(path, max_bytes=1000)[0]) == 3


def test_a_list_longer_than_an_article_may_be_is_read_item_by_item(tmp_path: Path) -> None:
    path = put(tmp_path, "news.json", json.dumps([{**FULL, "id": i} for i in range(500)], indent=1))
    articles, rejects = gathered(path, max_bytes=2000)
    assert [a.document for a in articles] == [str(i) for i in range(500)]
    assert rejects == []


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_tables_with_any_separator(separator: str, tmp_path: Path) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(
        [["Title", "Text", "Published At"], ["Mayor quits", STORY * 700, "2018-09"]]
    )
    (article,), rejects = gathered(put(tmp_path, "news.csv", out.getvalue()))
    assert rejects == []
    assert (article.title, article.text, article.published) == ("Mayor quits", STORY * 700, PartialDate(2018, 9))
    assert article.document == "news#2"


def test_archives_give_what_is_in_them_member_by_member(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("folder/one.txt", STORY)
        archive.writestr("folder/.hidden", STORY)
        archive.writestr("lines.jsonl.gz", gzip.compress(json.dumps(FULL).encode()))
        archive.writestr("page.html", page())
        archive.writestr("inner.zip", b"")
    articles, rejects = gathered(tmp_path / "all.zip")
    assert [a.document for a in articles] == ["one", "lines#1", "page"]
    assert [str(r).removeprefix(str(tmp_path)) for r in rejects] == [
        "/all.zip > folder/.hidden: is hidden, so it is passed over",
        "/all.zip > inner.zip: is empty",
    ]


def test_zip_in_zip_and_a_zip_that_comes_as_a_stream(tmp_path: Path) -> None:
    inner, outer = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("one.txt", STORY)
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("inner.zip", inner.getvalue())
    assert [a.document for a in gathered(outer.getvalue())[0]] == ["one"]
    assert [a.document for a in gathered(put(tmp_path, "a.zip", outer.getvalue()))[0]] == ["one"]


@pytest.mark.parametrize(
    ("data", "format"),
    [
        (STORY.encode(), "text"),
        (page(), "html"),
        (json.dumps(FULL).encode(), "jsonl"),
        (json.dumps([FULL]).encode(), "json"),
        (json.dumps(FULL, indent=1).encode(), "json"),
        (json.dumps(FULL).encode("utf-16"), "jsonl"),
        (b'title,text\nMayor quits,"' + STORY.encode() + b'"\n', "csv"),
        (b'title\ttext\nMayor quits\t"' + STORY.encode() + b'"\n', "tsv"),
        (gzip.compress(STORY.encode()), "gzip"),
        (gzip.compress(json.dumps(FULL).encode()), "gzip"),
    ],
)
def test_a_stream_without_a_name_is_known_by_its_first_bytes(data: bytes, format: str) -> None:
    assert by_content(data) == format
    (article,), rejects = gathered(data)
    assert rejects == []
    assert "Tobin Ashe" in article.text


def test_the_format_that_is_asked_for_wins_over_the_name(tmp_path: Path) -> None:
    path = put(tmp_path, "news.txt", json.dumps(FULL))
    assert gathered(path, format="jsonl")[0][0].title == "Mayor quits"
    put(tmp_path, "story.log", STORY)
    assert len(gathered(tmp_path, format="text")[0]) == 2
    packed = put(tmp_path, "b.log.gz", gzip.compress(json.dumps(FULL).encode()))
    assert gathered(packed, format="jsonl")[0][0].document == "b.log#1"


def test_a_named_file_without_a_known_ending_is_looked_at(tmp_path: Path) -> None:
    assert gathered(put(tmp_path, "news", json.dumps(FULL)))[0][0].title == "Mayor quits"


def test_folders_are_read_in_one_order_with_all_below_them(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", "Z.txt", "é.txt", "a.txt"):
        put(tmp_path, name, STORY + name)
    articles, rejects = gathered(tmp_path)
    assert [a.document for a in articles] == ["Z", "c", "z", "a", "b", "é"]
    assert rejects == []
    assert len(list(discover([tmp_path, "-"]))) == 7


def test_standard_input_and_streams_of_the_shell(tmp_path: Path) -> None:
    program = "import sys; from graphkit_loaders.sources import read; print([a.document for a in read(sys.argv[1])])"
    for name in ("-", "/dev/stdin"):
        command = [sys.executable, "-c", program, name]
        done = subprocess.run(command, input=STORY.encode(), capture_output=True, check=False, env=PATHS)
        assert (done.stdout, done.stderr) == (b"['stdin']\n", b"")


def test_memory_does_not_grow_with_the_number_of_lines(tmp_path: Path) -> None:
    import tracemalloc

    path = put(tmp_path, "news.jsonl.gz", gzip.compress((json.dumps(FULL) + "\n").encode() * 20_000))
    tracemalloc.start()
    count = sum(1 for _ in read(path))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 20_000
    assert peak < 3_000_000


def test_without_on_reject_a_warning_is_logged_and_the_rest_is_read(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    put(tmp_path, "a.txt", "")
    put(tmp_path, "b.txt", STORY)
    assert len(list(read(tmp_path))) == 1
    assert "a.txt: is empty" in caplog.text


def test_articles_are_no_graph_export() -> None:
    for data in (
        STORY.encode(),
        page(),
        json.dumps(FULL).encode(),
        b"",
        b"<p>Mayor",
        b'{"@context": "https://schema.org"}',
    ):
        assert not is_graph_export(data)


def test_reading_text_imports_no_heavy_library() -> None:
    program = (
        "import sys, io; from graphkit_loaders.sources import read, FORMATS;"
        f"list(read(io.BytesIO({STORY.encode()!r})));"
        "print([m for m in ('trafilatura', 'lxml', 'py3langid', 'numpy', 'spacy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, env=PATHS)
    assert done.stdout == b"[]\n"


def test_every_format_can_be_loaded() -> None:
    for name in FORMATS:
        assert callable(load(name).read)
