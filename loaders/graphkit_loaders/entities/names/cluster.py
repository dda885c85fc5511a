"""Which names of an article are one entity: full names, titles with surnames, short forms, abbreviations."""

from __future__ import annotations

import re

from graphkit_loaders.entities.mention import Mention, Node
from graphkit_loaders.lexicon import Lexicon, word_groups

#: what follows the noun of a body's name ("Bank of", "Department for")
_LINKS = {"of", "for"}


class Entities:
    """The entities of one article, by name."""

    def __init__(self, words: Lexicon) -> None:
        self.words = words
        self.nodes: list[Node] = []
        self._by_form: dict[tuple[str, str], Node] = {}
        self._by_surname: dict[str, list[Node]] = {}
        #: the heads of role phrases by where they end, and people whose role is to be somebody's wife or husband
        self._titles: dict[int, str] = {}
        self._spouses: set[Node] = set()

    def new(self, type: str, label: str, *, full: bool = True) -> Node:
        """A new entity."""
        node = Node(len(self.nodes), type, label, {label}, full=full)
        self.nodes.append(node)
        return node

    def named(self, type: str, label: str) -> Node:
        """The entity of a type and a label, made at its first use."""
        key = (type, label.casefold())
        node = self._by_form.get(key)
        if node is None:
            node = self._by_form[key] = self.new(type, label)
        return node

    def assign(self, mentions: list[Mention]) -> None:
        """Lead each name to its entity: full names first, so that a surname may stand before the full name."""
        people = [m for m in mentions if m.kind == "name" and m.type == "Person"]
        self._titles = {m.end: m.office.head for m in mentions if m.office is not None}
        for mention in people:
            if len(_parts(mention.text)) >= 2:
                self._full_name(mention)
        for mention in mentions:
            if self._surname(mention):
                mention.type = "Person"
                people.append(mention)
        others = {m.text.casefold() for m in mentions if m.kind == "name" and m.type not in {"Person", ""}}
        for mention in people:
            if mention.node is None:
                self._short_name(mention, others)
        for mention in mentions:
            if mention.kind == "name" and mention.node is None and mention.type != "Person":
                self._other(mention)

    def _surname(self, mention: Mention) -> bool:
        """Whether a word that the model takes for a body or a place is the surname of somebody named in full."""
        return (
            mention.kind == "name"
            and mention.type in {"Organisation", "Place", "Event", "Document"}
            and not mention.surface
            and mention.node is None
            and len(mention.text.split()) == 1
            and mention.text.casefold() in self._by_surname
        )

    def _full_name(self, mention: Mention) -> None:
        parts = _parts(mention.text)
        surname = parts[-1].casefold()
        for node in self._by_surname.get(surname, ()):
            if _same_person(_parts(node.label), parts) and not clash(node.gender, mention.gender):
                if len(parts) > len(_parts(node.label)):
                    node.label = mention.text
                break
        else:
            node = self.new("Person", mention.text)
            self._by_surname.setdefault(surname, []).append(node)
        self._join(mention, node)
        titles = {self._titles.get(mention.start), self._titles.get(mention.start - 1)}
        if titles & word_groups()["offices of a spouse"]:
            self._spouses.add(node)  # "first lady Ann Fox", "the first lady, Ann Fox"

    def _short_name(self, mention: Mention, others: set[str]) -> None:
        surname = _parts(mention.text)[-1].casefold()
        if not mention.honorific and surname in self._by_surname:
            mention.gender = ""  # "Clinton", "Kelly" alone: a surname here, whoever else it is the first name of
        known = [n for n in self._by_surname.get(surname, ()) if not clash(n.gender, mention.gender)]
        peer = mention.honorific in word_groups()["titles in a name"]
        title = self._titles.get(mention.start)
        if title is not None and title not in word_groups()["offices of a spouse"]:
            known = [n for n in known if n not in self._spouses]  # "President Fox" is not the first lady, Ann Fox
        known.sort(key=lambda n: n in self._spouses)
        if peer:
            known = [n for n in known if n.label.split()[0] == mention.honorific or n.full]
        if not known and not mention.honorific:
            known = [
                n
                for n in self.nodes
                if n.type == "Person" and _parts(n.label)[0].casefold() == surname and len(_parts(n.label)) > 1
            ]
            # "Kerry" alone may be a place or a paper that the article names too
            if len(known) != 1 and mention.text.casefold() in others:
                mention.type = "Organisation"
                return
        if known:
            before = [n for n in known if n.forms]
            node = before[0] if before else known[0]
            self._join(mention, node)
            if (
                peer
                and " of " in mention.text
                and " of " not in node.label
                and node.label.startswith(mention.honorific)
            ):
                node.label = f"{mention.honorific} {mention.text}"
            return
        label = f"{mention.honorific} {mention.text}" if mention.honorific else mention.text
        node = self.new("Person", label, full=peer)
        self._by_surname.setdefault(surname, []).append(node)
        self._join(mention, node)

    def _join(self, mention: Mention, node: Node) -> None:
        mention.node = node
        node.gender = node.gender or mention.gender
        node.forms.add(f"{mention.honorific} {mention.text}" if mention.honorific else mention.text)
        node.forms.add(mention.text)

    def _other(self, mention: Mention) -> None:
        label = re.sub(r"^the\s+", "", mention.text, flags=re.IGNORECASE)
        known = (mention.type, label.casefold()) in self._by_form
        for node in self.nodes:
            if (
                not known
                and node.type == "Organisation"
                and mention.type in {"Organisation", "Person"}
                and (_acronym(node.label) == label or _acronym(label) == node.label)
            ):
                written = mention.surface or label
                if len(written) > len(node.label):
                    node.label = written
                node.forms.add(written)
                mention.node = node
                return
        if mention.type in {"Organisation", "Document", "Place"} and " " not in label and not known:
            longer = [n for n in self.nodes if n.type in {"Organisation", "Document"} and headed(n.label, label)]
            if len(longer) == 1 and label.casefold() in self.words.org_heads:
                mention.node = longer[0]  # "the Commission", "the Bill"
                return
        node = mention.node = self.named(mention.type, label)
        node.key = node.key or label
        if mention.surface and mention.type not in {"Party", "Place"}:
            # the article's fullest form is what one reads; the gazetteer's name is what it is joined by
            if (node.label == node.key and node.key not in node.forms - {label}) or len(mention.surface) > len(
                node.label
            ):
                node.label = (
                    mention.surface
                    if not node.forms - {label} or len(mention.surface) > len(node.label)
                    else node.label
                )
            node.forms.add(mention.surface)
        node.forms.add(mention.surface or mention.text)


def _parts(name: str) -> list[str]:
    name = name.split(" of ")[0]  # "Lord Marlowe of Seatown" is Lord Marlowe
    parts = [p for p in re.split(r"\s+", name.replace(" - ", "-")) if p and p not in {".", "Jr", "Jr.", "Sr."}]
    return parts or [name]


def _same_person(known: list[str], other: list[str]) -> bool:
    """Whether two full names may be one person's: same surname, and a first name that does not differ."""
    a, b = known[0].rstrip(".").casefold(), other[0].rstrip(".").casefold()
    return (
        a == b
        or ((len(a) == 1 or len(b) == 1) and a[0] == b[0])
        or (len(a) > 2 and len(b) > 2 and (a.startswith(b) or b.startswith(a)))
    )


def headed(label: str, noun: str) -> bool:
    """Whether a name's own noun is this one: "Harbour Commission", "House of Commons", "Department for Health"."""
    parts = label.casefold().split()
    return len(parts) > 1 and (parts[-1] == noun.casefold() or (parts[0] == noun.casefold() and parts[1] in _LINKS))


def clash(one: str, other: str) -> bool:
    """Whether two genders, where known, are not one."""
    return bool(one and other and one != other)


def _acronym(name: str) -> str:
    letters = [w[0] for w in name.split() if w[0].isupper()]
    return "".join(letters) if len(letters) > 1 else ""
