"""Nothing from an article acts on a terminal; files appear whole or not at all."""

from __future__ import annotations

import contextlib
import io
import json
import os
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from graphkit.cli.output import open_output
from graphkit.cli.terminal import Progress, clean, line, plural, tell_json


@given(st.text())
def test_clean_text_has_no_control_characters(text: str) -> None:
    assert {unicodedata.category(c) for c in clean(text)} & {"Cc", "Cs"} <= {"Cc"}
    assert not [c for c in clean(text) if unicodedata.category(c) == "Cc" and c not in "\t\n"]


@given(st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp"))))
def test_clean_leaves_ordinary_text_as_it_is(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize("evil", ["\x1b]0;title\x07", "\x9b31m", "a\rb", "\u202egnp.exe", "\x7f", "\ud800"])
def test_clean_writes_out_what_would_act_on_a_terminal(evil: str) -> None:
    assert clean(evil).isascii()


def test_line_is_one_line() -> None:
    assert line(" a\n\tb  c\x1b ") == "a b c\\x1b"


def test_json_for_programs_keeps_every_character_and_shows_no_control(capsys: pytest.CaptureFixture[str]) -> None:
    value = {"label": "Zoë\x9b31m\x1b\u202e\n", "n": 1}
    tell_json(value)
    printed = capsys.readouterr().out
    assert json.loads(printed) == value
    assert clean(printed) == printed


def test_plural() -> None:
    assert [plural(n, "claim") for n in (0, 1, 1234)] == ["0 claims", "1 claim", "1,234 claims"]


def test_progress_is_silent_where_there_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    bar = Progress(10)
    bar.show(5, {"articles": 5})
    bar.clear()
    assert stream.getvalue() == ""


def test_progress_on_a_terminal_is_one_line_that_is_wiped(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    stream = Terminal()
    monkeypatch.setattr("sys.stderr", stream)
    bar = Progress(10)
    bar.show(5, {"articles": 5, "claims": 1234})
    assert "[############------------]  articles 5  claims 1,234" in stream.getvalue()
    bar.clear()
    assert stream.getvalue().endswith("\r\x1b[K")
    assert "\n" not in stream.getvalue()


def test_a_file_takes_its_name_only_when_it_is_whole(tmp_path: Path) -> None:
    place = tmp_path / "out.nq"
    place.write_bytes(b"before")
    with contextlib.suppress(RuntimeError), open_output(str(place)) as stream:
        stream.write(b"half")
        raise RuntimeError
    assert place.read_bytes() == b"before"
    assert os.listdir(tmp_path) == ["out.nq"]
    with open_output(str(place)) as stream:
        stream.write(b"after")
        assert place.read_bytes() == b"before"
    assert place.read_bytes() == b"after"
    assert os.listdir(tmp_path) == ["out.nq"]


def test_a_new_file_has_ordinary_permissions_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    new, old = tmp_path / "new", tmp_path / "old"
    old.touch(0o600)
    for place in (new, old):
        with open_output(str(place)) as stream:
            stream.write(b"x")
    plain = tmp_path / "plain"
    plain.touch()
    assert new.stat().st_mode == plain.stat().st_mode
    assert old.stat().st_mode & 0o777 == 0o600


def test_a_link_stays_and_its_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"before")
    (tmp_path / "link").symlink_to("real")
    with open_output(str(tmp_path / "link")) as stream:
        stream.write(b"after")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"after"


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    place = str(tmp_path / "none" / "out.nq")
    with pytest.raises(FileNotFoundError) as raised, open_output(place):
        pass
    assert raised.value.filename == place


def test_standard_output_is_a_dash() -> None:
    import click

    @click.command()
    def command() -> None:
        with open_output("-") as stream:
            stream.write(b"data\n")

    assert CliRunner().invoke(command).stdout == "data\n"
