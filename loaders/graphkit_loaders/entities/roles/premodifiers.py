"""What stands before the head of a role phrase, taken in token by token: "former Tory home affairs spokesman"."""

from __future__ import annotations

from dataclasses import dataclass

from graphkit_loaders.entities.mention import Mention, OfficePhrase
from graphkit_loaders.entities.names.tokens import singular
from graphkit_loaders.entities.roles.runs import CapitalRuns
from graphkit_loaders.lexicon import Office

#: effects of words before an office that are no part of its name
_APART = frozenset({"former", "candidate", "planned", "doubted", "ignore"})
#: what stands before the hyphen of an office
_OF_OFFICES = {"ex", "vice", "co", "deputy"}
_DEFINITE = {"the", "this", "that", "his", "her", "their", "its", "our", "my"}


@dataclass(slots=True)
class _Left:
    """A role phrase of which the tokens down to ``i`` are yet to be judged.

    ``start`` and ``end`` bound its head; ``first`` is where the phrase begins so far, ``name_start`` the office's name.
    """

    phrase: OfficePhrase
    start: int
    end: int
    i: int
    first: int
    name_start: int
    #: whether the token at ``i`` ends the search though it is a word of the phrase's kind
    over: bool = False

    def take(self, begin: int, *, named: bool = False) -> bool:
        """Take in the tokens from ``begin`` on; ``named``: the office's name begins with them."""
        self.first, self.i = begin, begin - 1
        if named:
            self.name_start = begin
        return True

    def take_prefix(self, begin: int) -> bool:
        """Take in capital words that say whose the office is, before those known already or as the first."""
        if not self.phrase.prefix_end:
            self.phrase.prefix_end = self.i + 1
        self.phrase.prefix_start = begin
        return self.take(begin)

    def stop(self) -> bool:
        """Look no further."""
        self.over = True
        return True

    @property
    def at_prefix(self) -> bool:
        """Whether the token behind begins the capital words that say whose the office is."""
        return self.phrase.prefix_end > 0 and self.phrase.prefix_start == self.i + 1


class Premodifiers(CapitalRuns):
    """Role phrases by their heads, with what stands before them."""

    def _office_phrase(self, start: int, end: int, office: Office, plural: bool) -> Mention | None:
        """The role phrase whose head stands from ``start`` to ``end``, as far as it goes to the left."""
        phrase = OfficePhrase("", " ".join(office.head), office.kind, plural=plural, end=end)
        left = _Left(phrase, start, end, start - 1, start, start)
        self._walk(left)
        self._adverb(phrase, left.i, end)
        if phrase.legislator:
            self._seat(phrase, left.first, start)
        name_start = self._name_start(left)
        phrase.modified = name_start < start and not (
            phrase.body is not None and phrase.body.end == start and phrase.head != "manager"
        )
        phrase.name = self._tidy(name_start, end)
        if phrase.possessed and phrase.head == "mayor" and phrase.body is not None and phrase.body.type == "Place":
            phrase.name = f"{phrase.name} of {phrase.body.text}"
        if plural and phrase.name[-1:] == "s":
            phrase.name = singular(phrase.name)
        first = start if phrase.suffix else left.first
        head = start if "of" in office.head else end - 1  # "secretary of state" hangs by its "secretary"
        listed = self._listed(end) if phrase.kind == "office" and not phrase.legislator else end
        if listed > end:
            phrase.name = f"{phrase.name} {' '.join(self.doc[end:listed].text.split())}"
            phrase.end = end = listed
        return Mention(first, end, head, "office", "", self.doc[first:end].text, office.gender, office=phrase)

    def _walk(self, left: _Left) -> None:
        """Take in what stands before the head, leftward, each time by the first step that knows the token."""
        steps = (
            self._modifier_of_words,
            self._modifier_with_hyphen,
            self._short_prefix,
            self._whole_body,
            self._compound_with_hyphen,
            self._begun_name,
            self._modifier,
            self._named,
            self._noun,
            self._adjective,
            self._list,
            self._owner,
            self._capital,
            self._owners,
            self._year,
        )
        while left.i >= 0:
            token, word = self.doc[left.i], self.text[left.i]
            if token.is_space or token.is_sent_end or (word[0].islower() and word[-1] == "."):
                return
            if not any(step(left) for step in steps):
                left.phrase.definite = word.casefold() in _DEFINITE
                return
            if left.over:
                return

    def _effect(self, i: int) -> str | None:
        """What a word says of the office behind it, by ``office_modifiers.tsv``."""
        return self.words.modifiers.get(self.text[i].casefold())

    def _modifier_of_words(self, left: _Left) -> bool:
        """ "Home Office", "one-time": a modifier of several words."""
        for n in (4, 3, 2):
            begin = left.i - n + 1
            effect = (
                self.words.modifiers.get(" ".join(self.text[begin : left.i + 1]).casefold()) if begin >= 0 else None
            )
            if effect is not None and not any(t.is_sent_end for t in self.doc[begin : left.i + 1]):
                left.phrase.told(effect)
                return left.take(begin, named=effect == "part" and left.name_start == left.i + 1)
        return False

    def _modifier_with_hyphen(self, left: _Left) -> bool:
        """ "Then-", "would-be": a modifier written with a hyphen."""
        for length in (3, 2):
            begin = left.i - length + 1
            if begin < 0 or "-" not in self.text[begin : left.i + 1]:
                continue
            effect = self.words.modifiers.get(self.doc[begin : left.i + 1].text.casefold())
            if effect in _APART:
                left.phrase.told(effect)
                return left.take(begin)
        return False

    def _short_prefix(self, left: _Left) -> bool:
        """ "Ex-", "vice-", "co-": the first says that the office is over, the others are part of its name."""
        before = self.text[left.i - 1].casefold() if left.i else ""
        if self.text[left.i] != "-" or before not in _OF_OFFICES:
            return False
        if before == "ex":
            left.phrase.former = True
        return left.take(left.i - 1, named=before != "ex")

    def _whole_body(self, left: _Left) -> bool:
        """A body's name that neither lists nor the parse hold together."""
        begin = self._body_run(left.i) if left.phrase.prefix_end == 0 and left.phrase.body is None else None
        return begin is not None and left.take_prefix(begin)

    def _compound_with_hyphen(self, left: _Left) -> bool:
        """The hyphen within an office's name: "attorney-general"."""
        token = self.doc[left.i]
        joins = self.text[left.i] == "-" and token.dep_ in {"punct", "compound", "amod"}
        return joins and left.i > 0 and not self.doc[left.i - 1].whitespace_ and left.take(left.i - 1, named=True)

    def _begun_name(self, left: _Left) -> bool:
        """A word that otherwise says nothing of an office and begins a place's name: "New York City mayor"."""
        i = left.i
        return (
            self._effect(i) == "ignore"
            and left.at_prefix
            and self.text[i][0].isupper()
            and self.doc[i].ent_type_ == self.doc[i + 1].ent_type_ != ""
            and left.take_prefix(i)
        )

    def _modifier(self, left: _Left) -> bool:
        """A word that says whether and how the office is held: "former", "acting"."""
        effect, i = self._effect(left.i), left.i
        if effect is None or effect not in {"acting", *_APART}:
            return False
        if effect in {"former", "doubted"} and not i < self.doc[i].head.i < left.end and self._of_the_clause(i):
            return left.stop()  # "Once Labour leader Ann Lee spoke, it rained"
        left.phrase.told(effect)
        return left.take(i, named=effect == "acting")

    def _named(self, left: _Left) -> bool:
        """A party, body or place of the lists."""
        span = self._name_ending(left.i)
        if span is None:
            return False
        (begin, mention), phrase = span, left.phrase
        if mention.type == "Place" and phrase.body is None and phrase.prefix_end == 0:
            run = self._of_body(begin)
            if run is not None:
                return left.take_prefix(run)  # "a University of Ohio professor"
        if (
            left.at_prefix
            and mention.type != "Party"
            and phrase.body is None
            and (mention.adjective or self.doc[begin].ent_type_ == self.doc[left.i + 1].ent_type_ == "ORG")
        ):
            return left.take_prefix(begin)
        if mention.type == "Party" and phrase.party is None:
            phrase.party = mention
            return left.take(begin)
        if phrase.body is None or (
            phrase.body.type == "Place" and mention.type == "Organisation" and mention.end == phrase.body.start
        ):
            phrase.body = mention
            own = phrase.kind == "office" or (phrase.kind != "staff" and left.name_start < left.start)
            return left.take(begin, named=own and "spokes" not in phrase.head)
        return left.stop()

    def _noun(self, left: _Left) -> bool:
        """A noun of the office's name: "transport", "TV"."""
        token, word = self.doc[left.i], self.text[left.i]
        known = self._effect(left.i) == "part" or (
            token.pos_ in {"NOUN", "PROPN"}
            and token.dep_ in {"compound", "nmod"}
            and (word[0].islower() or (token.pos_ == "NOUN" and word.isupper()))  # "TV reporter"
            and not self._before_title(left.i, left.start)
        )
        return known and left.take(left.i, named=True)

    def _adjective(self, left: _Left) -> bool:
        """An adjective, within the office's name ("foreign affairs minister") or before it."""
        token, word, effect = self.doc[left.i], self.text[left.i], self._effect(left.i)
        if (
            token.pos_ == "ADJ"
            and word[0].islower()
            and left.i + 1 == left.name_start < left.start
            and effect is None
            and token.dep_ == "amod"
            and token.head.i < left.start
        ):
            return left.take(left.i, named=True)
        if (
            token.pos_ in {"ADJ", "VERB"}
            and token.dep_ in {"compound", "amod", "nmod"}
            and (word[0].islower() or token.is_sent_start)
        ):
            if left.at_prefix and word[0].isupper() and effect is None:
                return left.take_prefix(left.i)
            return left.take(left.i)
        return False

    def _list(self, left: _Left) -> bool:
        """ "And" or a comma between parts of one office: "Trade and Industry Secretary"."""
        low = self.text[left.i].casefold()
        wide = left.name_start < left.start or (left.end - left.start > 1 and low == "and")
        joins = low in {"and", ","} and left.first == left.name_start and wide and left.i > 0
        return joins and self._joined(left.i, left.name_start) and left.take(left.i - 1, named=True)

    def _owner(self, left: _Left) -> bool:
        """The party or body whose the office is: "Labour's", "the Greens'"."""
        low, i, phrase = self.text[left.i].casefold(), left.i, left.phrase
        if not i or not (low == "'s" or (low == "'" and self.text[i - 1].endswith("s"))):
            return False
        owner = self._name_ending(i - 1)
        if owner is None:
            return False
        begin, mention = owner
        phrase.possessed = True
        if mention.type == "Party" and phrase.party is None:
            phrase.party = mention
        elif phrase.body is None:
            phrase.body = mention
        return left.take(begin)

    def _capital(self, left: _Left) -> bool:
        """A capital word that says whose the office is: "Marsh adviser"."""
        token, word, effect = self.doc[left.i], self.text[left.i], self._effect(left.i)
        if not word[0].isupper() or token.dep_ not in {"compound", "nmod", "amod"}:
            return False
        goes_on = left.at_prefix and left.i + 1 == token.head.i and effect is None
        # "Quiet Times host" is none of "Times"
        begins = (token.pos_ == "PROPN" or (token.pos_ == "ADJ" and goes_on)) and left.i + 1 == left.first
        opens = left.at_prefix and token.is_sent_start and effect is None
        return (begins or bool(opens)) and left.take_prefix(left.i)

    def _owners(self, left: _Left) -> bool:
        """The apostrophe of a plural within such a name: "Harbour Dockers' Union"."""
        i = left.i
        if not (
            self.text[i] == "'"
            and left.at_prefix
            and i
            and self.text[i - 1].endswith("s")
            and self.text[i - 1][0].isupper()
        ):
            return False
        begin = i
        while (
            begin
            and self.text[begin - 1][0].isupper()
            and not self.doc[begin - 1].is_sent_end
            and self.doc[begin - 1].pos_ == "PROPN"
        ):
            begin -= 1
        return left.take_prefix(begin)

    def _year(self, left: _Left) -> bool:
        """The year of a campaign, whose offices are over: "Ann Lee's 2008 campaign manager"."""
        token = self.doc[left.i]
        if not (token.dep_ == "nummod" and token.is_digit and len(token) == 4):
            return False
        if "campaign" not in self.text[left.i + 1 : left.end]:
            return False
        left.phrase.former = True
        return left.take(left.i)

    def _name_start(self, left: _Left) -> int:
        """Where the office's name begins, once all before its head is known."""
        phrase, start = left.phrase, left.start
        if phrase.legislator:
            return start
        behind_body = phrase.body is not None and phrase.body.end == start
        if phrase.head == "manager" and behind_body and self.text[start - 1] == "campaign":
            return start - 1
        if "spokes" in phrase.head:
            own = phrase.party is not None and phrase.body is not None and phrase.body.end == left.name_start
            return phrase.body.start if own and phrase.body is not None else left.name_start
        if phrase.prefix_end and phrase.kind == "office" and phrase.head != "president":
            return min(left.name_start, phrase.prefix_start)
        return left.name_start

    def _of_the_clause(self, i: int) -> bool:
        """Whether an adverb is the clause's: "Then mayor Ann Lee left", not "she met then mayor Ann Lee"."""
        if self.doc[i].pos_ not in {"ADV", "SCONJ"}:
            return False
        before = self.doc[i - 1] if i and not self.doc[i].is_sent_start else None
        return self.text[i].casefold() != "then" or before is None or before.is_punct or before.pos_ == "PRON"

    def _before_title(self, i: int, start: int) -> bool:
        """Whether a small noun stands before a title in capitals: "whatever action President Lee takes"."""
        return self.text[i][0].islower() and i + 1 == start and self.text[start].istitle()

    def _adverb(self, phrase: OfficePhrase, i: int, end: int) -> None:
        """What an adverb before the article says of the office: "supposedly the leader", "once the leader"."""
        if i > 0 and self.doc[i].is_digit:
            i -= 1  # "once a 2016 candidate"
        if i > 0 and self.doc[i].pos_ == "DET":
            i -= 1
        if i >= 0 and self.doc[i].pos_ in {"ADV", "SCONJ"} and i < self.doc[i].head.i < end:
            phrase.told(self.words.modifiers.get(self.text[i].casefold(), ""))

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
        aged = (k for k in range(start + 2, end - 1) if self.text[k] == "old" and self.text[k - 2] == "year")
        start = next(aged, start - 1) + 1  # "a 41-year-old port manager"
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
            if self.doc[i - 1].dep_ == "pobj" and self.doc[i - 1].ent_type_ == "GPE":
                return False  # "in Edinburgh, Wales Secretary Ann Lee"
            return before[0].isupper() and after[0].isupper() and "and" in [w.casefold() for w in self.text[i : i + 6]]
        return before[0].isupper() == after[0].isupper() and self.words.modifiers.get(before.casefold()) == "part"
