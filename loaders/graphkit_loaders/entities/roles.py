"""Finds role phrases: a head of ``offices.tsv`` with what stands before it ("former Tory home affairs spokesman")."""

from __future__ import annotations

from graphkit_loaders.entities.mention import Mention, OfficePhrase
from graphkit_loaders.entities.tokens import Tokens, singular
from graphkit_loaders.lexicon import Office, word_groups

#: effects of words before an office that are no part of its name
_APART = frozenset({"former", "candidate", "planned", "doubted", "ignore"})
#: what stands before a hyphen and is no part of a name
_PREFIXES = {"ex", "vice", "co", "then", "former", "anti", "pro", "non"}


class Roles(Tokens):
    """Role phrases, each taken apart."""

    def _offices(self) -> None:
        doc = self.doc
        i = 0
        while i < len(doc):
            found = self._office_at(i)
            token = doc[i]
            if found is None or token.pos_ not in {"NOUN", "PROPN", "ADJ", "X"}:
                i += 1
                continue
            if found[1].kind == "partisan" and (token.pos_ != "NOUN" or token.dep_ == "amod"):
                i += 1
                continue
            if any(
                (ahead := self._office_at(k)) is not None and ahead[0] <= i for k in range(i + 1, min(i + 5, len(doc)))
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
            while len(office.head) > 1 and self._name_runs_in(start):
                # "Harbour News anchor": an anchor of Harbour News, no news anchor
                office = next(
                    (o for o in self.words.offices.get(office.head[-1], ()) if o.head == office.head[1:]), office
                )
                if len(office.head) != end - start - 1:
                    break
                start += 1
            if self._part_of_name(start, end, office):
                i += 1
                continue
            mention = self._office_phrase(start, end, office, plural)
            if mention:
                self._take(mention)
                i = mention.end
            else:
                i += 1

    def _name_runs_in(self, i: int) -> bool:
        """Whether the capital word at i ends a body's name, and a small one goes on: "Harbour News anchor"."""
        hit = self._name_ending(i)
        if hit is not None:
            return hit[0] < i and hit[1].type == "Organisation"
        word = self.text[i]
        return (
            i > 0
            and word[0].isupper()
            and self.text[i + 1][0].islower()
            and self.words.org_heads.get(word.casefold()) == "Organisation"
            and self.text[i - 1][0].isupper()
            and not self.doc[i].is_sent_start
            and self.doc[i - 1].pos_ == "PROPN"
        )

    def _office_of(self, i: int) -> tuple[int, Office, bool] | None:
        """The longer office that begins here: "secretary of state", "leader of the opposition"."""
        for length in (3, 4):
            last = i + length - 1
            if last < len(self.text):
                for office in self.words.offices.get(self.text[last].casefold(), ()):
                    if (
                        len(office.head) == length
                        and [w.casefold() for w in self.text[i : last + 1]] == list(office.head)
                        and not self._body_goes_on(last + 1)
                    ):
                        return i, office, False
        return None

    def _part_of_name(self, start: int, end: int, office: Office) -> bool:
        """Whether the word is a surname or part of a body's name ("Gordon Speaker", "President's Council")."""
        token = self.doc[start]
        if office.head[-1] in {"QC", "KC"}:
            return True
        if (
            office.kind in {"staff", "family"}
            and self.text[end - 1].istitle()
            and self.text[end - 1].casefold() != office.head[-1].casefold()
            and start
            and self.text[start - 1].istitle()
            and self.doc[start - 1].pos_ == "PROPN"
            and not self.doc[start].is_sent_start
            and not self._name_ends(start - 1)
        ):
            return True  # "United Ferry Workers", "Harbour Partners"
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
        if self._of_those(start):
            return True
        if (
            start
            and end == start + 1
            and not token.is_sent_start
            and self.doc[start - 1].text in self.words.first_names
            and token.ent_type_ in {"PERSON", "ORG", ""}
            and token.text not in word_groups()["titles behind a first name"]
        ):
            return True
        nxt = self.doc[end] if end < len(self.doc) else None
        if nxt is not None and nxt.text in {"'", "’"} and not token.whitespace_ and self._body_goes_on(end + 1):
            return True  # "the Ferry Workers' Union"
        if (
            token.text in word_groups()["titles before a name"]
            and nxt is not None
            and nxt.text[0].isupper()
            and not self._office_at(end)
        ):
            return True
        return (
            nxt is not None
            and nxt.text.casefold() in self.words.org_heads
            and nxt.text[0].isupper()
            and nxt.text not in self.words.first_names
        )

    def _of_those(self, i: int) -> bool:
        """Whether a capital plural says whose body a name is of: "Association of Chief Harbour Officers"."""
        k = i
        while k > 0 and self.text[k - 1][0].isupper() and not self.doc[k].is_sent_start:
            k -= 1
        return (
            self.text[i].endswith("s")
            and k > 1
            and self.text[k - 1] == "of"
            and self.text[k - 2][0].isupper()
            and self.text[k - 2].casefold() in word_groups()["bodies of people"]
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
                phrase.told(effect)
                first = i - wide + 1
                if effect == "part" and name_start == i + 1:
                    name_start = first
                i -= wide
                continue
            joined = self._hyphened(i)
            if joined:
                length, effect = joined
                phrase.told(effect)
                first = i - length + 1
                i -= length
                continue
            if low == "-" and i > 0 and self.text[i - 1].casefold() in {"ex", "vice", "co", "deputy"}:
                if self.text[i - 1].casefold() == "ex":
                    phrase.former = True
                else:
                    name_start = i - 1
                first = i - 1
                i -= 2
                continue
            run = self._body_run(i) if phrase.prefix_end == 0 and phrase.body is None else None
            if run is not None:
                phrase.prefix_start = first = run
                phrase.prefix_end = i + 1
                i = run - 1
                continue
            if low == "-" and token.dep_ in {"punct", "compound", "amod"} and i > 0 and not doc[i - 1].whitespace_:
                first = name_start = i - 1
                i -= 2
                continue
            if effect == "ignore" and self._opens_name(i, phrase):
                phrase.prefix_start = first = i
                i -= 1
                continue
            if effect in {"acting", *_APART}:
                if effect in {"former", "doubted"} and not i < token.head.i < end and self._of_the_clause(i):
                    break  # "Once Labour leader Ann Lee spoke, it rained"
                phrase.told(effect)
                if effect == "acting":
                    name_start = i
                first = i
                i -= 1
                continue
            span = self._name_ending(i)
            if span is not None and span[1].type == "Place" and phrase.body is None and phrase.prefix_end == 0:
                run = self._of_body(span[0])
                if run is not None:
                    phrase.prefix_start = first = run  # "a University of Ohio professor"
                    phrase.prefix_end = i + 1
                    i = run - 1
                    continue
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
                token.pos_ in {"NOUN", "PROPN"}
                and token.dep_ in {"compound", "nmod"}
                and (word[0].islower() or (token.pos_ == "NOUN" and word.isupper()))  # "TV reporter"
                and not self._before_title(i, start)
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
            wide_head = name_start < start or (len(office.head) > 1 and low == "and")
            if low in {"and", ","} and first == name_start and wide_head and i > 0 and self._joined(i, name_start):
                first = name_start = i - 1
                i -= 2
                continue
            if (low == "'s" or (low == "'" and self.text[i - 1].endswith("s"))) and i > 0:
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
            goes_on = phrase.prefix_end > 0 and phrase.prefix_start == i + 1 == token.head.i and effect is None
            if (
                (token.pos_ == "PROPN" or (token.pos_ == "ADJ" and goes_on))  # "Quiet Times host" is none of "Times"
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
            if token.dep_ == "nummod" and token.is_digit and len(token) == 4 and "campaign" in self.text[i + 1 : end]:
                phrase.former = True  # "Ann Lee's 2008 campaign manager"
                first = i
                i -= 1
                continue
            phrase.definite = low in {"the", "this", "that", "his", "her", "their", "its", "our", "my"}
            break
        self._adverb(phrase, i, end)
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
        if phrase.legislator:
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
            phrase.name = singular(phrase.name)
        if phrase.suffix:
            first = start
        head = start if "of" in office.head else end - 1  # "secretary of state" hangs by its "secretary"
        listed = self._listed(end) if phrase.kind == "office" and not phrase.legislator else end
        if listed > end:
            phrase.name = f"{phrase.name} {' '.join(doc[end:listed].text.split())}"
            phrase.end = listed
            end = listed
        return Mention(first, end, head, "office", "", doc[first:end].text, office.gender, office=phrase)

    def _of_the_clause(self, i: int) -> bool:
        """Whether an adverb is the clause's: "Then mayor Ann Lee left", not "she met then mayor Ann Lee"."""
        if self.doc[i].pos_ not in {"ADV", "SCONJ"}:
            return False
        before = self.doc[i - 1] if i and not self.doc[i].is_sent_start else None
        return self.text[i].casefold() != "then" or before is None or before.is_punct or before.pos_ == "PRON"

    def _before_title(self, i: int, start: int) -> bool:
        """Whether a small noun stands before a title in capitals: "whatever action President Lee takes"."""
        return self.text[i][0].islower() and i + 1 == start and self.text[start].istitle()

    def _body_run(self, i: int) -> int | None:
        """Where a body's name begins that ends at a token and that neither lists nor the parse hold together.

        "Real Time" is no "Time", "Dockers' Union" no "Union", "Harbor-Marsh" no "Marsh".
        """
        if not self.text[i][0].isupper() or self.doc[i].is_sent_start:
            return None
        k, odd = i, False
        while k > 0 and not self.doc[k].is_sent_start:
            before = self.text[k - 1]
            if before in {"-", "'", "&"} and k > 1 and self.text[k - 2][0].isupper():
                if before == "-" and (self.doc[k - 1].whitespace_ or self.doc[k - 2].whitespace_):
                    break
                if before == "-" and self.text[k - 2].casefold() in _PREFIXES:
                    break
                if before == "'" and not self.text[k - 2].endswith("s"):
                    break
                k, odd = k - 2, True
            elif before[0].isupper() and not self.doc[k - 1].is_space and self._in_name(k - 1):
                k, odd = k - 1, odd or self.doc[k - 1].pos_ != "PROPN"
            else:
                break
            if before.casefold() in self.words.modifiers or self.doc[k].is_sent_end:
                return None
        hit = self._name_ending(i)
        if hit is not None and (hit[1].type != "Organisation" or hit[0] <= k):
            return None
        if (
            k == i
            or any(self._name_ends(j) for j in range(k, i))
            or any(self.words.offices.get(w.casefold()) for w in self.text[k:i])
        ):
            return None
        named = {t.ent_type_ for t in self.doc[k : i + 1] if t.text != "-"}
        body = self.words.org_heads.get(self.text[i].casefold()) == "Organisation" or named == {"ORG"}
        odd = odd or self.text[i].casefold() in self.words.modifiers
        return k if body and (odd or hit is not None) else None

    def _of_body(self, i: int) -> int | None:
        """Where a body's name begins that goes on with "of" and the name at i; None where there is none."""
        k = i - 2
        if (
            k < 0
            or self.text[i - 1] != "of"
            or not self.text[k][0].isupper()
            or self.words.org_heads.get(self.text[k].casefold()) != "Organisation"
            or self.words.offices.get(self.text[k].casefold())
        ):
            return None
        while (
            k > 0
            and self.text[k - 1][0].isupper()
            and self.doc[k - 1].pos_ == "PROPN"
            and not self.doc[k].is_sent_start
        ):
            k -= 1
        return k

    def _in_name(self, k: int) -> bool:
        """Whether a capital word may belong to a body's name: no modifier, no honorific, no given name."""
        word = self.text[k]
        return (
            word.casefold() not in self.words.modifiers
            and word not in self.words.honorifics
            and word not in self.words.first_names
            and self.doc[k].pos_ not in {"DET", "PRON", "ADP", "CCONJ", "SCONJ", "AUX"}
        )

    def _opens_name(self, i: int, phrase: OfficePhrase) -> bool:
        """Whether a word that otherwise says nothing of an office begins a place's name: "New York City mayor"."""
        return (
            phrase.prefix_end > 0
            and phrase.prefix_start == i + 1
            and self.text[i][0].isupper()
            and self.doc[i].ent_type_ == self.doc[i + 1].ent_type_ != ""
        )

    def _adverb(self, phrase: OfficePhrase, i: int, end: int) -> None:
        """What an adverb before the article says of the office: "supposedly the leader", "once the leader"."""
        if i > 0 and self.doc[i].pos_ == "DET":
            i -= 1
        if i >= 0 and self.doc[i].pos_ in {"ADV", "SCONJ"} and i < self.doc[i].head.i < end:
            phrase.told(self.words.modifiers.get(self.text[i].casefold(), ""))

    def _hyphened(self, i: int) -> tuple[int, str] | None:
        """A modifier written with a hyphen that ends at a token: its tokens and effect ("then-", "would-be")."""
        for length in (3, 2):
            start = i - length + 1
            if start < 0 or "-" not in self.text[start : i + 1]:
                continue
            effect = self.words.modifiers.get(self.doc[start : i + 1].text.casefold())
            if effect in _APART:
                return length, effect
        return None

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
            and words.modifiers.get(self.text[start].casefold()) in _APART
            and not (self.text[start][0].isupper() and self.doc[start].ent_type_ == self.doc[start + 1].ent_type_ != "")
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
                and (
                    alone
                    or (name > first and self.text[name - 1].casefold() in self.words.org_heads)
                    or any(self.doc[j:name].text in self.words.honorifics for j in range(first, name))
                )
            ):
                phrase.suffix, phrase.body, phrase.party = True, None, None
                return
        if phrase.party is not None and phrase.party.end == start:
            k = start = phrase.party.start  # "Seatown Labour MP"
        while (
            k > first
            and (
                self.text[k - 1].casefold() not in self.words.modifiers
                or " ".join(self.text[k - 1 : k + 1]) in self.words.states  # "a New York senator"
            )
            and (
                (self.text[k - 1][0].isupper() and (self.doc[k - 1].pos_ == "PROPN" or self.doc[k - 1].is_sent_start))
                or (self.text[k - 1] == "and" and k < start)
            )
        ):
            k -= 1
        if k < start and phrase.party is not None and k <= phrase.party.end - 1 and phrase.party.start < start:
            k = phrase.party.end
        if self.doc[k:start].text == "Green" and phrase.party is None:
            phrase.party = Mention(k, start, k, "name", "Party", "Green Party", adjective=True, surface="Green")
            return  # "Green MEP Ann Lee": elsewhere the word is a colour or a surname
        if k < start and not (phrase.body is not None and phrase.body.end == start and phrase.body.adjective):
            phrase.of.append(("seat", Mention(k, start, start - 1, "name", "Constituency", self.doc[k:start].text)))
