"""The word lists of ``ontology/lexicon``, read once: a new verb, office or party is a line there, not here."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from graphkit.resources import read_lines

Words = tuple[str, ...]


def rows(name: str, columns: int) -> Iterator[list[str]]:
    """The rows of a word list, each padded to so many columns; a cell "-" is empty."""
    for line in read_lines("ontology", "lexicon", name):
        cells = ["" if cell.strip() == "-" else cell.strip() for cell in line.split("\t")]
        yield (cells + [""] * columns)[:columns]


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def tokens(phrase: str) -> Words:
    """The phrase cut as the tokenizer cuts it: at blanks, apostrophes and hyphens between letters."""
    out: list[str] = []
    for word in phrase.replace("’", "'").split():
        base, quote, rest = word.partition("'s")
        if quote and not rest:
            out += [base, "'s"]
        elif "-" in word and not word.endswith("."):
            parts = word.split("-")
            for k, part in enumerate(parts):
                out += ["-", part] if k else [part]
        else:
            out.append(word)
    return tuple(t for t in out if t)


@dataclass(frozen=True, slots=True)
class Named:
    """A name of the gazetteer: what it stands for."""

    label: str
    type: str
    adjective: bool = False
    country: str = ""


class Gazetteer:
    """Names by their first token, the longest match first."""

    def __init__(self) -> None:
        self._by_first: dict[str, list[tuple[Words, Named]]] = defaultdict(list)

    def add(self, form: str, named: Named) -> None:
        """A form that stands for a name; the first meaning of a form holds."""
        key = tokens(form)
        if key and all(key != known for known, _ in self._by_first[key[0]]):
            self._by_first[key[0]].append((key, named))
            self._by_first[key[0]].sort(key=lambda pair: -len(pair[0]))

    def match(self, words: list[str], at: int) -> tuple[int, Named] | None:
        """The longest name that begins at a token: its length in tokens and its meaning."""
        for key, named in self._by_first.get(words[at], ()):
            if tuple(words[at : at + len(key)]) == key:
                return len(key), named
        return None


@dataclass(frozen=True, slots=True)
class Office:
    """A noun that ends the name of an office or a role; abbreviations ("MP") in capitals."""

    head: Words
    kind: str
    gender: str


@dataclass(frozen=True, slots=True)
class RelationWord:
    """A use of a word that tells a relation; ``inverse`` where the object is the relation's subject.

    ``aspect``: "begins" where the past tense says that it came to be, "ends" where the word says that it is over,
    "" where the past tense says so. ``over``: lemmas of which the direct object must be one ("spent years at").
    """

    slot: str
    subject: str
    objects: frozenset[str]
    predicate: str
    inverse: bool
    aspect: str
    over: frozenset[str]


@dataclass(frozen=True, slots=True)
class BodyKind:
    """A kind of body: the nouns that take one up again, the nouns that end its name, the names without one."""

    nouns: frozenset[str]
    heads: tuple[str, ...]
    names: frozenset[str]


class Lexicon:
    """All word lists, as sets and dictionaries."""

    def __init__(self) -> None:
        self.names = Gazetteer()
        #: countries of each party, by two-letter code
        self.party_countries: dict[str, frozenset[str]] = {}
        for label, countries, aliases, members in rows("parties.tsv", 4):
            self.party_countries[label] = frozenset(countries.split())
            for form in [label, *_split(aliases)]:
                self.names.add(form, Named(label, "Party"))
            for form in _split(members):
                self.names.add(form, Named(label, "Party", adjective=True))
        for label, kind, aliases, country in rows("bodies.tsv", 4):
            for form in [label, *_split(aliases)]:
                self.names.add(form.removeprefix("the "), Named(label, kind, country=country))
        for label, aliases, demonyms in rows("countries.tsv", 3):
            for form in [label, *_split(aliases)]:
                self.names.add(form, Named(label, "Place"))
            for form in _split(demonyms):
                self.names.add(form, Named(label, "Place", adjective=True))
        self.states: dict[str, str] = {}
        for label, abbreviations in rows("states.tsv", 2):
            self.names.add(label, Named(label, "Place"))
            for form in [label, *_split(abbreviations)]:
                self.states[form] = label
        self.offices: dict[str, list[Office]] = defaultdict(list)
        for head, kind, gender in rows("offices.tsv", 3):
            key = tokens(head if head.isupper() else head.casefold())
            self.offices[key[-1]].append(Office(key, kind, gender))
        for found in self.offices.values():
            found.sort(key=lambda o: -len(o.head))
        self.modifiers = dict.fromkeys(word_groups()["doubting"], "doubted")
        self.modifiers |= {modifier.casefold(): effect for modifier, effect in rows("office_modifiers.tsv", 2)}
        self.honorifics: dict[str, tuple[str, str]] = {}
        for form, gender, office in rows("honorifics.tsv", 3):
            self.honorifics[form] = (gender, office)
        #: titles that say a rank in a force, without their full stop
        self.ranks = {form for (form,) in rows("ranks.tsv", 1)}
        self.descriptions = {noun: (gender, family) for noun, gender, family in rows("descriptions.tsv", 3)}
        self.first_names = dict(rows("first_names.tsv", 2))
        self.org_heads = {head.casefold(): kind or "Organisation" for head, kind in rows("org_heads.tsv", 2)}
        self.relation_words: dict[str, list[RelationWord]] = defaultdict(list)
        for word, slot, subject, objects, predicate, aspect, over in rows("relation_words.tsv", 7):
            use = RelationWord(
                slot,
                subject,
                frozenset(_split(objects)),
                predicate.lstrip("^"),
                predicate.startswith("^"),
                aspect,
                frozenset(_split(over)),
            )
            self.relation_words[word].append(use)
        self.body_kinds = {
            kind: BodyKind(frozenset(_split(nouns)), tuple(_split(heads)), frozenset(_split(names)))
            for kind, nouns, heads, names in rows("body_kinds.tsv", 4)
        }
        self.generic_bodies = {word: (label, determiner) for word, label, determiner in rows("generic_bodies.tsv", 3)}

    def over(self, word: str) -> bool:
        """Whether a word before a role says that it is over: "former", "retired"."""
        return self.modifiers.get(word) == "former"

    def is_body_noun(self, noun: str) -> bool:
        """Whether a noun is one for a body: "group", "accountants", "union"."""
        return self.org_heads.get(noun) == "Organisation" or noun in word_groups()["kinds of bodies"]


@functools.cache
def word_groups() -> dict[str, frozenset[str]]:
    """The sets of words that rules name, read once a process."""
    found: dict[str, frozenset[str]] = {}
    for name, words in rows("word_groups.tsv", 2):
        found[name] = found.get(name, frozenset()) | frozenset(_split(words))
    return found


def _by_kind(name: str) -> dict[str, dict[str, str]]:
    """A list of words with a kind and a meaning each: the meanings by word, by kind."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for word, kind, meaning in rows(name, 3):
        found[kind][word] = meaning
    return dict(found)


@functools.cache
def tenures() -> dict[str, dict[str, bool]]:
    """Words of holding an office, by whose it is: whether it is over with them."""
    return {whose: {w: state == "over" for w, state in of.items()} for whose, of in _by_kind("tenures.tsv").items()}


@functools.cache
def brackets() -> dict[str, dict[str, str]]:
    """Short forms of parties in brackets, by style: the party, "" for none."""
    return _by_kind("brackets.tsv")


@functools.cache
def sought_offices() -> dict[str, dict[str, str]]:
    """Words that tell which office is sought, by slot: the office."""
    return _by_kind("sought.tsv")


@functools.cache
def lexicon() -> Lexicon:
    """The word lists, read once a process."""
    return Lexicon()
