"""Who "he", "she", "the MP", "the party leader", "the party" and "it" are.

A deterministic sieve, precision first: gender and number from evidence in the text, then salience as in Lappin and
Leass (1994, "An algorithm for pronominal anaphora resolution", Computational Linguistics 20(4)): subjects weigh more
than objects, and every sentence back halves the weight. What stays open is left open: none is better than a wrong one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graphkit_loaders.entities.cluster import Entities, clash
from graphkit_loaders.entities.described import described_person, named_by
from graphkit_loaders.entities.mention import Mention, Node, OfficePhrase
from graphkit_loaders.entities.quotes import Quote
from graphkit_loaders.entities.tokens import LEGISLATORS
from graphkit_loaders.entities.unnamed import Key, UnnamedRoles
from graphkit_loaders.language.grammar import SUBJECTS, ancestors, child, conjuncts, is_passive, surface_subjects

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_GENDER = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_FIRST = {"i", "me", "my", "mine", "myself"}
_WE = {"we", "us", "our"}
_SINGULAR = {"it", "its"}
_PLURAL = {"they", "their"}
_WEIGHT = {"nsubj": 8.0, "nsubjpass": 7.0, "dobj": 4.0, "pobj": 3.0, "agent": 5.0, "poss": 3.0}
#: sentences back beyond which a pronoun is not led to a name
_WINDOW = 5
#: how much the person whose clause a pronoun stands in counts, and the one whose clause holds that clause
_NEAREST, _NEXT = 12.0, 4.0
#: by how much the subject of the last main clause is preferred
_MAIN = 2.0
#: types of what "it" and "they" may stand for
_THINGS = {"Party", "Organisation", "Place", "Document"}
#: verbs whose "it" is nobody
_IMPERSONAL = {"emerge", "seem", "appear", "happen", "turn", "rain", "matter", "follow", "take", "transpire"}
_BODY_WORDS = {
    "party": "Party",
    "government": "Organisation",
    "committee": "Organisation",
    "commission": "Organisation",
    "union": "Organisation",
    "council": "Organisation",
    "group": "Organisation",
    "organisation": "Organisation",
    "organization": "Organisation",
    "campaign": "Organisation",
    "department": "Organisation",
    "charity": "Organisation",
    "company": "Organisation",
    "administration": "Organisation",
}


class Resolver:
    """Leads pronouns and descriptions of one document to entities, left to right."""

    def __init__(self, doc: Doc, mentions: list[Mention], entities: Entities, quotes: list[Quote]) -> None:
        self.doc, self.mentions, self.entities, self.quotes = doc, mentions, entities, quotes
        self.nodes = entities.nodes
        self.generic = entities.words.generic_bodies
        self.sentence: list[int] = [0] * len(doc)
        for number, sent in enumerate(doc.sents):
            for token in sent:
                self.sentence[token.i] = number
        self.at: list[Mention | None] = [None] * len(doc)
        for mention in mentions:
            for k in range(mention.start, mention.end):
                self.at[k] = mention
        self.quote_of: list[Quote | None] = [None] * len(doc)
        for quote in quotes:
            if not quote.scare:
                self.quote_of[quote.start : quote.end] = [quote] * (quote.end - quote.start)
        #: (token, weight, node) of every mention so far, in order
        self.history: list[tuple[int, float, Node]] = []
        self._roles = UnnamedRoles(doc, mentions, self.sentence, self.quote_of)
        self._holders: dict[Key, Node] = self._roles.holders()

    def resolve(self) -> list[Mention]:
        """All mentions, with pronouns and descriptions among them; those that stay open have no node."""
        found: list[Mention] = []
        self._introduce()
        for token in self.doc:
            mention = self.at[token.i]
            if mention is not None:
                if mention.start != token.i:
                    continue
                told = self._note_predicate(mention)
                if mention.kind == "office" and mention.node is None and not told:
                    mention.node = self._group(mention) or self._description(mention) or self._collective(mention)
                if mention.node is not None and not mention.adjective:
                    self._seen(mention)
                elif mention.office is not None and not mention.office.plural and mention.office.kind != "candidate":
                    self._seen_unnamed(mention)
                continue
            low = token.lower_
            if low in _GENDER and token.pos_ in {"PRON", "DET"}:
                found.append(self._pronoun(token, _GENDER[low]))
            elif (low in _BODY_WORDS or low in self.generic) and token.pos_ in {"NOUN", "PROPN"}:
                body = self._body(token) or self._generic(token) or self._taken_up(token)
                if body is not None:
                    found.append(body)
                    self.at[token.i] = body
                    if body.node is not None:
                        self._seen(body)
            elif token.pos_ in {"NOUN", "PROPN"} and (taken_up := self._taken_up(token)) is not None:
                found.append(taken_up)
                self.at[token.i] = taken_up
                if taken_up.node is not None:
                    self._seen(taken_up)
            elif low in _SINGULAR | _PLURAL and token.pos_ in {"PRON", "DET"}:
                thing = self._thing(token)
                found.append(thing)
                if thing.node is not None:
                    self.at[token.i] = thing  # found as a subject; it adds nothing to what "the party" is told by
        found += self._first_person()
        for mention in found:
            self.at[mention.start] = mention
        return sorted([*self.mentions, *found], key=lambda m: (m.start, m.end))

    # -- salience -------------------------------------------------------------------------------------------------

    def _seen(self, mention: Mention) -> None:
        assert mention.node is not None
        head = self.doc[mention.head]
        weight = _WEIGHT.get(head.dep_, 2.5)
        if head.dep_ in {"compound", "appos", "conj"}:
            outer = head.head
            weight = max(2.5, _WEIGHT.get(outer.dep_, 2.5) - 1)
        self.history.append((mention.start, weight, mention.node))

    def _seen_unnamed(self, mention: Mention) -> None:
        """Let "a Labour spokesman" take the "he" that follows, and lead it to no person."""
        nobody = Node(-1, "Person", "", gender=mention.gender, anonymous=True)
        self.history.append((mention.start, _WEIGHT.get(self.doc[mention.head].dep_, 2.5), nobody))

    def _salience(self, at: int, types: set[str], within: int = _WINDOW) -> dict[Node, float]:
        here = self.sentence[at]
        scores: dict[Node, float] = {}
        for place, weight, node in reversed(self.history):
            back = here - self.sentence[place]
            if back > within:
                break
            if node.type in types:
                scores[node] = scores.get(node, 0.0) + weight * 0.5**back
        return scores

    def _favour_last_subject(self, token: Token, scores: dict[Node, float]) -> dict[Node, float]:
        """The scores with the last subject's raised: a subject goes on being the subject, a main clause's above all.

        Centering: Grosz, Joshi and Weinstein (1995), Computational Linguistics 21(2).
        """
        here = self.sentence[token.i]
        last: Node | None = None
        for place, weight, node in reversed(self.history):
            if here - self.sentence[place] > 1 or (last is not None and here == self.sentence[place]):
                break
            if weight < 7.0 or node not in scores or self.quote_of[place] is not None:
                continue
            mention = self.at[place]
            main = mention is not None and self.doc[mention.head].head.dep_ == "ROOT"
            if main and here > self.sentence[place]:
                return {**scores, node: _MAIN * scores[node]}
            last = last or node
        return {**scores, last: 1.5 * scores[last]} if last is not None else scores

    def _speaker(self, quote: Quote | None) -> Node | None:
        if quote is None or quote.speaker is None:
            return None
        mention = self.at[quote.speaker.i]
        return mention.node if mention else None

    # -- pronouns -------------------------------------------------------------------------------------------------

    def _pronoun(self, token: Token, gender: str) -> Mention:
        mention = Mention(token.i, token.i + 1, token.i, "pronoun", "Person", token.text, gender)
        scores = self._salience(token.i, {"Person"})
        if token.dep_ in SUBJECTS:
            scores = self._favour_last_subject(token, scores)
        speaker = self._speaker(self.quote_of[token.i])
        rivals = self._co_arguments(token)
        if (partner := self._coordinate(token)) is not None:
            mention.node = partner
            self.at[token.i] = mention
            self._seen(mention)
            return mention
        commanding = self._commanding(token)
        if commanding and commanding[0] is None:
            return mention  # somebody whom the text does not name
        own = token.i + 1 < len(self.doc) and self.doc[token.i + 1].lower_ == "own"
        for weight, node in zip(
            (4 * _NEAREST if own else _NEAREST, _NEXT), (n for n in commanding if n is not None), strict=False
        ):
            scores[node] = scores.get(node, 0.0) * 2 + weight
        best: list[tuple[float, int, Node]] = []
        for node, score in scores.items():
            if (node.gender and node.gender != gender) or node is speaker or node in rivals:
                continue
            best.append((score + (0.5 if node.gender == gender else 0.0), -node.index, node))
        if best:
            best.sort(reverse=True, key=lambda b: b[:2])
            if best[0][2].anonymous:
                return mention
            mention.node = best[0][2]
            clear = len(best) == 1 or best[0][0] > 1.5 * best[1][0]
            if clear and not mention.node.gender:
                mention.node.gender = gender
            self.at[token.i] = mention
            self._seen(mention)
        return mention

    def _coordinate(self, token: Token) -> Node | None:
        """Whose a thing is that is named with its owner: "Ann Lee and her deputy"."""
        noun = token.head
        if token.dep_ != "poss":
            return None
        while noun.dep_ in {"compound", "nmod", "appos"} and noun.head.i > noun.i:
            noun = noun.head  # "Ann Lee and her shadow chancellor Bea Fox"
        if noun.dep_ != "conj":
            return None
        mention = self.at[noun.head.i]
        node = mention.node if mention is not None and mention.kind == "name" else None
        clash = node is not None and node.gender and node.gender != _GENDER.get(token.lower_, node.gender)
        return node if node is not None and node.type == "Person" and not clash else None

    def _commanding(self, token: Token) -> list[Node | None]:
        """The people whose clause a pronoun stands in, the innermost first: "it is for Ann Lee to make her bid".

        None stands for somebody whom the text describes and does not name. Hobbs (1978, "Resolving pronoun
        references", Lingua 44) searches upward from the pronoun in this order.
        """
        found: list[Node | None] = []

        def add(at: Token | None) -> None:
            mention = self.at[at.i] if at is not None and at.i < token.i else None
            if mention is None:
                return
            node = mention.node
            if node is None and mention.office is not None and not mention.office.plural:
                found.append(None)
            elif node is not None and node.type == "Person" and node not in found:
                found.append(node)

        def add_subject(at: Token) -> None:
            mention = self.at[at.i]
            add(at)
            if mention is None or (mention.node is not None and mention.node.type != "Person"):
                add(child(at, "poss"))  # "Ann Lee's seat, which she had held": hers, where the subject is no person

        noun = token.head
        if token.dep_ == "poss" and noun.dep_ == "pobj" and noun.head.head.pos_ == "VERB":
            add(child(noun.head.head, "dobj"))  # "thanked Ann Lee for her work"
        elif token.dep_ == "poss" and noun.dep_ == "pobj" and noun.head.lower_ in {"over", "for", "about"}:
            add(noun.head.head)  # the same, where the parse hangs "for her work" on the name
        for above in ancestors(token):
            if above.pos_ in {"VERB", "AUX"}:
                for subject in surface_subjects(above):
                    add_subject(subject)
                    break
        return found

    def _co_arguments(self, token: Token) -> set[Node]:
        """Who cannot be meant by a plain pronoun object: the subjects of the same verb ("Ann and Bea praised her")."""
        if token.dep_ not in {"dobj", "dative", "pobj"} or token.lower_.endswith("self"):
            return set()
        verb = token.head.head if token.dep_ == "pobj" else token.head
        subject = child(verb, *SUBJECTS)
        if subject is None:
            return set()
        named = (self.at[t.i] for t in conjuncts(subject))
        return {m.node for m in named if m is not None and m.node is not None}

    def _thing(self, token: Token) -> Mention:
        """ "It" and "they": the body or party that is the subject of the clause around, or was of the one before."""
        mention = Mention(token.i, token.i + 1, token.i, "pronoun", "Organisation", token.text)
        plural = token.lower_ in _PLURAL
        if not plural and _pleonastic(token):
            return mention
        for subject in self._subjects_before(token):
            at = self.at[subject.i]
            node = at.node if at is not None else None
            if node is not None and node.type in _THINGS and not (at and at.adjective):
                mention.node, mention.type = node, node.type
                return mention
            if node is not None and node.type == "Person":
                continue
            if subject.pos_ in {"NOUN", "PROPN"} and (subject.tag_ in {"NNS", "NNPS"}) == plural:
                return mention  # something that the text does not name
        scores = self._salience(token.i, {"Party", "Organisation"}, within=1) if token.dep_ in SUBJECTS else {}
        # "is opposed by the Liberal Democrats. They": no other can be meant
        enough = 1.5 if plural and len(scores) == 1 and all(n.type == "Party" for n in scores) else 3.4
        ranked = sorted((n for n, s in scores.items() if s >= enough), key=lambda n: (-scores[n], n.index))
        if ranked and (len(ranked) == 1 or scores[ranked[0]] > 1.5 * scores[ranked[1]]):
            mention.node, mention.type = ranked[0], ranked[0].type
        return mention

    def _subjects_before(self, token: Token) -> Iterator[Token]:
        """The subjects a pronoun may take up: of the clauses that hold it, then of the sentence before, main first."""
        own = {token.i} | ({token.head.i} if token.dep_ == "poss" else set())
        for above in ancestors(token):
            if above.pos_ in {"VERB", "AUX"}:
                for subject in surface_subjects(above):
                    if subject.i < token.i and subject.i not in own:
                        yield subject
        here = self.doc[token.i].sent.start
        if here == 0:
            return
        before = self.doc[here - 1].sent
        yield from surface_subjects(before.root)
        for other in before:
            if other.dep_ in SUBJECTS and other.head.i != before.root.i:
                yield other

    def _first_person(self) -> list[Mention]:
        """ "I" and "we" in a quotation: its speaker; "we" only where a body or party speaks, or is spoken for."""
        found = []
        for quote in self.quotes:
            speaker, body = self._speaker(quote), self._speaks_for(quote)
            for token in self.doc[quote.start : min(quote.end, len(self.doc))]:
                # "my wife and I know we ...": then "we" are those two
                own = any(t.lower_ in _FIRST for t in self.doc[max(quote.start, token.sent.start) : token.i])
                node = speaker if token.lower_ in _FIRST else body if token.lower_ in _WE and not own else None
                if node is not None and token.pos_ in {"PRON", "DET"}:
                    found.append(Mention(token.i, token.i + 1, token.i, "pronoun", node.type, token.text, node=node))
        return found

    def _speaks_for(self, quote: Quote) -> Node | None:
        """The body or party that speaks, or that the speaker speaks for by the one office that the text names."""
        mention = self.at[quote.speaker.i] if quote.speaker is not None else None
        if mention is None:
            return None
        if mention.node is None:
            return mention.office.whose() if mention.office is not None and mention.office.speaks else None
        if mention.node.type in {"Organisation", "Party"}:
            return mention.node
        return next(iter(mention.node.speaks_for)) if len(mention.node.speaks_for) == 1 else None

    # -- descriptions ---------------------------------------------------------------------------------------------

    def _description(self, mention: Mention) -> Node | None:
        """ "The MP", "the party leader", "the chancellor": the last person to whom the text gives that role."""
        office = mention.office
        assert office is not None
        if office.plural or (office.kind in {"family", "staff", "candidate"} and not office.definite):
            return None
        if not (office.definite or office.party or self.doc[mention.start].text[0].isupper()) or (
            office.former and not office.definite
        ):
            return None
        scores = self._salience(mention.start, {"Person"}, within=60)
        fitting: list[tuple[float, float, Node]] = []
        rivals = self._co_arguments(self.doc[mention.head])
        for node, score in scores.items():
            if (
                node.anonymous
                or node in rivals
                or not self._sits(node, office)
                or (office.former and office.name.casefold() not in node.past)
            ):
                continue
            if mention.gender and node.gender and mention.gender != node.gender:
                continue
            fit = self._fits(
                node, office.head, office.name, {office.party.text} if office.party else set(), office.kind
            )
            if fit:
                fitting.append((fit, score, node))
        if not fitting:
            return self._unnamed_holder(mention)
        fitting.sort(key=lambda f: (f[0], f[1], -f[2].index), reverse=True)
        if len(fitting) > 1 and fitting[0][0] == fitting[1][0] and fitting[0][1] < 1.3 * fitting[1][1]:
            return None
        return fitting[0][2]

    def _unnamed_holder(self, mention: Mention) -> Node | None:
        """Who "the chancellor" or "the Tory leader" is without a title, where the article as a whole tells."""
        key = self._roles.key(mention)
        return self._holders.get(key) if key is not None else None

    def _sits(self, node: Node, office: OfficePhrase) -> bool:
        """Whether a person may be "the Leeds North MP": sits there, or is the only one of whom no seat is told."""
        said = office.seats() if office.head in LEGISLATORS else set()
        if not said or node.seats & said:
            return True
        holders = [n for n in self.nodes if office.name.casefold() in n.offices]
        return not node.seats and holders == [node] and all(how == "seat" for how, _ in office.of)

    def _note_predicate(self, mention: Mention) -> bool:
        """Keep what a sentence plainly says that somebody is ("Ann Lee is the MP for Leeds North"); whether it does."""
        office, head = mention.office, self.doc[mention.head]
        if office is None or office.plural or office.prospective or office.coming or head.dep_ != "attr":
            return False
        verb = head.head
        # what is denied, reported, doubted or planned tells nobody's office
        if verb.lemma_ not in {"be", "become"} or verb.dep_ != "ROOT" or self.quote_of[mention.head] is not None:
            return False
        if any(c.dep_ in {"neg", "mark"} or (c.dep_ == "aux" and c.lemma_ != "have") for c in verb.children):
            return False
        subject = child(verb, "nsubj")
        who = self.at[subject.i] if subject is not None else None
        if who is None or who.node is None or who.node.type != "Person":
            return False
        who.node.offices |= {office.name.casefold(), office.head}
        if office.former:
            who.node.past |= {office.name.casefold(), office.head}
        if office.head in LEGISLATORS:
            who.node.seats |= office.seats()
        return True

    def _introduce(self) -> None:
        """Lead the role of the first sentence to the name of the second: "A Labour MP has quit. / Ann Lee said ...".

        News so puts off the name of whom it is about; the first sentence must name nobody else.
        """
        sents = [s for s in self.doc.sents if s.text.strip()[-1:] in {".", '"', "”"}][:2]
        if len(sents) < 2:
            return
        first, second = (child(s.root, *SUBJECTS) for s in sents)
        role = self.at[first.i] if first is not None else None
        named = self.at[second.i] if second is not None else None
        if role is None or named is None or named.node is None or named.kind != "name" or named.node.type != "Person":
            return
        office, node = role.office, named.node
        if office is None or role.node is not None or office.plural or office.kind not in {"office", "leader"}:
            return
        if any(
            m.kind == "name" and m.type == "Person" and sents[0].start <= m.start < sents[0].end for m in self.mentions
        ):
            return
        told = {o for o in node.offices if o} - node.past
        party = office.party.text if office.party is not None else ""
        if (told and not told & {office.name.casefold(), office.head}) or (party and node.parties - {party}):
            return
        if " " not in node.label or "spokes" in office.head or clash(role.gender, node.gender):
            return
        role.node = node
        node.offices |= {office.name.casefold(), office.head}
        if office.former:
            node.past |= {office.name.casefold(), office.head}
        if office.head in LEGISLATORS:
            node.seats |= office.seats()

    @staticmethod
    def _fits(node: Node, head: str, name: str, parties: set[str], kind: str) -> float:
        names = {o.casefold() for o in node.offices}
        if parties and (node.parties or kind == "leader") and not parties & (node.parties | node.leads):
            return 0.0
        if kind == "leader" and head in {"leader", "chairman", "chief", "president"} and node.leads:
            if parties and not parties & node.leads:
                return 0.0
            return 2.0 if head in names else 0.0
        if name.casefold() in names:
            return 3.0
        said = set(name.casefold().split())
        if any(said <= set(o.split()) and o.split()[-1] == head.split()[-1] for o in names if o):
            return 2.0
        return 0.0

    def _group(self, mention: Mention) -> Node | None:
        """ "Party members in Leeds", "Labour activists in Leeds": a branch named by its place, the article's own."""
        office = mention.office
        assert office is not None
        if (
            not office.plural
            or office.kind != "member"
            or not (office.party or office.name.casefold().startswith("party "))
        ):
            return None
        if not any(preposition in {"in", "of", "from"} for preposition, _ in office.of):
            return None
        node = self.entities.named("Organisation", " ".join(self.doc[mention.start : office.end].text.split()))
        node.full = False
        return node

    def _collective(self, mention: Mention) -> Node | None:
        """ "Ministers" without more: the body for which they stand."""
        token = self.doc[mention.head]
        if mention.end - mention.start > 1 or mention.office is None or not mention.office.plural or mention.office.of:
            return None
        body = self._generic(token)
        return body.node if body is not None else None

    def _generic(self, token: Token) -> Mention | None:
        """ "The government", "ministers", "police": a body of the article's own, where no name is given."""
        entry = self.generic.get(token.lower_)
        if entry is None:
            return None
        label, needed = entry
        determiner = child(token, "det")
        if (needed and (determiner is None or determiner.lower_ != needed)) or token.dep_ in {
            "compound",
            "amod",
            "nmod",
        }:
            return None
        if any(
            c.dep_ in {"compound", "amod", "nmod", "prep"} and (c.i < token.i or c.lower_ == "of")
            for c in token.children
        ):
            return None
        node = self.entities.named("Organisation", label)
        node.full = False
        start = determiner.i if determiner is not None else token.i
        return Mention(start, token.i + 1, token.i, "pronoun", "Organisation", token.text, node=node)

    def _taken_up(self, token: Token) -> Mention | None:
        """ "The billionaire", "the commission": by a noun that is no office."""
        if child(token, "det") is None:
            return None
        found = named_by(self.doc, token, self._salience(token.i, {"Organisation", "Document"}, within=60))
        if found is not None or self.quote_of[token.i] is not None:
            return found
        described = described_person(self.doc, token, self.entities.words, self._salience(token.i, {"Person"}))
        if described is None:
            return None
        mention, node = described
        mention.node = node if node not in self._co_arguments(token) else None
        return mention

    def _body(self, token: Token) -> Mention | None:
        """ "The party", "the government", "its committee": the one that was named last, if one was."""
        determiner = child(token, "det", "poss")
        if determiner is None or determiner.lower_ not in {"the", "this", "his", "her", "its", "their", "our"}:
            return None
        if any(c.dep_ in {"compound", "amod", "prep", "nmod"} and c.i < token.i for c in token.children):
            return None
        kind = _BODY_WORDS.get(token.lower_)
        if kind is None:
            return None
        mention = Mention(
            determiner.i if determiner.i < token.i else token.i,
            token.i + 1,
            token.i,
            "pronoun",
            kind,
            self.doc[determiner.i : token.i + 1].text,
        )
        owner = self.at[determiner.i] if determiner.lower_ in {"his", "her"} else None
        if owner is not None and owner.node is not None and kind == "Party":
            parties = owner.node.parties | owner.node.leads
            node = next((n for n in self.nodes if n.type == "Party" and parties == {n.label}), None)
            if node is not None:
                mention.node = node
                return mention
        scores = self._salience(token.i, {kind, "Person"}, within=12)
        best: list[tuple[float, int, Node]] = []
        for node, score in scores.items():
            if node.type == kind and (kind == "Party" or token.lower_ in node.label.casefold()):
                best.append((score, -node.index, node))
            elif kind == "Party" and node.parties and len(node.parties) == 1:
                party = next((n for n in self.nodes if n.type == "Party" and n.label in node.parties), None)
                if party is not None:
                    best.append((score * (1.0 if determiner.lower_ == "the" else 2.0), -party.index, party))
        totals: dict[Node, float] = {}
        for score, _, node in best:
            totals[node] = totals.get(node, 0.0) + score
        if not totals:
            return None
        mention.node = max(totals, key=lambda n: (totals[n], -n.index))
        return mention


def _pleonastic(it: Token) -> bool:
    """Whether "it" stands for nothing: "it is clear that", "it emerged that", "it takes time to"."""
    verb = it.head
    if it.lower_ != "it" or it.dep_ not in SUBJECTS:
        return False
    clauses = {"ccomp", "xcomp", "advcl", "acl", "relcl"}
    told = [c for c in verb.children if c.dep_ in {"acomp", "attr"}]
    clause = any(c.dep_ in clauses and c.i > verb.i for c in verb.children)
    below = any(g.dep_ in clauses for c in told for g in c.children)
    if verb.lemma_ == "be" and told:
        return clause or below
    return verb.lemma_ in _IMPERSONAL or (clause and is_passive(verb))
