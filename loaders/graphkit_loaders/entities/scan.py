"""Finds the names and role phrases of a parsed text: a pass over its tokens, gazetteers first, the model after them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit_loaders.entities.mention import Mention, OfficePhrase
from graphkit_loaders.entities.parties import Names
from graphkit_loaders.lexicon import Lexicon, Office

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: words inside a name that begin small
_PARTICLES = {
    "de",
    "van",
    "von",
    "der",
    "den",
    "la",
    "le",
    "al",
    "bin",
    "ibn",
    "el",
    "da",
    "di",
    "du",
    "dos",
    "del",
    "ben",
}
_JOINERS = {"of", "for", "and", "&", "the", "on", "in", "against", "to"}
_MODEL_TYPES = {
    "PERSON": "Person",
    "ORG": "Organisation",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Place",
    "EVENT": "Event",
    "LAW": "Document",
}
#: titles that are part of a name when a name follows, and no office
PEERAGE = {
    "Lord",
    "Lady",
    "Baroness",
    "Baron",
    "Earl",
    "Viscount",
    "Duke",
    "Duchess",
    "Pope",
    "King",
    "Queen",
    "Prince",
    "Princess",
    "Cardinal",
    "Archbishop",
    "Bishop",
    "Judge",
    "Justice",
}
#: offices whose name is the bare word, whatever stands before it
LEGISLATORS = {
    "MP",
    "MSP",
    "MEP",
    "AM",
    "TD",
    "MS",
    "MLA",
    "MPP",
    "senator",
    "congressman",
    "congresswoman",
    "councillor",
    "representative",
    "peer",
    "lawmaker",
}
_NEVER = {
    "I",
    "Mps",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Mr",
    "Mrs",
    "Ms",
    "Dr",
    "Sir",
    "Lord",
    "Lady",
    "Christmas",
    "Easter",
    "Internet",
    "TV",
}


class Scanner:
    """Names and role phrases of one document, left to right, none overlapping another."""

    def __init__(self, doc: Doc, words: Lexicon) -> None:
        self.doc = doc
        self.words = words
        self.names = Names(words, doc.text)
        self.text = [t.text.replace("’", "'") for t in doc]
        #: surnames that the text uses with a form of address: what ends in one is a person's name
        self.surnames = {self.text[t.i + 1] for t in doc[:-1] if t.text.rstrip(".") in {"Mr", "Mrs", "Ms", "Miss"}}
        self.taken: list[Mention | None] = [None] * len(doc)
        self.mentions: list[Mention] = []

    def scan(self) -> list[Mention]:
        """All mentions but pronouns, by their place."""
        self._offices()
        self._gazetteer()
        self._names()
        for mention in list(self.mentions):
            if mention.kind == "name":
                self._chamber(mention)
                self._lengthen(mention)
        for mention in list(self.mentions):
            if mention.office:
                self._complete(mention, mention.office)
        self.mentions.sort(key=lambda m: (m.start, m.end))
        return self.mentions

    # -- role phrases ---------------------------------------------------------------------------------------------

    def _office_at(self, i: int) -> tuple[int, Office, bool] | None:
        """The office whose name ends at a token: its first token, its entry, and whether it is plural."""
        exact = self.text[i]
        word = exact if exact.rstrip("s").isupper() and len(exact) > 1 else exact.casefold()
        forms = [(False, word), (True, _singular(word))]
        if word is exact:
            forms.append((False, exact.casefold()))
        for plural, form in forms:
            if plural and form == word:
                continue
            for office in self.words.offices.get(form, ()):
                start = i - len(office.head) + 1
                if start < 0:
                    continue
                before = [self.text[k].casefold() for k in range(start, i)]
                if before == list(office.head[:-1]):
                    return start, office, plural
        return None

    def _offices(self) -> None:
        doc = self.doc
        i = 0
        while i < len(doc):
            found = self._office_at(i)
            token = doc[i]
            if found is None or token.pos_ not in {"NOUN", "PROPN", "ADJ", "X"}:
                i += 1
                continue
            if any(
                (ahead := self._office_at(k)) is not None and ahead[0] <= i for k in range(i + 1, min(i + 3, len(doc)))
            ):
                i += 1
                continue
            longer = self._office_of(i)
            start, office, plural = longer or found
            end = i + 1
            if longer:
                end = longer[0] + len(office.head)
                start = i
            if office.head[0] == "party" and len(office.head) > 1 and self._name_ending(start) is not None:
                office = next(
                    (o for o in self.words.offices.get(office.head[-1], ()) if o.head == office.head[1:]), office
                )
                start = end - len(office.head)
            if self._part_of_name(start, end, office):
                i += 1
                continue
            mention = self._office_phrase(start, end, office, plural)
            if mention:
                self._take(mention)
                i = mention.end
            else:
                i += 1

    def _office_of(self, i: int) -> tuple[int, Office, bool] | None:
        """The longer office that begins here: "secretary of state", "leader of the opposition"."""
        for length in (3, 4):
            last = i + length - 1
            if last < len(self.text):
                for office in self.words.offices.get(self.text[last].casefold(), ()):
                    if len(office.head) == length and [w.casefold() for w in self.text[i : last + 1]] == list(
                        office.head
                    ):
                        return i, office, False
        return None

    def _part_of_name(self, start: int, end: int, office: Office) -> bool:
        """Whether the word is a surname or part of a body's name ("Gordon Speaker", "President's Council")."""
        token = self.doc[start]
        if office.head[-1] in {"QC", "KC"}:
            return True
        if (
            start
            and token.text[0].isupper()
            and self.text[start - 1].rstrip(".") in {"Mr", "Mrs", "Ms", "Miss", "Dr"}
            and end == start + 1
            and token.text != "Speaker"
        ):
            return True
        if not token.text[0].isupper() or token.text.isupper():
            return False
        if (
            start
            and end == start + 1
            and not token.is_sent_start
            and self.doc[start - 1].text in self.words.first_names
            and token.ent_type_ in {"PERSON", "ORG", ""}
            and token.text not in {"Minister", "Secretary", "Leader", "Chairman"}
        ):
            return True
        nxt = self.doc[end] if end < len(self.doc) else None
        if token.text in PEERAGE and nxt is not None and nxt.text[0].isupper() and not self._office_at(end):
            return True
        return (
            nxt is not None
            and nxt.text.casefold() in self.words.org_heads
            and nxt.text[0].isupper()
            and nxt.text not in self.words.first_names
        )

    def _office_phrase(self, start: int, end: int, office: Office, plural: bool) -> Mention | None:
        doc, words = self.doc, self.words
        phrase = OfficePhrase("", " ".join(office.head), office.kind, plural=plural, end=end)
        first = name_start = start
        i = start - 1
        while i >= 0:
            token, word = doc[i], self.text[i]
            low = word.casefold()
            if token.is_space or token.is_sent_end or (word[0].islower() and word[-1] == "."):
                break
            effect = words.modifiers.get(low)
            wide = next(
                (
                    n
                    for n in (4, 3, 2)
                    if i - n + 1 >= 0
                    and " ".join(self.text[i - n + 1 : i + 1]).casefold() in words.modifiers
                    and not any(t.is_sent_end for t in doc[i - n + 1 : i + 1])
                ),
                0,
            )
            if wide:
                effect = words.modifiers[" ".join(self.text[i - wide + 1 : i + 1]).casefold()]
                phrase.former = phrase.former or effect == "former"
                first = i - wide + 1
                if effect == "part" and name_start == i + 1:
                    name_start = first
                i -= wide
                continue
            if low == "-" and i > 0 and self.text[i - 1].casefold() in {"ex", "vice", "co", "deputy"}:
                if self.text[i - 1].casefold() == "ex":
                    phrase.former = True
                else:
                    name_start = i - 1
                first = i - 1
                i -= 2
                continue
            if low == "-" and token.dep_ in {"punct", "compound", "amod"} and i > 0 and not doc[i - 1].whitespace_:
                first = name_start = i - 1
                i -= 2
                continue
            if effect in {"former", "acting", "ignore", "candidate"}:
                if effect == "former":
                    phrase.former = True
                elif effect == "acting":
                    phrase.acting = True
                    name_start = i
                elif effect == "candidate":
                    phrase.prospective = True
                first = i
                i -= 1
                continue
            span = self._name_ending(i)
            if span is not None:
                begin, mention = span
                if (
                    phrase.prefix_end
                    and phrase.prefix_start == i + 1
                    and mention.type != "Party"
                    and phrase.body is None
                    and (mention.adjective or doc[begin].ent_type_ == doc[i + 1].ent_type_ == "ORG")
                ):
                    phrase.prefix_start = begin
                elif mention.type == "Party" and phrase.party is None:
                    phrase.party = mention
                elif phrase.body is None or (
                    phrase.body.type == "Place" and mention.type == "Organisation" and mention.end == phrase.body.start
                ):
                    phrase.body = mention
                    if "spokes" not in phrase.head and (
                        phrase.kind == "office" or (phrase.kind != "staff" and name_start < start)
                    ):
                        name_start = begin
                else:
                    break
                first = begin
                i = begin - 1
                continue
            if effect == "part" or (
                token.pos_ in {"NOUN", "PROPN"} and token.dep_ in {"compound", "nmod"} and word[0].islower()
            ):
                first = name_start = i
                i -= 1
                continue
            if (
                token.pos_ == "ADJ"
                and word[0].islower()
                and i + 1 == name_start < start
                and effect is None
                and token.dep_ == "amod"
                and token.head.i < start
            ):
                first = name_start = i
                i -= 1
                continue
            if (
                token.pos_ in {"ADJ", "VERB"}
                and token.dep_ in {"compound", "amod", "nmod"}
                and (word[0].islower() or token.is_sent_start)
            ):
                if phrase.prefix_end and phrase.prefix_start == i + 1 and word[0].isupper() and effect is None:
                    phrase.prefix_start = i
                first = i
                i -= 1
                continue
            if low in {"and", ","} and first == name_start < start and i > 0 and self._joined(i, name_start):
                first = name_start = i - 1
                i -= 2
                continue
            if low == "'s" and i > 0:
                owner = self._name_ending(i - 1)
                if owner is not None:
                    begin, mention = owner
                    phrase.possessed = True
                    if mention.type == "Party" and phrase.party is None:
                        phrase.party = mention
                    elif phrase.body is None:
                        phrase.body = mention
                    first = begin
                    i = begin - 1
                    continue
            if (
                token.pos_ == "PROPN"
                and word[0].isupper()
                and token.dep_ in {"compound", "nmod", "amod"}
                and i + 1 == first
            ):
                if phrase.prefix_end == 0:
                    phrase.prefix_end = i + 1
                phrase.prefix_start = first = i
                i -= 1
                continue
            if (
                phrase.prefix_end
                and phrase.prefix_start == i + 1
                and word[0].isupper()
                and token.is_sent_start
                and token.dep_ in {"amod", "compound", "nmod"}
                and effect is None
            ):
                phrase.prefix_start = first = i
                i -= 1
                continue
            if (
                low == "'"
                and phrase.prefix_end
                and phrase.prefix_start == i + 1
                and i
                and self.text[i - 1].endswith("s")
                and self.text[i - 1][0].isupper()
            ):
                phrase.prefix_start = first = i
                i -= 1
                while i >= 0 and self.text[i][0].isupper() and not doc[i].is_sent_end and doc[i].pos_ == "PROPN":
                    phrase.prefix_start = first = i
                    i -= 1
                continue
            phrase.definite = low in {"the", "this", "that", "his", "her", "their", "its", "our", "my"}
            break
        if (
            phrase.prefix_end
            and phrase.kind in {"office"}
            and "spokes" not in phrase.head
            and phrase.head != "president"
        ):
            name_start = min(name_start, phrase.prefix_start)
        if (
            "spokes" in phrase.head
            and phrase.party is not None
            and phrase.body is not None
            and phrase.body.end == name_start
        ):
            name_start = phrase.body.start
        if phrase.head in LEGISLATORS:
            self._seat(phrase, first, start)
            name_start = start
        if (
            phrase.head == "manager"
            and phrase.body is not None
            and phrase.body.end == start
            and self.text[start - 1] == "campaign"
        ):
            name_start = start - 1
        phrase.modified = name_start < start and not (
            phrase.body is not None and phrase.body.end == start and phrase.head != "manager"
        )
        phrase.name = self._tidy(name_start, end)
        if phrase.possessed and phrase.head == "mayor" and phrase.body is not None and phrase.body.type == "Place":
            phrase.name = f"{phrase.name} of {phrase.body.text}"
        if plural and phrase.name[-1:] == "s":
            phrase.name = _singular(phrase.name)
        if phrase.suffix:
            first = start
        listed = self._listed(end) if phrase.kind == "office" and phrase.head not in LEGISLATORS else end
        if listed > end:
            phrase.name = f"{phrase.name} {' '.join(doc[end:listed].text.split())}"
            phrase.end = listed
            return Mention(first, listed, end - 1, "office", "", doc[first:listed].text, office.gender, office=phrase)
        return Mention(first, end, end - 1, "office", "", doc[first:end].text, office.gender, office=phrase)

    def _listed(self, i: int) -> int:
        """The end of a list that an office's name goes on with: "Minister for Ports, Rivers and Fish Ann Lee"."""
        if i + 1 >= len(self.doc) or self.text[i] not in {"for", "of"} or not self.text[i + 1][0].isupper():
            return i
        k, seen = i + 1, False
        while k < len(self.doc) and not self.doc[k].is_space:
            if self.text[k][0].isupper():
                if seen and self.text[k] in self.words.first_names and self._next_capital(k):
                    return k
                k += 1
            elif self.text[k] in {",", "and", "&"} and self._next_capital(k):
                seen = seen or self.text[k] != ","
                if self.text[k] == "," and self.text[k + 1] in self.words.first_names:
                    return k if seen else i
                k += 1
            elif self.text[k] == "the" and self._next_capital(k) and self.text[k - 1] == "and":
                k += 1
            else:
                break
        return k if seen and k < len(self.doc) and self.text[k] in {",", "."} else i

    def _tidy(self, start: int, end: int) -> str:
        words = self.words
        while (
            start < end - 1
            and words.modifiers.get(self.text[start].casefold()) in {"former", "ignore", "candidate"}
            and not any(
                words.modifiers.get(" ".join(self.text[start : start + n]).casefold()) == "part" for n in (2, 3, 4)
            )
        ):
            start += 1
        return " ".join(self.doc[start:end].text.split())

    def _joined(self, i: int, name_start: int) -> bool:
        """Whether "and" or a comma at i joins two parts of one office: "Trade and Industry Secretary"."""
        before, after = self.text[i - 1], self.text[name_start]
        if self.text[i] == ",":
            return before[0].isupper() and after[0].isupper() and "and" in [w.casefold() for w in self.text[i : i + 6]]
        return before[0].isupper() == after[0].isupper() and self.words.modifiers.get(before.casefold()) == "part"

    def _seat(self, phrase: OfficePhrase, first: int, start: int) -> None:
        """The capital words before a head that are no part of the office: "Canterbury MP", "Ealing North MP"."""
        k = start
        for length in (3, 2):
            name = start - length
            alone = name == first and phrase.party is None and phrase.body is None
            if (
                name >= first
                and self.words.first_names.get(self.text[name])
                and (alone or (name > first and self.text[name - 1].casefold() in self.words.org_heads))
            ):
                phrase.suffix, phrase.body, phrase.party = True, None, None
                return
        while (
            k > first
            and self.text[k - 1].casefold() not in self.words.modifiers
            and (
                (self.text[k - 1][0].isupper() and (self.doc[k - 1].pos_ == "PROPN" or self.doc[k - 1].is_sent_start))
                or (self.text[k - 1] == "and" and k < start)
            )
        ):
            k -= 1
        if k < start and phrase.party is not None and k <= phrase.party.end - 1:
            k = phrase.party.end
        if k < start and not (phrase.body is not None and phrase.body.end == start and phrase.body.adjective):
            phrase.of.append(("seat", Mention(k, start, start - 1, "name", "Constituency", self.doc[k:start].text)))

    def _name_ending(self, i: int) -> tuple[int, Mention] | None:
        """The gazetteer name that ends at a token: its first token and a mention of it."""
        for begin in range(max(0, i - 5), i + 1):
            hit = self.names.match(self.text, begin)
            if (
                hit
                and begin + hit[0] - 1 == i
                and not (
                    begin
                    and self.doc[begin - 1].pos_ == "PROPN"
                    and self.text[begin - 1] != "-"
                    and hit[1].type == "Party"
                    and hit[0] == 1
                    and self.doc[begin - 1].dep_ == "compound"
                    and not self._name_ends(begin - 1)
                    and self.text[begin - 1].casefold() not in self.words.modifiers
                    and not self.doc[begin - 1].is_sent_start
                )
            ):
                named = hit[1]
                label = named.label
                if (
                    begin
                    and named.type == "Organisation"
                    and self.text[begin - 1] in {"Commons", "Lords", "Senate", "House"}
                ):
                    begin -= 1
                    label = self.doc[begin : i + 1].text
                return begin, Mention(
                    begin,
                    i + 1,
                    i,
                    "name",
                    named.type,
                    label,
                    adjective=named.adjective,
                    surface=self.doc[begin : i + 1].text,
                )
        return None

    def _name_ends(self, i: int) -> bool:
        return any((hit := self.names.match(self.text, b)) and b + hit[0] - 1 == i for b in range(max(0, i - 3), i + 1))

    def _kind_of_body(self, k: int) -> bool:
        """Whether a small noun says what the name behind it is: "the campaign group Saltmarsh"."""
        nxt = self.taken[k + 1] if k + 1 < len(self.doc) else None
        low = self.text[k].casefold()
        return (
            nxt is not None
            and nxt.kind == "name"
            and (
                self.words.org_heads.get(low) == "Organisation"
                or low in {"body", "firm", "watchdog", "quango", "giant"}
            )
        )

    def _complete(self, mention: Mention, phrase: OfficePhrase) -> None:
        """Add what follows the head: "of the Commons public accounts committee", "for Leeds North"."""
        i = phrase.end
        for _ in range(2):
            if (
                i + 1 >= len(self.doc)
                or self.text[i]
                not in {
                    "of",
                    "for",
                    "to",
                    "at",
                    "in",
                    "on",
                    *(("with", "from") if phrase.kind == "staff" else ("from",) if phrase.head in LEGISLATORS else ()),
                }
                or self.doc[i].is_sent_start
            ):
                return
            preposition = self.text[i]
            k = i + 1
            while k < len(self.doc) and (
                self.text[k] in {"the", "a", "an", "its"}
                or (
                    self.doc[k].pos_ in {"ADJ", "NOUN"}
                    and self.text[k][0].islower()
                    and self.taken[k] is None
                    and (self.doc[k].pos_ == "ADJ" or self.doc[k].dep_ == "compound" or self._kind_of_body(k))
                )
            ):
                k += 1
            target = self.taken[k] if k < len(self.doc) else None
            if (
                target is not None
                and target.kind == "office"
                and target.end < len(self.doc)
                and (phrase.kind == "staff" or "spokes" in phrase.head)
            ):
                nxt = self.taken[target.end]
                target = nxt if nxt is not None and nxt.type == "Person" else target
            if (
                target is not None
                and target.kind == "name"
                and not target.honorific
                and k
                and self.taken[k - 1] is None
                and self._kind_of_body(k - 1)
                and target.type in {"Person", "Place"}
                and not target.surface
                and self.text[k - 1][0].islower()
            ):
                target.type = "Organisation"
            if target is None and phrase.head in LEGISLATORS and preposition == "for" and self._capitals(k) > k:
                target = Mention(
                    k,
                    self._capitals(k),
                    k,
                    "name",
                    "Constituency",
                    " ".join(self.doc[k : self._capitals(k)].text.split()),
                )
                self._take(target)
            if target is None or target.kind != "name":
                if (
                    phrase.kind == "office"
                    and preposition in {"of", "for"}
                    and phrase.head not in LEGISLATORS
                    and "spokes" not in phrase.head
                ):
                    stop = self._capitals(k)
                    if (
                        stop == k
                        and phrase.head in {"minister", "secretary", "secretary of state", "commissioner"}
                        and preposition == "for"
                    ):
                        while (
                            stop < len(self.doc)
                            and self.text[stop][0].islower()
                            and self.taken[stop] is None
                            and (
                                self.doc[stop].pos_ in {"NOUN", "ADJ"}
                                or (self.text[stop] == "and" and self.doc[stop + 1].pos_ == "NOUN")
                            )
                        ):
                            stop += 1
                    if stop > k:
                        phrase.name = f"{phrase.name} {' '.join(self.doc[i:stop].text.split())}"
                        phrase.end = stop
                return
            while target.end < len(self.doc) and self.text[target.end] == "'s":
                nxt = self.taken[target.end + 1] if target.end + 1 < len(self.doc) else None
                if nxt is None or nxt.kind != "name":
                    return
                target = nxt
            if phrase.head in LEGISLATORS:
                target = self._whole_seat(target)
            phrase.of.append((preposition, target))
            if (
                phrase.kind == "office"
                and preposition in {"of", "for"}
                and phrase.head not in LEGISLATORS
                and "spokes" not in phrase.head
                and target.type != "Party"
                and phrase.end == i
            ):
                phrase.name = f"{phrase.name} {' '.join(self.doc[i : target.end].text.split())}"
            phrase.end = i = target.end

    def _capitals(self, i: int) -> int:
        """The end of the capital words that go on from a token: "State", "the Exchequer"."""
        k = i
        while (
            k < len(self.doc) and self.text[k][0].isupper() and self.taken[k] is None and not self.doc[k].is_sent_start
        ):
            k += 1
        return k

    def _whole_seat(self, target: Mention) -> Mention:
        """A seat with all its names: "Grantham and Stamford", "Sleaford and North Hykeham"."""
        end = target.end
        while end + 1 < len(self.doc) and self.text[end] in {"and", "&"} and self.text[end + 1][0].isupper():
            nxt = self.taken[end + 1]
            if nxt is not None and nxt.type == "Person" and (nxt.honorific or nxt.end - end > 3):
                break
            end = nxt.end if nxt is not None else self._capitals(end + 1)
        if end == target.end:
            return target
        for k in range(target.start, end):
            inside = self.taken[k]
            if inside is not None and inside in self.mentions:
                self.mentions.remove(inside)
        whole = Mention(
            target.start, end, target.head, "name", "Constituency", " ".join(self.doc[target.start : end].text.split())
        )
        self._take(whole)
        return whole

    # -- names ----------------------------------------------------------------------------------------------------

    def _take(self, mention: Mention) -> None:
        self.mentions.append(mention)
        for k in range(mention.start, mention.end):
            self.taken[k] = mention

    def _gazetteer(self) -> None:
        """Parties, bodies, countries; inside role phrases too, where they only mark their tokens."""
        i = 0
        while i < len(self.doc):
            hit = self.names.match(self.text, i)
            if hit is None or self.doc[i].pos_ == "VERB":
                i += 1
                continue
            length, named = hit
            inside = self.taken[i]
            if inside is None and self._within_longer_name(i, i + length):
                i += 1
                continue
            if inside is None:
                self._take(
                    Mention(
                        i,
                        i + length,
                        self._head(i, i + length),
                        "name",
                        named.type,
                        named.label,
                        adjective=named.adjective,
                        surface=self.doc[i : i + length].text,
                    )
                )
            i += length

    def _within_longer_name(self, start: int, end: int) -> bool:
        """Whether a longer name goes on around a gazetteer hit ("Labour Friends of Israel", "Ann Green")."""
        doc = self.doc
        before = doc[start - 1] if start else None
        after = doc[end] if end < len(doc) else None
        if before is not None and before.text in self.words.honorifics:
            return True
        kin = self.taken[start - 1] if start else None
        if (
            kin is not None
            and kin.office is not None
            and kin.office.kind == "family"
            and doc[start].text in self.words.first_names
        ):
            return True
        if (
            before is not None
            and before.text in self.words.first_names
            and before.text[0].isupper()
            and end - start == 1
            and not before.is_sent_end
            and before.ent_type_ == doc[start].ent_type_ == "PERSON"
            and doc[start].pos_ == "PROPN"
        ):
            return True
        if after is None or not after.text[:1].isupper() or after.is_sent_start:
            return False
        low = after.text.casefold()
        return low in self.words.org_heads and not self._office_at(after.i)

    def _names(self) -> None:
        doc, i = self.doc, 0
        while i < len(doc):
            if self.taken[i] is not None or not self._starts_name(i):
                i += 1
                continue
            end = self._run(i)
            self._name(i, end)
            i = end

    def _starts_name(self, i: int) -> bool:
        token = self.doc[i]
        word = self.text[i]
        if not word[0].isupper() or (word in _NEVER and word not in self.words.honorifics):
            return False
        if word in self.words.honorifics:
            return True
        if token.pos_ == "PROPN" or (word in self.words.first_names and self._next_capital(i)):
            return True
        return (
            bool(token.ent_type_)
            and token.ent_type_ in _MODEL_TYPES
            and not (token.is_stop or token.pos_ in {"VERB", "ADV"})
        )

    def _next_capital(self, i: int) -> bool:
        return i + 1 < len(self.doc) and self.text[i + 1][0].isupper() and not self.doc[i + 1].is_sent_start

    def _run(self, i: int) -> int:
        """The end of the capitalised run that begins at i."""
        doc, end = self.doc, i + 1
        while end < len(doc):
            token, word = doc[end], self.text[end]
            if token.is_sent_start or token.is_space or self.taken[end] is not None:
                break
            if word in self.words.first_names and self._next_capital(end) and self._held_place(i):
                break
            if (
                word in self.words.first_names
                and self.text[end - 1].casefold() in self.words.org_heads
                and self._next_capital(end)
                and self.text[end - 1] not in self.words.first_names
            ):
                break
            if (word[0].isupper() and token.pos_ not in {"PRON", "VERB", "AUX", "DET"}) or (
                word[0].isupper() and token.ent_iob_ == "I"
            ):
                end += 1
            elif (
                (
                    word == "-"
                    and not doc[end - 1].whitespace_
                    and not token.whitespace_
                    and end + 1 < len(doc)
                    and (self.text[end + 1][0].isupper())
                )
                or (
                    word.casefold() in _PARTICLES
                    and self._next_capital(end)
                    and doc[end - 1].text[0].isupper()
                    and word not in {"of"}
                )
                or (word in {"&"} and self._next_capital(end))
            ):
                end += 2
            elif (
                self._plural_owner(end)
                or (word in _JOINERS and self._goes_on(i, end))
                or (
                    (word == "." and end == i + 1 and len(self.text[i]) <= 2)
                    or (
                        word == "'s"
                        and token.ent_iob_ == "I"
                        and self._next_capital(end)
                        and token.ent_type_ in {"ORG", "LAW", "EVENT"}
                    )
                )
            ):
                end += 1
            else:
                break
        while end > i + 1 and (self.text[end - 1] in _JOINERS or self.text[end - 1] == "'s"):
            end -= 1
        return end

    def _held_place(self, i: int) -> bool:
        """Whether a run stands where an office says what it is of: "Mayor of Seatown Ann Lee"."""
        before = self.taken[i - 2] if i > 1 else None
        return before is not None and before.office is not None and self.text[i - 1] in {"of", "for"}

    def _plural_owner(self, i: int) -> bool:
        """Whether the apostrophe at i stands inside a body's name: "Harbour Workers' Union"."""
        return (
            self.text[i] == "'"
            and self.text[i - 1].endswith("s")
            and self._next_capital(i)
            and any(w.casefold() in self.words.org_heads for w in self.text[i + 1 : i + 4])
        )

    def _goes_on(self, start: int, at: int) -> bool:
        """Whether "of", "for", "and" belongs to a body's name: "Association of Directors of Social Services"."""
        nxt = at + 1
        if nxt < len(self.doc) and self.text[nxt] == "the":
            nxt += 1
        if nxt >= len(self.doc) or not self.text[nxt][0].isupper() or self.doc[nxt].is_sent_start:
            return False
        word = self.text[at]
        if word == "the" and self.text[at - 1] in {"of", "for"}:
            return True
        if word in {"of", "for"}:
            return any(self.text[k].casefold() in self.words.org_heads for k in range(start, at))
        if word in {"and", "&"}:
            return (
                self.doc[at].ent_iob_ == "I"
                and self.doc[nxt].ent_iob_ == "I"
                and self.doc[at].ent_type_ in {"ORG", "LAW"}
            )
        return self.doc[at].ent_iob_ == "I" and self.doc[at].ent_type_ in {"ORG", "LAW", "EVENT"}

    def _name(self, start: int, end: int) -> None:
        """Decide what a capitalised run is, and keep it."""
        doc, words = self.doc, self.words
        honorific, gender, first = "", "", start
        while first < end and (length := self._honorific(first, end)):
            form = doc[first : first + length].text
            entry = words.honorifics[form]
            honorific = form if not honorific or (entry[1] and not words.honorifics[honorific][1]) else honorific
            gender = gender or entry[0]
            first += length
            if first < end and self.text[first] == ".":
                first += 1
        if first >= end:
            return
        while end > first + 1 and self.text[end - 1] in {
            "MP",
            "QC",
            "KC",
            "MSP",
            "MEP",
            "AM",
            "TD",
            "Jr",
            "Jr.",
            "Sr.",
            "OBE",
            "CBE",
        }:
            end -= 1
        text = doc[first:end].text
        last = self.text[end - 1].casefold()
        if honorific:
            kind = "Person"
        elif end - first >= 2 and self.text[first] in words.first_names and last not in words.org_heads:
            kind = "Person"
            gender = words.first_names[self.text[first]]
        elif last in words.org_heads or any(
            self.text[k].casefold() in words.org_heads and self.text[k + 1] in {"of", "for"}
            for k in range(first, end - 1)
        ):
            kind = words.org_heads.get(last, "Organisation")
        elif self._title_before(first) or (end - first in {2, 3} and self.text[end - 1] in self.surnames):
            kind = "Person"
        else:
            kind = self._vote(first, end)
        if kind == "Person" and not gender:
            gender = words.first_names.get(self.text[first], "")
        if not kind or text in _NEVER:
            return
        if kind != "Person" and end - first == 1 and len(text) < 2:
            return
        self._take(
            Mention(
                start,
                end,
                self._head(start, end),
                "name",
                kind,
                " ".join(text.split()),
                gender.replace("u", ""),
                honorific=honorific,
            )
        )

    def _honorific(self, i: int, end: int) -> int:
        """The number of tokens of the title that begins here: "Mr", "Lt. Gov.", "Air Chief Marshal"."""
        return next((n for n in (4, 3, 2, 1) if i + n <= end and self.doc[i : i + n].text in self.words.honorifics), 0)

    def _title_before(self, i: int) -> bool:
        before = self.taken[i - 1] if i else None
        if i > 1 and self.text[i - 1] == "," and (kin := self.taken[i - 2]) is not None and kin.office is not None:
            before = kin if kin.office.kind == "family" else before
        return (
            before is not None
            and before.office is not None
            and before.office.kind in {"office", "leader", "family", "candidate"}
            and not before.office.plural
            and not self.doc[i].is_sent_start
        )

    def _lengthen(self, mention: Mention) -> None:
        """Take in the small words of a body's name: "Commons public accounts committee", "the Trump campaign"."""
        k = mention.end
        while (
            k < len(self.doc)
            and k - mention.end < 5
            and self.taken[k] is None
            and self.text[k][0].islower()
            and (self.doc[k].pos_ in {"NOUN", "ADJ", "PROPN"} or self.text[k] == "and")
            and not self.doc[k].is_sent_start
        ):
            k += 1
        if k == mention.end:
            return
        last = self.text[k - 1].casefold()
        if (
            self.words.org_heads.get(last) != "Organisation"
            or self.doc[k - 1].dep_ in {"compound", "amod"}
            or last in {"party", "group", "company"}
        ):
            return
        if not self.doc[mention.head].is_ancestor(self.doc[k - 1]) and not self.doc[k - 1].is_ancestor(
            self.doc[mention.head]
        ):
            return
        text = " ".join(self.doc[mention.start : k].text.split())
        if mention.type == "Person" and last not in {"campaign", "administration", "government"}:
            return
        for j in range(mention.end, k):
            self.taken[j] = mention
        mention.end, mention.head, mention.type, mention.text, mention.adjective = k, k - 1, "Organisation", text, False
        mention.honorific = mention.gender = mention.surface = ""

    def _chamber(self, mention: Mention) -> None:
        """Join a chamber and its committee: "the Commons defence committee"."""
        nxt = self.taken[mention.end] if mention.end < len(self.doc) else None
        if (
            self.doc[mention.start : mention.end].text not in {"Commons", "Lords", "Senate", "House"}
            or nxt is None
            or nxt.kind != "name"
        ):
            return
        if (
            nxt.type == "Organisation"
            and nxt.start == mention.end
            and self.text[nxt.end - 1].casefold() in {"committee", "subcommittee"}
        ):
            self.mentions.remove(nxt)
            mention.end, mention.head, mention.surface = nxt.end, nxt.head, ""
            mention.text = " ".join(self.doc[mention.start : mention.end].text.split())
            for k in range(mention.start, mention.end):
                self.taken[k] = mention

    def _vote(self, start: int, end: int) -> str:
        """The type that the model gives to most tokens of a run."""
        votes: dict[str, int] = {}
        for token in self.doc[start:end]:
            kind = _MODEL_TYPES.get(token.ent_type_)
            if kind:
                votes[kind] = votes.get(kind, 0) + 1
        if not votes:
            return ""
        return max(sorted(votes), key=lambda k: votes[k])

    def _head(self, start: int, end: int) -> int:
        """The token of a span whose parse head lies outside."""
        for k in range(end - 1, start - 1, -1):
            head = self.doc[k].head.i
            if not start <= head < end or head == k:
                return k
        return end - 1


def _singular(word: str) -> str:
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
