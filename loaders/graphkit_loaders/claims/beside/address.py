"""What forms of address and brackets beside a name say: "Sen. Ann Lee of Ohio", "(R-Texas)", "(Labour, Seatown)"."""

from __future__ import annotations

from collections.abc import Generator, Iterator

from graphkit_loaders.claims.draft import Draft
from graphkit_loaders.entities.mention import Mention, Node
from graphkit_loaders.entities.reading import Reading
from graphkit_loaders.entities.roles.titles import listed
from graphkit_loaders.lexicon import Lexicon, brackets, word_groups

#: how far back a list of legislators is announced, in tokens
_PARAGRAPH = 120


class Address:
    """The offices, parties and states that stand around the names of one reading."""

    def __init__(self, reading: Reading, words: Lexicon) -> None:
        self.reading, self.words = reading, words
        self.doc = reading.doc
        self.congress = word_groups()["congressional seats"]
        self.letters, self.short = brackets()["American"], brackets()["British"]

    def find(self, mention: Mention, base: Draft) -> Iterator[Draft]:
        """What the form of address and the bracket of a name say of its bearer; ``base`` tells who and where."""
        doc = self.doc
        title = self._title(mention)
        state = self._state(mention)
        former = self._ended(mention, state)
        role = self.reading.at[mention.start - 1] if mention.start else None
        if role is not None and (role.office is None or role.end != mention.start):
            role = None
        if role is not None and role.office is not None:
            yield from self._of_state(role, state, base)
        elif title == "governor" and state is not None:
            title = f"governor of {state.text}"
        if (
            role is None
            and title in self.congress
            and state is not None
            and state.node is not None
            and state.text in self.words.states
        ):
            yield base.but(predicate="represents", object=state.node, object_at=(state.start, state.end), former=former)
        if title and not (role is not None and title.startswith("governor")):
            yield base.but(
                predicate="holdsOffice",
                object=self.reading.entities.named("Office", title),
                verb=title,
                former=former,
            )
        if role is not None and role.office is not None and role.office.head == "governor":
            title = "governor"
        if mention.honorific in word_groups()["plural addresses"]:
            yield from self._others(mention, base, title)
        behind = self.reading.at[mention.end] if mention.end + 1 < len(doc) else None
        if behind is not None and behind.office is not None and doc[behind.end : behind.end + 1].text == "(":
            yield from self._bracket(mention, base, behind.end)  # "Ann Lee MP (Seatown North)"
        after = doc[mention.end].text if mention.end + 1 < len(doc) else ""
        held = base.but(former=former)
        lettered = after in {"(", ",", "["} and (yield from self._letter(mention, held, title))
        if after == "(" and not lettered:
            yield from self._bracket(mention, base, mention.end)

    def _others(self, first: Mention, base: Draft, title: str) -> Iterator[Draft]:
        """The offices and states of the others in "Reps. Ann Lee of Ohio and Bob Fox of Texas"."""
        shared = self._state(first)
        if shared is not None and shared.start > first.start:
            shared = None  # "of Ohio" behind a name is the state of that one
        for other in listed(self.doc, self.reading.at, first):
            here = base.but(
                subject=other.node, subject_at=(other.start, other.end), evidence=(base.evidence[0], other.end)
            )
            office, own = title.partition(" of ")[0], self._state(other) or shared
            if office == "governor" and own is not None:
                office = f"governor of {own.text}"
            yield here.but(predicate="holdsOffice", object=self.reading.entities.named("Office", office), verb=office)
            inside = self.doc[other.end + 1 : other.end + 3].text
            lettered = inside[:1] in self.letters and inside[1:2] in {"-", "–", "."}
            if self.doc[other.end : other.end + 1].text == "(" and not lettered:
                yield from self._bracket(other, here, other.end, sits=title in self.congress)
            if title in self.congress and own is not None and own.node is not None and own.text in self.words.states:
                yield here.but(predicate="represents", object=own.node, object_at=(own.start, own.end))

    def _title(self, mention: Mention) -> str:
        """The office that the form of address names; "" for none."""
        title = self.words.honorifics.get(mention.honorific, ("", ""))[1]
        before = self.doc[mention.start - 1] if mention.start else None
        at_home = before is not None and before.i > 0 and self.doc[before.i - 1].text == "-"  # "home-state Sen."
        of_state = before is not None and before.lower_ == "state" and not at_home
        if of_state and title in {"senator", "U.S. representative"}:
            title = "state " + title.removeprefix("U.S. ")
        if title == "justice":
            elsewhere = self.doc[mention.end : mention.end + 1].text == "of"  # "Justice Ann Lee of the High Court"
            return "Supreme Court justice" if self._one_court() and not elsewhere else ""
        return title if title in word_groups()["offices of address"] else ""

    def _one_court(self) -> bool:
        """Whether the one Supreme Court that the text names is the country's: "Justice Ann Lee" is of it."""
        named = [m for m in self.reading.mentions if m.kind == "name" and m.text.endswith("Supreme Court")]
        before = (self.reading.at[m.start - 1] for m in named if m.start)
        state = any(m is not None and m.type == "Place" and m.text in self.words.states for m in before)
        return not state and {m.text.removeprefix("U.S. ") for m in named} == {"Supreme Court"}

    def in_congress(self, mention: Mention) -> bool:
        """Whether the text gives the bearer of a name a seat in Congress or another parliament."""
        offices = mention.node.offices if mention.node is not None else set()
        return self._title(mention) in self.congress or bool(self.congress & offices)

    def home(self, mention: Mention, party: Mention, base: Draft) -> Iterator[Draft]:
        """The state of a senator who is "a Republican from Ohio", "Democrat of New York", "the Texas Republican"."""
        if not self.in_congress(mention):
            return
        at, k = self.reading.at, party.end
        place = at[party.start - 1]
        if k + 1 < len(self.doc) and self.doc[k].lower_ in {"of", "from"}:
            place = at[k + 1]
        if place is not None and place.kind == "name" and place.type == "Place" and place.text in self.words.states:
            span = (mention.start, max(party.end, place.end))
            here = base.but(evidence=span, former=self._ended(mention, None))
            yield here.but(predicate="represents", object=place.node, object_at=(place.start, place.end))

    def _of_state(self, role: Mention, state: Mention | None, base: Draft) -> Iterator[Draft]:
        """ "President Ann Lee of France", "Senator Ann Lee of Ohio", "Mayor Ann Lee of Seatown"."""
        office = role.office
        if office is None or office.former or state is None:
            return
        alone = office.name.casefold() == office.head
        if office.head in word_groups()["offices of a place"] and alone:
            yield base.but(
                predicate="holdsOffice",
                verb=office.head,
                object=self.reading.entities.named("Office", f"{office.name} of {state.text}"),
            )
        chamber = {"house", "senate"} & set(office.name.casefold().split())
        seated = office.head in self.congress or (
            office.head.split()[-1] in word_groups()["leads of a chamber"] and chamber
        )
        if seated and state.node is not None and state.text in self.words.states:
            yield base.but(predicate="represents", object=state.node, object_at=(state.start, state.end))

    def _state(self, mention: Mention) -> Mention | None:
        """The place of an office-holder: "Vermont Sen. Ann Lee", "Ohio Republican Rep. Ann Lee", "Ann Lee of Ohio"."""
        at, doc = self.reading.at, self.doc
        before = at[mention.start - 1] if mention.start else None
        if before is not None and before.type == "Party" and before.start and mention.honorific:
            before = at[before.start - 1]
        if (
            before is not None
            and before.kind == "name"
            and before.type == "Place"
            and not before.adjective
            and mention.honorific
            and before.text in self.words.states
        ):
            return before
        k = mention.end
        if k + 1 < len(doc) and doc[k].lower_ == "of":
            after = at[k + 1]
            if after is not None and after.kind == "name" and after.type == "Place" and not after.adjective:
                return after
        return None

    def _ended(self, mention: Mention, state: Mention | None) -> bool:
        """Whether a word before the title and what belongs to it says that it is over: "former Ohio Gov. Ann Lee"."""
        k = mention.start - 1
        while k >= 0 and (self._belongs(k) or self.doc[k].lower_ == "state"):
            m = self.reading.at[k]
            k = m.start - 1 if m is not None and m.kind == "name" else k - 1
        if k > 0 and self.doc[k].text == "-":
            k -= 1
        return k >= 0 and self.doc[k].lower_ in word_groups()["ended"]

    def _belongs(self, i: int) -> bool:
        """Whether a token names a place or party, which may stand between "former" and a title."""
        named = self.reading.at[i]
        return named is not None and named.kind == "name" and named.type in {"Place", "Party"}

    def _letter(self, mention: Mention, base: Draft, title: str) -> Generator[Draft, None, bool]:
        """ "(R-Texas)", ", D-Fla.,": a party's letter and a state; says whether there was one."""
        doc, k = self.doc, mention.end
        text = doc[k + 1 : min(k + 7, len(doc))].text
        party, rest = self.letters.get(text[:1]), text[1:].lstrip()
        if party and rest.startswith(")"):  # "Gov. Ann Lee (R)"
            named = self.reading.entities.named("Party", party)
            span = (mention.start, k + 3)
            yield base.but(object=named, evidence=span, trigger=(k + 1, k + 2), former=False)
            return True
        if party is None or not rest.startswith(("-", "–", ".-", "., ", ". ,")):
            return False
        place = rest.lstrip("-–.," + " ").split(")")[0].split("]")[0].split(",")[0].strip()
        states = self.words.states
        label = states.get(place) or states.get(place.rstrip(".")) or states.get(place.split()[0] if place else "")
        here = base.but(evidence=(mention.start, min(k + 5, len(doc))), trigger=(k + 1, k + 2))
        if party:
            yield here.but(object=self.reading.entities.named("Party", party), former=False)
        if label and title.startswith("governor"):
            yield here.but(
                predicate="holdsOffice",
                object=self.reading.entities.named("Office", f"governor of {label}"),
                verb="governor",
            )
        elif label:
            yield here.but(predicate="represents", object=self.reading.entities.named("Place", label))
        return True

    def _among(self, mention: Mention) -> bool:
        """Whether its paragraph speaks of legislators before a name: "The MPs were: Ann Lee (Seatown) ..."."""
        for k in range(mention.start - 1, max(-1, mention.start - _PARAGRAPH), -1):
            if self.doc[k].is_space and "\n" in self.doc[k].text:
                return False
            role = self.reading.at[k]
            if role is not None and role.office is not None and role.office.plural and role.office.legislator:
                return True
        return False

    def _bracket(self, mention: Mention, base: Draft, opening: int, sits: bool = False) -> Iterator[Draft]:
        """ "Ann Lee (Labour, Seatown North)", "MPs Ann Lee (Seatown) and Bob Fox (Harbour East)"."""
        doc, at = self.doc, self.reading.at
        close = next((t.i for t in doc[opening + 1 : opening + 10] if t.text == ")"), None)
        if close is None:
            return
        inside = (opening + 1, close)
        here = base.but(evidence=(mention.start, close + 1), trigger=inside)
        party = at[inside[0]]
        start = inside[0]
        if party is not None and party.kind == "name" and party.type == "Party" and party.node is not None:
            start = party.end
            if start < close and doc[start].text in {",", ":", ";"}:
                start += 1
            elif start != close:
                return
            yield here.but(object=party.node, object_at=(party.start, party.end))
            sits = sits or start > party.end
        elif doc[start].text in self.short and start + 1 <= close and doc[start + 1].text in {",", ")"}:
            short = self.reading.entities.named("Party", self.short[doc[start].text])
            yield here.but(object=short, object_at=(start, start + 1))
            start, sits = min(start + 2, close), True  # "Ann Lee (Lab, Seatown North)"
        elif doc[close - 1].text in self.short and close - start > 2 and doc[close - 2].text == ",":
            short = self.reading.entities.named("Party", self.short[doc[close - 1].text])
            yield here.but(object=short, object_at=(close - 1, close))
            close, sits = close - 2, True  # "Ann Lee (Seatown North, Lab)"
        node: Node | None = mention.node
        named = at[start] if start < close else None
        if named is not None and named.type == "Organisation" and named.surface:
            return
        sits = sits or (node is not None and bool(node.offices & word_groups()["legislators"] - {"peer", "lawmaker"}))
        sits = sits or self._among(mention)
        if start < close and node is not None and sits:
            words = doc[start:close]
            if all(t.text[0].isupper() or t.lower_ in {"and", "-", "of", "upon", "the", "&"} for t in words):
                text = " ".join(words.text.split())
                state = self.words.states.get(text)
                seat = self.reading.entities.named("Place" if state else "Constituency", state or text)
                yield here.but(predicate="represents", object=seat, object_at=(start, close))
