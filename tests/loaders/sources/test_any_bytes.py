"""Whatever the bytes and whatever the name: articles that a store can hold, and rejects; never another error."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphkit.errors import GraphkitError
from graphkit.model import Article
from graphkit_loaders.rejects import RejectsFile, entry, entry_place, shown
from graphkit_loaders.sources import FORMATS, is_graph_export, read
from graphkit_loaders.sources.published import published
from tests.loaders.sources.conftest import STORY, gathered

NAMES = [f"a{ending}" for _, endings in FORMATS.values() for ending in endings] + [
    "a", "a.jsonl.gz", "a.zip.gz", "a.rejects.jsonl"
]  # fmt: skip
#: pieces that formats are made of, so that chance builds files that are nearly right
PIECES = [
    b'{"text": "', b'"}', b"\n", b"\r\n", b"<html><body><p>", b"</p>", b"<script>", b"title,text\n", b'"', b"[",
    b"]", b",", b"{", b"}", b"\xff\xfe", b"\xef\xbb\xbf", b"\0", b"\x1f\x8b\x08", b"PK\x03\x04", b"\xe2\x80",
    b"\\ud800", b"<meta charset=utf-7>", b'{"rejected": {"name": "a", "line": 3}, "record": {"text": "', b'"}}',
    b"\xe9", b"&#0;", b"&#xd800;", b"<!--", b"<![CDATA[", b"<?xml version='1.0' encoding='utf-16'?>",
    STORY.encode(), STORY.encode("utf-16"), b"The mayor of the town said that he quits. ",
]  # fmt: skip
ANY = st.one_of(st.binary(max_size=400), st.lists(st.sampled_from(PIECES), max_size=12).map(b"".join))

slow = settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


def holds(article: Article) -> None:
    """No store could refuse it."""
    for value in (article.text, article.title, article.address, article.publisher, *article.authors, article.document):
        assert value is None or "\0" not in value
        assert value is None or value.encode("utf-8") is not None
    assert article.text.strip()
    assert "\r" not in article.text


@slow
@given(data=ANY, name=st.sampled_from(NAMES), packed=st.sampled_from(["", "gz", "zip"]))
def test_any_bytes_under_any_name_are_articles_or_rejects(data: bytes, name: str, packed: str, tmp_path: Path) -> None:
    if packed == "gz":
        data, name = gzip.compress(data), f"{name}.gz"
    elif packed == "zip":
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr(name, data)
        data, name = stream.getvalue(), "a.zip"
    path = tmp_path / name
    path.write_bytes(data)
    try:
        articles, rejects = gathered(path, max_bytes=2000)
    except GraphkitError:
        path.unlink()
        return
    path.unlink()
    assert articles or rejects
    for article in articles:
        holds(article)
    for reject in rejects:
        assert reject.reason
        assert shown(str(reject)) == str(reject)
        json.dumps(entry(reject))


@slow
@given(
    data=ANY,
    format=st.sampled_from([*FORMATS, None]),
    encoding=st.sampled_from([None, "utf-16", "utf-7", "cp1252", "shift_jis"]),
)
def test_any_stream_in_any_format_and_encoding_is_articles_or_rejects(
    data: bytes, format: str | None, encoding: str | None
) -> None:
    try:
        articles, rejects = gathered(data, format=format, encoding=encoding)
    except GraphkitError:
        return
    assert articles or rejects
    for article in articles:
        holds(article)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from([STORY, "2018-09-11"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(
    ["text", "body", "title", "url", "authors", "byline", "date", "publisher", "lang", "id", "rejected", "record"]
)


@slow
@given(records=st.lists(st.dictionaries(KEYS, VALUES, max_size=6) | VALUES, min_size=1, max_size=4))
def test_each_record_is_an_article_or_a_reject_and_rejects_keep_it(records: list[object], tmp_path: Path) -> None:
    lines = "\n".join(json.dumps(record) for record in records)
    try:
        articles, rejects = gathered(lines.encode(), format="jsonl")
    except GraphkitError:
        return
    assert len(articles) + len(rejects) == len(records)
    for article in articles:
        holds(article)
    for reject in rejects:
        assert reject.record is not None or reject.text is not None
        assert entry_place(entry(reject)["rejected"]).line == reject.place.line
    kept = tmp_path / "again.rejects.jsonl"
    kept.unlink(missing_ok=True)
    with RejectsFile(kept) as keep:
        for reject in rejects:
            keep(reject)
    if rejects:
        again = gathered(kept)
        assert again[0] == []
        assert [r.reason for r in again[1]] == [r.reason for r in rejects]


@given(text=st.text(alphabet=st.characters(exclude_characters="\0", exclude_categories=["Cs", "Cc"]), max_size=200))
def test_the_text_of_a_plain_file_is_never_changed(text: str) -> None:
    whole = STORY + text
    (article,), _ = gathered(whole.encode(), format="text")
    assert article.text == whole.removeprefix("\ufeff")


@given(
    value=st.one_of(st.text(max_size=40), st.integers(), st.floats(), st.none(), st.booleans(), st.lists(st.integers()))
)
def test_any_date_is_a_date_or_unknown(value: object) -> None:
    found = published(value)
    assert found is None or 1700 <= found.year <= 2100


@given(data=ANY)
def test_any_first_bytes_are_an_export_or_not(data: bytes) -> None:
    assert is_graph_export(data) in (True, False)


def test_reading_is_lazy(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    stream = read(tmp_path)
    (tmp_path / "a.txt").unlink()
    (tmp_path / "b.txt").write_text(STORY, encoding="utf-8")
    assert [article.document for article in stream] == ["b"]
