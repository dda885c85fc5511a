"""Bytes as text: UTF-8, UTF-16 and UTF-32, Windows-1252 with Latin-1 in it; and what is no text told apart.

Strict UTF-8 comes first, since other text is UTF-8 by accident about never. What is left is Windows-1252, unless it is
UTF-8 with damage, mostly foreign letters (another encoding), or binary.
"""

from __future__ import annotations

import codecs
import re

from graphkit.errors import UsageError
from graphkit_loaders.sources.item import Unfit

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = {
    b"%PDF": "a PDF", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture", b"PK\x03\x04":
    "a zip archive or an office document", b"\xd0\xcf\x11\xe0": "an office document", b"\x1f\x8b": "a gzip file",
    b"\x7fELF": "a program", b"SQLite format 3": "a database", b"{\\rtf": "an RTF document",
    b"\xfd7zXZ": "an xz archive", b"7z\xbc\xaf": "a 7z archive", b"BZh": "a bzip2 archive",
    b"\x28\xb5\x2f\xfd": "a zstd archive",
}  # fmt: skip
_ODD = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"}  # codecs, but of no file of text
_UTF8_CHARACTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
# The beginning of a character at the end of the text. One byte of it alone can be a letter of Windows-1252 (a text that
# ends in "é"), but those that begin most characters of English text in UTF-8 (Â, Ã, â, ð) end no word.
_CUT_SHORT = re.compile(rb"(?:[\xe0-\xef][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{1,2}|[\xc2\xc3\xe2\xf0])\Z")
_CONTROL = re.compile("[\x01-\x08\x0e-\x19\x1c-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_HINT = "say which encoding it has (--encoding)"


def known_encoding(name: str) -> str:
    """The encoding's own name; :class:`UsageError` where Python knows no text encoding of that name."""
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        info = None
    if info is None or not getattr(info, "_is_text_encoding", True) or info.name.replace("-", "_") in _ODD:
        raise UsageError(f"no text encoding named {name!r}; common ones are utf-8, utf-16, cp1252, iso-8859-1")
    return info.name


def bom(data: bytes) -> tuple[str, int] | None:
    """The encoding that a byte order mark at the beginning tells, and the mark's length."""
    for mark, encoding in _BOMS:
        # A text in UTF-16 whose first character is NUL looks like UTF-32; nobody writes one.
        if data.startswith(mark):
            return encoding, len(mark)
    return None


def wide_encoding(data: bytes) -> str | None:
    """``utf-16-le`` or ``utf-16-be`` where the NUL bytes of the beginning fall as in English written so."""
    sample = data[:4096]
    half = len(sample) // 2
    if half < 4:
        return None
    even, odd = sample[: 2 * half : 2].count(0) / half, sample[1 : 2 * half : 2].count(0) / half
    if odd > 0.6 and even < 0.05:
        return "utf-16-le"
    if even > 0.6 and odd < 0.05:
        return "utf-16-be"
    return None


def decode(data: bytes, encoding: str | None = None, *, declared: str | None = None, mark: bool = True) -> str:
    """The text of the bytes, without a byte order mark.

    ``encoding`` is the user's word and wins; ``declared`` is the file's own word (HTML) and is believed unless the
    bytes are valid UTF-8. ``mark=False`` for a line from within a file, which has no mark.

    Raises:
        Unfit: no text, or text of an encoding that cannot be told.
    """
    if encoding:
        text = _strict(data, encoding, "as you said")
        return _checked(text.removeprefix("\ufeff") if mark else text)
    for magic, kind in _MAGIC.items() if mark else ():
        if data.startswith(magic):
            raise Unfit(f"is {kind}, not text", "take the text out of it first")
    if mark and (found := bom(data)):
        name, length = found
        text = _strict(data[length:], name, "as its byte order mark says")
        if name != "utf-8" and not _is_really_wide(data[length:], text):
            raise Unfit(f"is not {name.upper()}, as its byte order mark says", _HINT)
        return _checked(text)
    if mark and (wide := wide_encoding(data)):
        return _checked(_strict(data, wide, "as it looks"))
    if b"\0" in data:
        raise Unfit("is binary, not text: it holds NUL bytes")
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _other(data, error, declared)


def _strict(data: bytes, encoding: str, why: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeError, ValueError) as error:
        at = f": byte {error.start + 1} is wrong" if isinstance(error, UnicodeDecodeError) else ""
        raise Unfit(f"is not {encoding.upper()}, {why}{at}", _HINT) from None


def _is_really_wide(data: bytes, text: str) -> bool:
    """Whether a text read as UTF-16 or UTF-32 is not rather plain ASCII behind a lying mark."""
    if not text or b"\0" in data:
        return True
    return sum(32 <= byte < 127 for byte in data) < 0.9 * len(data)


def _other(data: bytes, error: UnicodeDecodeError, declared: str | None) -> str:
    if declared and declared != "utf-8":
        try:
            return _checked(data.decode(declared))
        except (UnicodeError, ValueError):
            pass  # the declaration was wrong; what the bytes look like decides
    # Two letters of Windows-1252 that make a character of UTF-8 ("Ã©") hardly ever meet in real text.
    valid = len(_UTF8_CHARACTER.findall(data))
    wrong = len(re.findall(rb"[\x80-\xff]+", _UTF8_CHARACTER.sub(b" ", data)))
    if valid >= wrong or _CUT_SHORT.search(data):
        raise Unfit(f"is damaged UTF-8: byte {error.start + 1} is wrong", _HINT)
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        raise Unfit("is neither UTF-8 nor Windows-1252", _HINT) from None
    letters = sum(character.isalpha() for character in text)
    foreign = sum(character.isalpha() and character > "\x7f" for character in text)
    others = sum(byte >= 0x80 for byte in data)
    # French and German have up to a tenth; Russian, Greek or Japanese read as Windows-1252 nearly all.
    if (foreign > 3 and foreign > 0.3 * letters) or others > 0.5 * len(data):
        raise Unfit("is in an encoding that cannot be told", _HINT)
    return _checked(text)


def _checked(text: str) -> str:
    if "\0" in text:
        raise Unfit("is binary, not text: it holds NUL characters")
    controls = len(_CONTROL.findall(text))
    if controls > 3 and controls > len(text) / 100:
        raise Unfit("is binary, not text: it holds control characters")
    return text


def clean_text(text: str) -> str:
    """The text with every line end as ``\\n``, and half characters (lone surrogates) as U+FFFD, as browsers show them.

    JSON can hold half a character (``"\\ud800"``); no store can.
    """
    return _SURROGATE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
