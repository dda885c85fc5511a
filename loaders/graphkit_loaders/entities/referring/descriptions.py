"""Who "the MP", "the party leader", "the chancellor" are: the people to whom the text gives that role."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from graphkit_loaders.entities.mention import Mention, Node, OfficePhrase
from graphkit_loaders.entities.names.cluster import clash
from graphkit_loaders.entities.quotes.speaking import speaking
from graphkit_loaders.entities.referring.discourse import Discourse
from graphkit_loaders.entities.roles.unnamed import is_second, own_offices
from graphkit_loaders.language.grammar import SUBJECTS, child
from graphkit_loaders.lexicon import word_groups

if TYPE_CHECKING:
    from spacy.tokens import Token


def _told_apart(head: Token) -> bool:
    """Whether a clause says which one is meant: "the candidate who carried the town"."""
    return any(c.dep_ == "relcl" and c.left_edge.i == head.i + 1 for c in head.children)


def _holds_there(node: Node, office: OfficePhrase) -> bool:
    """Whether nothing told of a person's posts speaks against "the chairman of the Harbour Board"."""
    said = office.bodies()
    if not said or office.legislator:
        return True
    told = {body for head, body in node.posts if head == office.head}
    return bool(told & said) or not told


class Descriptions(Discourse):
    """Leads role phrases to people."""

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
        if office.kind == "candidate" and _told_apart(self.doc[mention.head]):
            return None
        if mention.start and self.doc[mention.start - 1].lower_ in {"another", "any", "every", "no", "other", "some"}:
            return None
        owner = self._owner(mention)
        scores = self._salience(mention.start, {"Person"}, within=60)
        fitting: list[tuple[float, float, Node]] = []
        rivals = self._co_arguments(self.doc[mention.head])
        for node, score in scores.items():
            if (
                node.anonymous
                or node in rivals
                or not self._sits(node, office, mention.start)
                or not _holds_there(node, office)
                or (owner and (office.head, owner) not in node.posts)
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

    def _owner(self, mention: Mention) -> str:
        """The place whose office it is: "Ohio's governor"."""
        k = mention.start - 2
        before = self.at[k] if k >= 0 and self.doc[k + 1].lower_ in {"'s", "’s", "'"} else None
        return before.text if before is not None and before.type == "Place" and before.kind == "name" else ""

    def _unnamed_holder(self, mention: Mention) -> Node | None:
        """Who "the chancellor" or "the Tory leader" is without a title, where the article as a whole tells."""
        key = self._roles.key(mention)
        return self._holders.get(key) if key is not None else self._roles.seated(mention)

    def _sits(self, node: Node, office: OfficePhrase, at: int) -> bool:
        """Whether a person may be "the Leeds North MP": sits there, or alone is so titled, of no seat, and just named.

        In "Senator Ann Lee won. Worse was Bob Fox's fall. The Ohio senator ..." he may be, of whom no title is told.
        """
        said = office.seats() if office.legislator else set()
        if not said or node.seats & said:
            return True
        holders = [n for n in self.nodes if office.name.casefold() in n.offices]
        only = not node.seats and holders == [node] and all(how == "seat" for how, _ in office.of)
        if not only:
            return False
        named = (self.at[k] for k in range(at - 1, -1, -1))
        last = next((m for m in named if m is not None and m.kind == "name" and m.type == "Person"), None)
        return last is not None and last.node is node

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
        if office.legislator:
            who.node.seats |= office.seats()
        return True

    def _introduce(self) -> None:
        """Lead the role of the first sentence to the name of the second: "A Labour MP has quit. / Ann Lee said ...".

        News so puts off the name of whom it is about; the first sentence must name nobody else, unless the role and the
        name both speak: "Bob Fox should go, a minister has said. / Ann Lee told the BBC ...".
        """
        whole = (s for s in self.doc.sents if s.text.strip()[-1:] in {".", '"', "”"})
        sents = list(itertools.islice(whole, 2))
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
        others = {
            m.node
            for m in self.mentions
            if m.kind == "name" and m.type == "Person" and sents[0].start <= m.start < sents[0].end
        }
        both_speak = all(speaking().kind(sentence.root) == "says" for sentence in sents)
        if node in others or (others and not both_speak):
            return
        told = {o for o in node.offices if o} - node.past
        party = office.party.text if office.party is not None else ""
        if (told and not told & {office.name.casefold(), office.head}) or (party and node.parties - {party}):
            return
        if " " not in node.label or "spokes" in office.head or clash(role.gender, node.gender):
            return
        if not _holds_there(node, office):
            return
        role.node = node
        node.offices |= {office.name.casefold(), office.head}
        if office.former:
            node.past |= {office.name.casefold(), office.head}
        if office.legislator:
            node.seats |= office.seats()

    @staticmethod
    def _fits(node: Node, head: str, name: str, parties: set[str], kind: str) -> float:
        names = {o.casefold() for o in node.offices}
        if not is_second(name.casefold()):  # a deputy mayor is not "the mayor"
            names = own_offices(names)
        if parties and (node.parties or kind == "leader") and not parties & (node.parties | node.leads):
            return 0.0
        if kind == "leader" and head in word_groups()["heads of a lead"] and node.leads:
            if parties and not parties & node.leads:
                return 0.0
            return 2.0 if head in names else 0.0
        if name.casefold() in names:
            return 3.0
        said = set(name.casefold().split())
        if any(said <= set(o.split()) and o.split()[-1] == head.split()[-1] for o in names if o):
            return 2.0
        return 0.0
