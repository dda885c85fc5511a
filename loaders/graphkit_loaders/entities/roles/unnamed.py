"""Offices that an article gives to nobody by name: who "the prime minister" is without "Prime Minister Ann Lee".

News does not introduce those whom all know: "Ann Lee has promised ..." goes on "The prime minister said ...". What
tells who is meant is how the text takes turns: a role is the subject where a person was the subject just before, and
the two never stand in one sentence as two. The whole article is weighed before anybody is led anywhere, since one
sentence alone misleads; where it does not tell, the role stays open.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from graphkit_loaders.entities.mention import Mention, Node
from graphkit_loaders.entities.names.cluster import clash
from graphkit_loaders.entities.names.tokens import GENDER
from graphkit_loaders.entities.quotes.quotes import Quote
from graphkit_loaders.language.forms import forms
from graphkit_loaders.language.grammar import SUBJECTS
from graphkit_loaders.lexicon import word_groups

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: sentences back in which the last subject is looked for, quotations passed over
_BACK = 3
#: times that the article is weighed: who has one role is out of the question for another
_ROUNDS = 2
#: evidence wanted before a role is led to somebody
_ENOUGH = 2.0
#: how many times the evidence for another role of the same person it must be
_FAR = 3.0
#: share of the names of those who may hold a role: nearly all, and enough for a party's leader named just before
_MOST, _HALF = 0.75, 0.5
#: times that an article names the one person whom it is about
_OFTEN = 4

Key = tuple[str, str]


class UnnamedRoles:
    """Whom the roles without a title stand for, weighed over one article."""

    def __init__(self, doc: Doc, mentions: list[Mention], sentence: list[int], quote_of: list[Quote | None]) -> None:
        self.doc, self.sentence, self.quote_of = doc, sentence, quote_of
        self.people = [m for m in mentions if m.kind == "name" and m.node is not None and m.node.type == "Person"]
        self.times = Counter(m.node for m in self.people if m.node is not None)
        self.aged = {node for node in self.times if self._aged(node)}
        self.roles = [(key, m) for m in mentions if (key := self.key(m)) is not None]
        #: what kin are called, which is no office: "son"
        self.kin = {
            name
            for m in mentions
            if m.office is not None and m.office.kind == "family"
            for name in (m.office.head, m.office.name.casefold())
        }
        #: those of whom the text tells for where they sit, whatever the model takes the place for
        self.sitting = {
            m.node for m in mentions if m.office is not None and m.office.legislator and (m.office.of or m.office.body)
        }
        #: sentences that are not all quotation
        self.told = {sentence[t.i] for t in doc if quote_of[t.i] is None and not t.is_space}
        self.pronouns = {
            sentence[i]
            for i, word in enumerate(forms(doc).words)
            if word in {"he", "she"} and doc[i].dep_ in SUBJECTS and quote_of[i] is None
        }
        self.named: dict[int, list[Mention]] = defaultdict(list)
        for mention in self.people:
            self.named[sentence[mention.start]].append(mention)

    def key(self, mention: Mention) -> Key | None:
        """What makes two descriptions the same role; None for one that many hold."""
        office = mention.office
        if office is None or office.plural or not office.definite or mention.node is not None or office.of:
            return None
        if mention.start and self.doc[mention.start - 1].lower_ in {"his", "her", "their", "its", "our", "my"}:
            return None
        if mention.end < len(self.doc) and self.doc[mention.end].lower_ in {"of", "for", "who"}:
            return None
        head = self.doc[mention.head]
        if head.dep_ in {"compound", "nmod", "amod"} and head.head.i >= mention.end:
            return None
        if head.dep_ == "attr":
            return None  # "his bid to become the mayor" is of an office, not of its holder
        party = office.party.text if office.party is not None else ""
        if office.kind in {"leader", "candidate"}:
            sole = office.kind == "candidate" or (office.head == "leader" and not office.modified)
            return (office.kind, party) if party and sole and not office.former else None
        if office.kind != "office" or office.legislator or office.speaks:
            return None
        if not office.former and office.head not in word_groups()["offices known without a name"]:
            return None
        if office.body is not None and office.body.type != "Place":
            return None
        name = office.name
        if office.body is not None:
            for form in (office.body.text, office.body.surface):
                name = name.removeprefix(f"{form} ")  # "the UK chancellor" is the chancellor
        name = name.casefold()
        if not office.former and is_second(name):
            return None
        if len(name.split()) < 2 and name not in word_groups()["offices of one holder"]:
            return None
        return ("former " if office.former else "") + name, ""

    def holders(self) -> dict[Key, Node]:
        """The person of each role of whom the article leaves no doubt; nobody twice, but for what is over."""
        found: dict[Key, Node] = {}
        for _ in range(_ROUNDS):
            found |= self._weighed(found)
        return found

    def seated(self, mention: Mention) -> Node | None:
        """Who "the MP for Leeds North" is of whom no seat is told: the one subject of the sentence just before."""
        office, head = mention.office, self.doc[mention.head]
        if office is None or not office.legislator or office.former or office.plural or not office.definite:
            return None
        seats = office.seats()
        if (
            not seats
            or head.dep_ not in SUBJECTS
            or head.head.dep_ != "ROOT"
            or self.quote_of[mention.start] is not None
        ):
            return None
        here = self.sentence[mention.start]
        if any(self.quote_of[m.start] is None and m.start < mention.end for m in self.named[here]):
            return None
        node = self._subject(here, -1)
        if node is None or node in self.sitting or node.seats or any(seats & n.seats for n in self.times):
            return None
        if (
            node.anonymous
            or node.label.split()[0] in word_groups()["titles before a name"]
            or clash(self._gender(mention), node.gender)
        ):
            return None
        return node

    def _weighed(self, known: dict[Key, Node]) -> dict[Key, Node]:
        """The holders that one weighing tells, beside those known before."""
        settled = {node for key, node in known.items() if not _is_over(key)}
        turns: dict[tuple[Key, Node], float] = defaultdict(float)
        alone: dict[tuple[Key, Node], float] = defaultdict(float)
        apart: set[tuple[Key, Node]] = set()
        for key, mention in self.roles:
            here = self.sentence[mention.start]
            for other in self.named[here]:
                if other.node is not None and self._apart(mention, other):
                    apart.add((key, other.node))
            if self.quote_of[mention.start] is not None:
                continue
            head = self.doc[mention.head]
            if head.dep_ == "poss" and head.head.lower_ in word_groups()["people of a holder"]:
                continue  # "Ann Lee spoke. The mayor's wife ..." goes on with Ann Lee, not with the mayor
            subject = head.dep_ in SUBJECTS
            if key[0] == "candidate" and not subject and head.dep_ != "poss":
                continue  # "Ann Lee spoke. The author turned on the front-runner": two, as far as one knows
            gender = self._gender(mention)
            apart |= {(key, n) for n in self.times if clash(n.gender, gender)}
            before, after = self._subject(here, -1), self._subject(here, 1)
            only = self._alone(here)
            if not subject and self._pronoun_before(mention):
                before = only = None  # "Ann Lee spoke. She called on the mayor ...": two, as far as one knows
            if subject and before is not None and self._meets_another(head.head):
                apart.add((key, before))  # "Ann Lee wept. The mayor hugged her": two
            if subject and after is not None and self._answered(here + 1):
                apart.add((key, after))
            if before is not None:
                turns[key, before] += 2.0 if subject else 1.0
            elif only is not None:
                alone[key, only] += 1.0
            elif key[1]:
                for node in {m.node for n in (here - 1, here - 2) for m in self.named.get(n, ())}:
                    if node is not None and self._share(key, node, settled) >= _HALF:
                        alone[key, node] = max(alone[key, node], 1.0)
            if after is not None and subject:
                turns[key, after] += 1.0
        likely: dict[tuple[Key, Node], float] = {}
        open_keys = [key for key, _ in self.roles if key not in known and not self._taken(key)]
        foremost = {key: self._foremost(key, settled) for key in dict.fromkeys(open_keys)}
        most = [(key, n) for key, n in foremost.items() if n is not None]
        for key, node in dict.fromkeys([*turns, *alone, *most]):
            if key not in foremost or (key, node) in apart or not self._free(key, node):
                continue
            if node in settled and not _is_over(key):
                continue
            told = turns[key, node] + alone[key, node]
            score = told + (node is foremost[key]) + self._prevails(key, node, settled)
            # to be named alone before tells something of a party's leader, or where hardly anybody else is named
            clear = turns[key, node] or told >= _ENOUGH or key[1] or self._share(key, node, settled) >= _MOST
            if score >= _ENOUGH and clear:
                likely[key, node] = score
        found: dict[Key, Node] = {}
        for (key, node), score in likely.items():
            people = [v for (k, n), v in likely.items() if k == key and n is not node]
            roles = [v for (k, n), v in likely.items() if n is node and k != key and not _is_over(k)]
            if all(score > v for v in people) and (_is_over(key) or all(score >= _FAR * v for v in roles)):
                found[key] = node
        return found

    def _meets_another(self, verb: Token) -> bool:
        """Whether a verb is done to "him" or "her", who is another than its subject."""
        near = [verb, *(c for c in verb.children if c.dep_ in {"prep", "ccomp", "xcomp"})]
        told = (c for t in near for c in t.children if t is verb or t.dep_ == "prep" or c.lower_ == "him")
        return any(t.lower_ in {"him", "her"} and t.dep_ in {"dobj", "dative", "pobj", "nsubj"} for t in told)

    def _answered(self, number: int) -> bool:
        """Whether the named subject of a sentence does something to "him" or "her", who was spoken of before."""
        bearers = [self._bearer(m) for m in self.named.get(number, ()) if self.quote_of[m.start] is None]
        return any(b.dep_ in SUBJECTS and self._meets_another(b.head) for b in bearers)

    def _aged(self, node: Node) -> bool:
        """Whether somebody is brought in with an age, as those are whom nobody knows: "Ann Lee, 45, a baker"."""
        ends = (m.end for m in self.people if m.node is node)
        return any(end + 1 < len(self.doc) and self.doc[end].text == "," and _is_age(self.doc[end + 1]) for end in ends)

    def _gender(self, role: Mention) -> str:
        """The one gender of the pronouns behind a role in its sentence: "the mayor, a teacher in her youth"."""
        sentence = self.doc[role.head].sent
        found = {GENDER[t.lower_] for t in sentence if t.i >= role.end and t.lower_ in GENDER}
        return found.pop() if len(found) == 1 else ""

    def _foremost(self, key: Key, settled: set[Node]) -> Node | None:
        """The person whom the article names most among those to whom it gives no other office."""
        over = _is_over(key)
        free = Counter({n: c for n, c in self.times.items() if self._free(key, n) and (over or n not in settled)})
        ranked = free.most_common(2)
        if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
            return None
        return ranked[0][0]

    def _prevails(self, key: Key, node: Node, settled: set[Node]) -> bool:
        """Whether an article is about one person, tells no role of that one, and names hardly anybody else for it."""
        if key[0] == "candidate" or (key[1] and key[1] not in node.parties) or " and " in node.label:
            return False
        if node.offices and not _is_over(key):
            return False  # who is told to have been something else needs that said
        if not node.parties:
            return False  # articles are about those who suffer a policy, too: "Ann Lee was jailed. The president spoke"
        others = [times for n, times in self.times.items() if n is not node and n not in settled]
        most = self.times[node] >= _OFTEN and self.times[node] > max(others, default=0)
        return most and self._share(key, node, settled) >= _MOST

    def _pronoun_before(self, role: Mention) -> bool:
        """Whether "he" or "she" is a subject before the role in its sentence, in the text's own words."""
        return any(
            t.lower_ in {"he", "she"} and t.dep_ in SUBJECTS and t.i < role.start and self.quote_of[t.i] is None
            for verb in self.doc[role.head].ancestors
            for t in verb.lefts
        )

    def _share(self, key: Key, node: Node, settled: set[Node]) -> float:
        """How much of what the article names of people who may hold a role is one person, from 0 to 1."""
        over = _is_over(key)
        free = {n: times for n, times in self.times.items() if self._free(key, n) and (over or n not in settled)}
        return free[node] / sum(free.values()) if node in free else 0.0

    def _alone(self, here: int) -> Node | None:
        """The only person named in the sentence before, or in the two before."""
        near = ({m.node for m in self.named.get(n, ())} for n in (here - 1, here - 2))
        nodes = next((nodes for nodes in near if nodes), set())
        return nodes.pop() if len(nodes) == 1 else None

    def _free(self, key: Key, node: Node) -> bool:
        """Whether nothing that the text says of a person speaks against a role."""
        if node in self.aged and not _is_over(key):
            return False
        if self.times[node] < 2 or node.anonymous or any("spokes" in office for office in node.offices):
            return False
        if node.offices - node.past - self.kin and not _is_over(key):
            return False
        return not (key[1] and node.parties and key[1] not in node.parties)

    def _taken(self, key: Key) -> bool:
        """Whether the text gives a role to somebody by title: "First Minister Ann Lee"."""
        if key[1]:
            return any(key[1] in node.leads and key[0] in node.offices for node in self.times)
        return any(key[0] in own_offices(node.offices - node.past) for node in self.times)

    def _apart(self, role: Mention, person: Mention) -> bool:
        """Whether a role and a name in one sentence are two: both in the text's own words, or both in one quotation."""
        if self.quote_of[role.start] is not self.quote_of[person.start]:
            return False
        return self.doc[role.head].dep_ != "poss"

    def _bearer(self, name: Mention) -> Token:
        """The word that the parse hangs a name by: the title just before, where it takes the name for an apposition."""
        head = self.doc[name.head]
        return head.head if head.dep_ == "appos" and head.head.i == name.start - 1 else head

    def _subject(self, here: int, step: int) -> Node | None:
        """The named person who is the subject of the sentence before or after, quotations passed over."""
        number = here
        for _ in range(_BACK if step < 0 else 1):
            number += step
            subjects = [
                m
                for m in self.named.get(number, ())
                if self.quote_of[m.start] is None and self._bearer(m).dep_ in SUBJECTS
            ]
            main = [m for m in subjects if self._bearer(m).head.dep_ == "ROOT"]
            subjects = main or subjects  # "Ann Lee denied that Bob Fox was ill. The mayor ..."
            if subjects:
                return subjects[0].node if len({m.node for m in subjects}) == 1 else None
            if number < 0 or (number in self.told and number not in self.pronouns):
                return None
        return None


def _is_age(token: Token) -> bool:
    return token.is_digit and len(token) == 2


def _is_over(key: Key) -> bool:
    return key[0].startswith("former ")


def is_second(office: str) -> bool:
    """Whether an office stands beside or under another of that name: "deputy prime minister", "shadow chancellor"."""
    return office.partition(" ")[0] in word_groups()["second to an office"]


def own_offices(offices: set[str]) -> set[str]:
    """The offices held in their own right, of names and heads in small letters: a deputy mayor is not "mayor"."""
    seconds = {office for office in offices if is_second(office)}
    return {o for o in offices - seconds if not any(second.endswith(f" {o}") for second in seconds)}
