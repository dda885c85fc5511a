"""Claims laid beside the annotations of their article: which meet, which are missed, which are false.

A relation counts once an article: subject, predicate and object must agree. An action meets an annotation where subject
and predicate agree and its evidence covers the annotated trigger; whether its object, negation, modality and source
agree is counted apart. Entities agree by name: without titles, by any form that the annotation lists, or by surname
where one annotated person has it; offices where their words are alike (Jaccard or difflib ratio of .75).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from graphkit.evaluation.gold import GoldAction, GoldArticle, GoldRelation
from graphkit.model import Claim, Modality
from graphkit.vocabulary import vocabulary

# fmt: off
_TITLES = frozenset((
    "mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "baroness", "baron", "the",
    "rt", "hon", "rev", "mp", "qc", "ex", "former",
))
# fmt: on
_ENDINGS = frozenset({"mp", "qc", "party"})
#: predicates whose subject and object may change places
SYMMETRIC = frozenset({"relativeOf", "meets"})
_OFFICE_ALIKE = 0.75
#: what must agree for a claim to be printed as it stands
_PRINTED = ("no other object", "negated", "as asserted", "as reported", "former")


def plain_name(name: str) -> str:
    """The name in small letters, without titles before it and "MP" or "party" behind it."""
    words = re.findall(r"[\w&]+", re.sub(r"['’]s\b", "", name.casefold()))
    while len(words) > 1 and words[0] in _TITLES:
        words.pop(0)
    while len(words) > 1 and words[-1] in _ENDINGS:
        words.pop()
    return " ".join(words)


class Names:
    """Leads the labels of claims to the annotated entities of one article."""

    def __init__(self, gold: GoldArticle) -> None:
        self._forms: dict[str, str] = {}
        surnames: defaultdict[str, set[str]] = defaultdict(set)
        for entity in gold.entities:
            self._forms.setdefault(plain_name(entity.name), entity.id)
        for entity in gold.entities:
            for form in entity.also:
                self._forms.setdefault(plain_name(form), entity.id)
            name = plain_name(entity.name)
            if entity.type == "person" and name:
                surnames[name.split()[-1]].add(entity.id)
        self._surnames = {surname: next(iter(ids)) for surname, ids in surnames.items() if len(ids) == 1}
        self._offices = [(plain_name(e.name), e.id) for e in gold.entities if e.type == "office"]

    def find(self, label: str | None, type: str = "") -> str | None:
        """The id of the annotated entity that a label names, or None."""
        if not label:
            return None
        name = plain_name(label)
        if name in self._forms:
            return self._forms[name]
        if type.casefold() in {"", "person"} and name:
            return self._surnames.get(name.split()[-1])
        return None

    def office(self, label: str) -> str | None:
        """The id of the annotated office whose name is most like a label, if it is alike."""
        name = plain_name(label)
        best = max(self._offices, key=lambda office: _alike(name, office[0]), default=None)
        return best[1] if best is not None and _alike(name, best[0]) >= _OFFICE_ALIKE else None


def _alike(one: str, other: str) -> float:
    a, b = set(one.split()), set(other.split())
    if not a & b:
        return 0.0
    return max(len(a & b) / len(a | b), SequenceMatcher(None, one, other).ratio())


@dataclass(slots=True)
class Pair:
    """A claim and the annotation that it meets; ``agrees`` tells for each further field whether it is the same."""

    claim: Claim
    gold: GoldRelation | GoldAction
    agrees: dict[str, bool] = field(default_factory=dict)

    @property
    def right(self) -> bool:
        """Whether a reader would print it: no other object, and put as the article puts it.

        An object that the annotation leaves out, or that the claim does, makes nothing wrong.
        """
        return all(self.agrees.get(name, True) for name in _PRINTED)


@dataclass(slots=True)
class Matched:
    """One article: what was found, what was missed (annotations), what is false (claims)."""

    document: str
    found: list[Pair] = field(default_factory=list)
    missed: list[GoldRelation | GoldAction] = field(default_factory=list)
    false: list[Claim] = field(default_factory=list)


def match(gold: GoldArticle, claims: Iterable[Claim]) -> Matched:
    """The claims of an article beside its annotations; speech and other acts are not annotated and left out."""
    names = Names(gold)
    matched = Matched(gold.document)
    predicates = vocabulary().predicates
    kinds: dict[str, list[Claim]] = {"relation": [], "action": []}
    for claim in claims:
        kind = predicates[claim.predicate].kind if claim.predicate in predicates else ""
        if kind in kinds:
            kinds[kind].append(claim)
    _relations(gold, kinds["relation"], names, matched)
    _actions(gold, kinds["action"], names, matched)
    return matched


def _relations(gold: GoldArticle, claims: list[Claim], names: Names, matched: Matched) -> None:
    wanted = {(r.subject, r.predicate, r.object): r for r in gold.relations}
    seen: set[tuple[str, str, str]] = set()
    for claim in claims:
        label = claim.object.label if claim.object else ""
        subject = names.find(claim.subject.label, claim.subject.type) or "?" + plain_name(claim.subject.label)
        target = names.office(label) if claim.predicate == "holdsOffice" else names.find(label)
        key = (subject, claim.predicate, target or "?" + plain_name(label))
        turned = (key[2], key[1], key[0])
        if claim.predicate in SYMMETRIC and turned in wanted:
            key = turned
        if key in seen:
            continue
        seen.add(key)
        if key in wanted:
            matched.found.append(Pair(claim, wanted[key], {"former": claim.former == wanted[key].former}))
        else:
            matched.false.append(claim)
    matched.missed += [relation for key, relation in wanted.items() if key not in seen]


def _actions(gold: GoldArticle, claims: list[Claim], names: Names, matched: Matched) -> None:
    taken: set[int] = set()
    done: set[tuple[object, ...]] = set()
    for claim in claims:
        subject = names.find(claim.subject.label, claim.subject.type)
        label = claim.object.label if claim.object else None
        target = names.find(label)
        place = (claim.evidence.start, claim.evidence.end)
        content = claim.act.content if claim.act else None
        once = (subject or claim.subject.label, claim.predicate, target or label, place, content)
        if once in done:
            continue
        done.add(once)
        swaps = claim.predicate in SYMMETRIC
        hits = [
            i
            for i, action in enumerate(gold.actions)
            if i not in taken
            and action.predicate == claim.predicate
            and place[0] <= action.at < place[1]
            and (action.subject == subject or (swaps and action.object == subject and action.subject == target))
        ]
        if not hits:
            matched.false.append(claim)
            continue
        best = max(hits, key=lambda i: gold.actions[i].object == target)
        taken.add(best)
        action = gold.actions[best]
        source = names.find(claim.source.label) if claim.source else None
        same = target == action.object or (swaps and subject == action.object and target == action.subject)
        agrees = {
            "negated": claim.negated == action.negated,
            "modality": claim.modality.value == action.modality,
            "source": source == action.source,
            "as asserted": (claim.modality is Modality.ASSERTED) == (action.modality == "asserted"),
            "as reported": (claim.source is not None) == (action.source is not None),
            "no other object": label is None or action.object is None or same,
        }
        if action.object is not None:
            agrees["object"] = same
        matched.found.append(Pair(claim, action, agrees))
    matched.missed += [action for i, action in enumerate(gold.actions) if i not in taken]
