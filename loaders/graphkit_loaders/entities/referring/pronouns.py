"""Who "he", "she", "it", "they", "I" and "we" are.

Gender and number from evidence in the text, then the people of the clause, then salience; what stays open is left open.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graphkit_loaders.entities.mention import Mention, Node
from graphkit_loaders.entities.names.tokens import GENDER
from graphkit_loaders.entities.quotes.quotes import Quote
from graphkit_loaders.entities.referring.discourse import Discourse
from graphkit_loaders.entities.referring.wholes import some_of
from graphkit_loaders.language.grammar import SUBJECTS, ancestors, child, is_passive, surface_subjects
from graphkit_loaders.lexicon import word_groups

if TYPE_CHECKING:
    from spacy.tokens import Token

_FIRST = {"i", "me", "my", "mine", "myself"}
_WE = {"we", "us", "our"}
SINGULAR = {"it", "its"}
PLURAL = {"they", "their"}
#: how much the person whose clause a pronoun stands in counts, and the one whose clause holds that clause
_NEAREST, _NEXT = 12.0, 4.0
#: the salience of a party that the sentence before names once
_NAMED_ONCE = 1.5
#: types of what "it" and "they" may stand for
_THINGS = {"Party", "Organisation", "Place", "Document"}


class Pronouns(Discourse):
    """Leads pronouns to entities."""

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
        if commanding and (holder := commanding[0]) is not None and self._told_of_another(token):
            rivals, commanding = {*rivals, holder}, commanding[1:]  # "she was her aide": nobody is one's own
        if commanding and commanding[0] is None:
            return mention  # somebody whom the text does not name
        own = token.i + 1 < len(self.doc) and self.doc[token.i + 1].lower_ == "own"
        for weight, node in zip(
            (4 * _NEAREST if own else _NEAREST, _NEXT), (n for n in commanding if n is not None), strict=False
        ):
            scores[node] = scores.get(node, 0.0) * 2 + weight
        if (asked := self._asked(token)) is not None:
            scores[asked] = scores.get(asked, 0.0) * 2 + 2 * _NEAREST
        if (fronted := self._fronted(token)) is not None:
            scores[fronted] = scores.get(fronted, 0.0) * 2 + _NEAREST
        if (just_named := self._just_named(token, gender, commanding)) is not None:
            scores[just_named] = scores.get(just_named, 0.0) * 2 + 4 * _NEAREST
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

    def _told_of_another(self, token: Token) -> bool:
        """Whether a pronoun is the owner of a role that its clause says the subject to have: "she was her aide"."""
        role = self.at[token.head.i]
        owned = token.dep_ == "poss" and token.head.dep_ == "attr" and token.head.head.lemma_ in {"be", "become"}
        return owned and role is not None and role.office is not None

    def _just_named(self, token: Token, gender: str, commanding: list[Node | None]) -> Node | None:
        """Whom the words before a clause name, inside one of the other gender: "he praised Ann Lee, as she ..."."""
        conjunction = token.i - 1
        if token.dep_ not in SUBJECTS or conjunction < 2 or self.doc[conjunction].dep_ not in {"mark", "advmod"}:
            return None
        end = conjunction - (self.doc[conjunction - 1].text == ",")
        named = self.at[end - 1]
        if named is None or named.kind != "name" or named.node is None or named.node.type != "Person":
            return None
        above = commanding[0] if commanding else None
        other = above is not None and bool(above.gender) and above.gender != gender
        return named.node if other and named.node.gender == gender else None

    def _asked(self, token: Token) -> Node | None:
        """Whom a question is put to, for the pronoun in it: "asked Ann Lee why she had left"."""
        verb = token.head
        while verb.dep_ in {"xcomp", "ccomp"} and verb.head.i < verb.i:
            verb = verb.head
            asked = child(verb, "dobj", "dative") if verb.lemma_ == "ask" else None
            if asked is not None and asked.i < token.i and token.dep_ in SUBJECTS:
                at = self.at[asked.i]
                return at.node if at is not None and at.node is not None and at.node.type == "Person" else None
        return None

    def _fronted(self, token: Token) -> Node | None:
        """The one subject of what stands before a main clause, for its pronoun: "When Ann Lee spoke, she said"."""
        if token.dep_ in SUBJECTS and token.head.dep_ == "conj" and token.head.head.pos_ in {"VERB", "AUX"}:
            first = surface_subjects(token.head.head)
            at = self.at[first[0].i] if len(first) == 1 and first[0].i < token.i else None
            same = at is not None and at.node is not None and at.node.type == "Person"
            return at.node if at is not None and same and self.quote_of[token.i] is None else None
        if token.dep_ not in SUBJECTS or token.head.dep_ != "ROOT":
            return None
        found: set[Node] = set()
        for t in self.doc[token.sent.start : token.i]:
            mention = self.at[t.i] if t.dep_ in SUBJECTS and self.quote_of[t.i] is None else None
            if mention is not None and mention.node is not None and mention.node.type == "Person":
                found.add(mention.node)
        return found.pop() if len(found) == 1 and self.quote_of[token.i] is None else None

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
        clash = node is not None and node.gender and node.gender != GENDER.get(token.lower_, node.gender)
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

    def _thing(self, token: Token) -> Mention:
        """ "It" and "they": the body or party that is the subject of the clause around, or was of the one before."""
        mention = Mention(token.i, token.i + 1, token.i, "pronoun", "Organisation", token.text)
        plural = token.lower_ in PLURAL
        if not plural and _pleonastic(token):
            return mention
        for subject in self._subjects_before(token):
            at = self.at[subject.i]
            node = at.node if at is not None else None
            if at is not None and at.kind == "name" and some_of(subject, at):
                return mention  # "some Tories said they ...": they are not the party
            if node is not None and node.type in _THINGS and not (at and at.adjective):
                mention.node, mention.type = node, node.type
                return mention
            if node is not None and node.type == "Person":
                continue
            if subject.pos_ in {"NOUN", "PROPN"} and (subject.tag_ in {"NNS", "NNPS"}) == plural:
                return mention  # something that the text does not name
        first = token.dep_ in SUBJECTS and token.is_sent_start
        scores = self._salience(token.i, {"Party", "Organisation"}, within=1) if first else {}
        only = next(iter(scores)) if plural and len(scores) == 1 else None
        if only is not None and only.type == "Party" and scores[only] >= _NAMED_ONCE:
            mention.node, mention.type = only, only.type  # "is opposed by the Greens. They": no other
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
                node = speaker if token.lower_ in _FIRST else body if token.lower_ in _WE else None
                if node is None or token.pos_ not in {"PRON", "DET"}:
                    continue
                # "my wife and I know we ...": then "we" are those two
                before = self.doc[max(quote.start, token.sent.start) : token.i]
                if token.lower_ in _FIRST or not any(t.lower_ in _FIRST for t in before):
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
    return verb.lemma_ in word_groups()["impersonal"] or (clause and is_passive(verb))
