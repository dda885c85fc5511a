"""Leads role phrases to the person beside them: "Tory leader Ann Lee", "Ann Lee, the MP for Leeds North"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit_loaders.entities.mention import Mention, Node, by_token
from graphkit_loaders.language.grammar import NEGATIONS, SUBJECTS
from graphkit_loaders.lexicon import word_groups

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: words of address before a name that the name does not hold
_STYLES = {"the", "Most", "Right", "Very", "Rt", "Rt.", "Hon", "Hon."}
_DETERMINERS = {"the", "a", "an", "its", "his", "her", "their", "now", "then", "also"}


@dataclass(frozen=True, slots=True)
class Held:
    """A person and a role that the text gives to them; tokens start to end hold both."""

    person: Node
    mention: Mention | None
    role: Mention
    start: int
    end: int
    former: bool = False
    how: str = "title"


class Titles:
    """The roles that stand as titles and appositions in one document."""

    def __init__(self, doc: Doc, mentions: list[Mention]) -> None:
        self.doc = doc
        self.at = by_token(mentions, len(doc))

    def find(self, mentions: list[Mention]) -> Iterator[Held]:
        """Roles with their holders, by place; the role's mention is led to its holder."""
        for role in mentions:
            if role.office is None:
                continue
            for held in self._before(role) or self._after(role) or self._second(role):
                if role.node is None and not role.office.plural:
                    role.node = held.person
                yield held

    def _person(self, i: int) -> Mention | None:
        mention = self.at[i] if i < len(self.doc) else None
        return (
            mention if mention and mention.kind == "name" and mention.node and mention.node.type == "Person" else None
        )

    def _before(self, role: Mention) -> list[Held]:
        """The name after a title: "Tory leader Ann Lee", "its leader, Ann Lee,", "Tory MPs Ann Lee and Bob Fox"."""
        assert role.office is not None
        first = self._next(role) or self._after_two(role)
        if first is None or (role.office.plural and role.office.head in word_groups()["royals"]):
            return []
        if not role.office.plural:
            return [first]
        kin = role.office.kind == "family" and self._closes_all(first)
        if first.how == "apposition" and not kin and not self._all_of(role, first):
            return []
        others = list(listed(self.doc, self.at, first.mention)) if first.mention is not None else []
        end = first.mention.end if first.mention is not None else role.end
        if not others and first.how == "title" and end < len(self.doc) and self.doc[end].tag_ in {"VBD", "VBN"}:
            return []  # "the candidates Ann Lee named in her letter"
        if others and self._of_two_times(role, [first.mention, *others]):
            return []
        return [first, *(self._held(role, m, role.start, m.end) for m in others)]

    def _of_two_times(self, role: Mention, names: list[Mention | None]) -> bool:
        """Whether surnames follow the plural of an office that one alone holds: "like Presidents Lee and Fox"."""
        single = role.office is not None and role.office.head in word_groups()["offices of one in a country"]
        return single and all(m is not None and m.end - m.start == 1 for m in names)

    def _next(self, role: Mention) -> Held | None:
        """The name right behind a role or what follows its head, or behind a comma."""
        assert role.office is not None
        for end in sorted({role.end, role.office.end}):
            person = self._person(end)
            if person is not None and person.start == end and not self.doc[end].is_sent_start:
                verb = self.doc[person.head].head
                if verb.dep_ == "relcl" and verb.head.i == role.head and self.doc[person.head].dep_ in SUBJECTS:
                    return None  # "is the best candidate Ann Lee has seen"
                return self._held(role, person, role.start, person.end)
            if end + 1 < len(self.doc) and (
                self.doc[end].text == "," or (role.office.definite and self.doc[end].text in {"-", "–", "—", "("})
            ):
                person = self._apposed(role, end + 1)
                if person is not None:
                    return self._held(role, person, role.start, person.end, "apposition")
        return None

    def _apposed(self, role: Mention, begin: int) -> Mention | None:
        """The name in apposition to a role that begins at a token, words of address passed over."""
        assert role.office is not None
        limit = begin + 3
        while begin + 1 < len(self.doc) and begin < limit and self.doc[begin].text in _STYLES:
            begin += 1
        person = self._person(begin)
        second = self.at[begin] if begin < len(self.doc) else None
        if (
            second is not None
            and second.office is not None
            and second.start == begin
            and not second.office.plural
            and role.office.kind == "family"
        ):
            person = self._person(second.end)  # "her husband, former president Bob Fox,"
            begin = second.end
        if person is None or person.start != begin or not self._appositive(role) or self._parted(role, person):
            return None
        ends = self._closes(person) or role.office.plural
        return person if ends and not self._owner_before(role) else None

    def _after_two(self, role: Mention) -> Held | None:
        """The name behind the second of two titles: "mayor and party leader Ann Lee"."""
        office = role.office
        assert office is not None
        k = office.end + 1
        if office.plural or k >= len(self.doc) or self.doc[k - 1].lower_ != "and":
            return None
        other = self.at[k]
        if other is None or other.office is None or other.office.plural or other.start != k:
            return None
        person = self._person(other.end)
        if person is None or person.start != other.end or office.kind not in {"office", "leader"}:
            return None
        if office.definite and not office.former and self._are_two(role, other, person):
            return None
        return self._held(role, person, role.start, person.end)

    def _are_two(self, role: Mention, other: Mention, person: Mention) -> bool:
        """Whether "the" role stands beside the holder of another: "the governor and Senator Ann Lee were there"."""
        assert role.office is not None
        assert other.office is not None
        own = role.office.kind == other.office.kind == "office"
        capital = self.doc[role.start].text[0].islower() and self.doc[other.start].text[0].isupper()
        verb = self.doc[person.head].head
        verb = self.doc[role.head].head if verb.pos_ not in {"VERB", "AUX"} else verb
        number = {t.tag_ if t.lower_ not in {"was", "were"} else t.lower_ for t in (verb, *verb.children)}
        if number & {"VBZ", "was"}:
            return False
        return bool(number & {"VBP", "were"}) or (own and capital)

    def _closes_all(self, first: Held) -> bool:
        """Whether an apposition ends with its first name."""
        return first.mention is not None and self._closes(first.mention)

    def _all_of(self, role: Mention, first: Held) -> bool:
        """Whether the names behind a plural are all of whom it tells: "two Labour MPs, Ann Lee and Bob Fox, said"."""
        if first.mention is None or self.doc[first.mention.head].head.i != role.head:
            return False
        others = list(listed(self.doc, self.at, first.mention))
        count = next((t for t in self.doc[role.head].children if t.dep_ == "nummod"), None)
        return bool(others) and count is not None and count.i < role.head

    def _appositive(self, role: Mention) -> bool:
        """Whether a role can have its name behind a comma: not in "to be president, Ann Lee"."""
        office, head = role.office, self.doc[role.head]
        assert office is not None
        first = self.doc[role.start]
        # "newly elected mayor, Ann Lee", not "if he is elected mayor, Ann Lee"
        if first.lemma_ in word_groups()["before an office to come"] and first.dep_ == "amod" and role.start:
            return self.doc[role.start - 1].lower_ not in {"if", "once", "unless", "when"}
        if head.dep_ == "pobj" and head.head.head.lower_ == "according":
            return False
        above = self.at[head.head.head.i] if head.dep_ == "pobj" and head.head.lower_ == "of" else None
        if above is not None and above.office is not None and above.office.kind == "family":
            return False  # "the wife of the mayor, Ann Lee,": as far as one knows, the wife
        owned = role.start > 0 and self.doc[role.start - 1].text in {"'s", "’s"}  # "alerted Ann Lee's lawyer, Bob Fox"
        return (head.dep_ not in {"attr", "oprd", "dobj"} and head.head.lower_ not in {"as", "for"}) or (
            (office.definite or owned) and head.dep_ != "attr"
        )

    def _parted(self, role: Mention, person: Mention) -> bool:
        """Whether the comma parts a role from the next clause's subject: "on the idea of a deputy, Ann Lee said"."""
        assert role.office is not None
        head, name = self.doc[role.head], self.doc[person.head]
        after = self.doc[person.end] if person.end < len(self.doc) else None
        goes_on = after is not None and after.tag_ in {"VBD", "VBZ", "VBP", "MD"}
        if goes_on and self._in_fronted_clause(role):
            return True  # "should she be elected mayor, Bob Fox will leave"
        if head.dep_ not in {"pobj", "dobj"}:
            return False
        if name.dep_ not in SUBJECTS:
            return goes_on  # "behind his wife, Ann Lee sang"
        return not role.office.definite or (after is not None and after.pos_ in {"VERB", "AUX"})

    def _in_fronted_clause(self, role: Mention) -> bool:
        """Whether a role stands in a clause of condition or time that opens the sentence, behind its verb."""
        begin = self.doc[role.start].sent.start
        while begin < role.start and (self.doc[begin].is_space or self.doc[begin].is_quote):
            begin += 1
        opening = self.doc[begin : role.start]
        if not opening or opening[0].lower_ not in word_groups()["openings of conditions"]:
            return False
        return any(t.pos_ in {"VERB", "AUX"} for t in opening) and not any(t.text == "," for t in opening)

    def _closes(self, person: Mention) -> bool:
        """Whether an apposition ends after the name, or the sentence goes on with its verb."""
        if person.end >= len(self.doc):
            return True
        after = self.doc[person.end]
        if after.text in {"and"}:
            return False
        if after.text in word_groups()["letters at the end of a name"]:
            return True
        return after.text in {",", ".", ")", "-", "–", "—", "'s", "’s", ";", ":"} or after.pos_ in {
            "VERB",
            "AUX",
            "PART",
            "ADV",
            "ADP",
        }

    def _owner_before(self, role: Mention) -> bool:
        """Whether the role stands in apposition to a name before it, and so not to the one behind."""
        i = role.start - 1
        while i >= 0 and self.doc[i].text.casefold() in _DETERMINERS:
            i -= 1
        return i > 0 and self.doc[i].text == "," and self._person(i - 1) is not None

    def _after(self, role: Mention) -> list[Held]:
        """The name before an apposition: "Ann Lee, the MP for Leeds North", "Ann Lee, 45, a minister and ..."."""
        assert role.office is not None
        doc, i, steps = self.doc, role.start - 1, 0
        head = self.doc[role.head]
        if role.office.plural or (head.dep_ == "compound" and head.head.i >= role.end and head.head.pos_ == "NOUN"):
            return []  # "Ann Lee, a first lady historian" is no first lady
        if self.at[role.end - 1] is not role or self._owns(role.end):
            return []  # "Ann Lee, the mayor's deputy"
        beside = self._person(i) if i >= 0 else None
        if (
            beside is not None
            and role.office.legislator
            and role.end == role.start + 1
            and not doc[role.start].is_sent_start
        ):
            return [self._held(role, beside, beside.start, role.end)]
        chained, i = False, self._past_owner(i)
        while i >= 0 and steps < 7:
            token = doc[i]
            mention = self.at[i]
            if token.is_space or doc[i + 1].is_sent_start or token.tag_ in {"WP", "WDT", "WP$"}:
                return []
            if token.text in {",", "(", "-", "–", "—"}:
                person = self._named_before(i)
                if person is not None and self._begins_clause(role, person):
                    return []
                if token.text == "," and role.office.kind == "member" and behind_country(self.doc, self.at, i):
                    return []  # "the president of Italy, a member of the union"
                if person is not None and not self._titled_list(role):
                    return [self._held(role, person, person.start, role.office.end, "apposition")]
                if person is None and (i == 0 or not (doc[i - 1].like_num or self._ends_role(i - 1))):
                    return []
                if i and self._ends_role(i - 1):
                    chained = True
                    i = self._role_start(i - 1)
                i -= 1
            elif token.text.casefold() == "and" and i and self._ends_role(i - 1):
                chained = True
                i = self._role_start(i - 1) - 1
            elif token.lower_ in NEGATIONS or token.lower_ in word_groups()["hardly"]:
                return []  # "Ann Lee, never a minister"
            elif (
                token.text.casefold() in _DETERMINERS
                or token.pos_ in {"DET", "ADJ", "ADV", "PRON", "NUM"}
                or token.text in {"'s", "’s"}
                or (mention is not None and mention.kind == "name" and mention.type != "Person" and not chained)
            ):
                i -= 1
            else:
                return []
            steps += 1
        return []

    def _owns(self, i: int) -> bool:
        """Whether what follows a role at a token makes it an owner: "the mayor's", "the mayor of Seatown's deputy"."""
        doc = self.doc
        if i < len(doc) and doc[i].tag_ == "POS":
            return True
        if i >= len(doc) or doc[i].lower_ != "of":
            return False
        sign = next((t.i for t in doc[i + 1 : i + 6] if t.tag_ == "POS" or t.is_punct), len(doc))
        if sign >= len(doc) - 1 or doc[sign].tag_ != "POS":
            return False
        # "chairman of Labour's policy group" is one of the group
        near = (self.at[k] for k in range(sign + 1, min(sign + 4, len(doc))))
        owned = next((m for m in near if m is not None), None)
        return owned is not None and owned.office is not None and not owned.office.plural

    def _second(self, role: Mention) -> list[Held]:
        """The name whose apposition goes on with the role: "Ann Lee, a father of two and leader of the council"."""
        assert role.office is not None
        head = first = self.doc[role.head]
        while first.dep_ == "conj" and first.head.i < first.i:
            first = first.head
        person = self._person(first.head.i)
        if person is None or first is head or first.dep_ != "appos" or role.office.plural or first.i < person.end:
            return []
        # "Ann Lee, a friend of the bishop and the mayor": two, as far as one knows
        if self.doc[person.end].text != "," or role.office.definite or self._titled_list(role):
            return []
        return [self._held(role, person, person.start, role.office.end, "apposition")]

    def _past_owner(self, i: int) -> int:
        """The comma before the owner of a role that ends at a token: "Ann Lee, President Fox's chief of staff"."""
        doc = self.doc
        if i <= 1 or doc[i].text not in {"'s", "’s"} or doc[i].is_sent_start:
            return i
        owner = self.at[i - 1]
        before = owner.start - 1 if owner is not None and owner.office is None else i - 2
        title = self.at[before] if before > 0 else None
        if title is not None and title.office is not None and title.end == before + 1:
            before = title.start - 1
        while before > 0 and doc[before].lower_ in _DETERMINERS:
            before -= 1
        owned = owner is not None or doc[i - 1].pos_ == "NOUN"
        return before if owned and before > 0 and doc[before].text == "," else i

    def _named_before(self, i: int) -> Mention | None:
        """The name before a comma; home, bracket, "MP" passed over: "Ann Lee of Ohio,", "Ann Lee (D-Ohio),"."""
        if i == 0:
            return None
        person = self._person(i - 1)
        behind = self.at[i - 1]
        if behind is not None and behind.office is not None and behind.office.legislator:
            person = self._person(behind.start - 1) if behind.start == i - 1 > 0 else None  # "Ann Lee MP,"
        if person is not None or self.doc[i].text != ",":
            return person
        home = self.at[i - 1]
        for k in range(i - 2, max(0, i - 7), -1):  # "Sen. Ann Lee, R-Ohio, a former judge"
            if self.doc[k].text == "," and self.doc[k + 1].text[:1] in {"R", "D", "I"}:
                return self._person(k - 1) if self.doc[k + 1 : k + 3].text[1:2] in {"-", "–"} else None
        if self.doc[i - 1].text == ")":
            opening = next((t.i for t in reversed(self.doc[max(0, i - 9) : i - 1]) if t.text == "("), 0)
            return self._person(opening - 1) if opening else None
        if home is not None and home.kind == "name" and home.type == "Place" and home.start > 1:
            return self._person(home.start - 2) if self.doc[home.start - 1].lower_ in {"of", "from"} else None
        return None

    def _begins_clause(self, role: Mention, person: Mention) -> bool:
        """Whether the comma parts two clauses: "If he loses Ann Lee, the prime minister will ..."."""
        return self.doc[role.head].dep_ in SUBJECTS and self.doc[person.head].dep_ in {"dobj", "pobj", "dative"}

    def _ends_role(self, i: int) -> bool:
        mention = self.at[i]
        if mention is not None and mention.office is not None:
            return True
        return any(m is not None and m.office is not None and m.office.end == i + 1 for m in self.at[max(0, i - 8) : i])

    def _role_start(self, i: int) -> int:
        for k in range(i, max(-1, i - 10), -1):
            mention = self.at[k]
            if mention is not None and mention.office is not None and mention.office.end >= i + 1:
                return mention.start
        return i

    def _titled_list(self, role: Mention) -> bool:
        """Whether the role is the title of a name behind it: "Ann Lee, Home Secretary Bob Fox and ..."."""
        return self._person(role.end) is not None

    def _held(self, role: Mention, person: Mention, start: int, end: int, how: str = "title") -> Held:
        assert person.node is not None
        assert role.office is not None
        if not person.node.gender and role.gender:
            person.node.gender = role.gender
        return Held(person.node, person, role, start, end, role.office.former, how)


def listed(doc: Doc, at: list[Mention | None], first: Mention) -> Iterator[Mention]:
    """The names that go on a list after its first: "Ann Lee (Seatown), Bob Fox of Ohio and Cid Moor"."""
    i = past_home(doc, at, first.end)
    while i + 1 < len(doc):
        step = i + 1 if doc[i].text in {",", "and", "&"} else i
        if step < len(doc) and step > i and doc[step].text == "and":
            step += 1
        mention = at[step] if step < len(doc) else None
        if (
            step == i
            or mention is None
            or mention.start != step
            or mention.kind != "name"
            or mention.node is None
            or mention.node.type != "Person"
        ):
            return
        if mention.end < len(doc) and doc[mention.end].text in {"'s", "’s"}:
            return  # "MPs Ann Lee, Bob Fox and Cid Moor's wife"
        if doc[i].text == "," and step == i + 1 and mention.end < len(doc) and doc[mention.end].pos_ in {"VERB", "AUX"}:
            return  # "Sens. Ann Lee and Bob Fox, Cid Moor said, are wrong"
        yield mention
        i = past_home(doc, at, mention.end)


def behind_country(doc: Doc, at: list[Mention | None], i: int) -> bool:
    """Whether the comma at a token follows an office of a country, of which what comes next may tell."""
    before = next((m for m in at[max(0, i - 8) : i] if m is not None and m.office and m.office.end == i), None)
    office = before.office if before is not None else None
    of_country = office is not None and office.head.split()[-1] in word_groups()["offices of countries"]
    return of_country and doc[i - 1].ent_type_ == "GPE"


def past_home(doc: Doc, at: list[Mention | None], i: int) -> int:
    """The token after the bracket or the home of a name in a list: "Ann Lee (Seatown)", "Ann Lee of Ohio"."""
    if i < len(doc) and doc[i].text == "(":
        return next((t.i + 1 for t in doc[i : i + 9] if t.text == ")"), i)
    home = at[i + 1] if i + 1 < len(doc) and doc[i].lower_ in {"of", "from"} else None
    if home is not None and home.start == i + 1 and home.kind == "name" and home.type == "Place":
        return home.end
    return i
