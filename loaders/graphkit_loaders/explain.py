"""Why a text gives the claims that it gives, and why others were dropped: for one sentence, or an article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graphkit.model import Article, Claim, Span
from graphkit_loaders.claims.actions.trigger import Trigger
from graphkit_loaders.claims.actions.triggers import Triggers, triggers
from graphkit_loaders.claims.confidence import features, sure, weights
from graphkit_loaders.claims.draft import Draft, Tokens, characters, finish
from graphkit_loaders.claims.manner.clauses import manner
from graphkit_loaders.entities.reading import Reading, read_article
from graphkit_loaders.language.grammar import NEGATIONS, UNREAL, actors, ancestors, is_passive, patients
from graphkit_loaders.language.model import DEFAULT_MODEL, load, parse
from graphkit_loaders.lexicon import lexicon, word_groups

if TYPE_CHECKING:
    from spacy.tokens import Token

_HOW = {"name": "by its name", "pronoun": "as a pronoun or noun that refers back", "office": "by a role"}
#: words beside modal verbs and adverbs of doubt that take a claim from plain
_PUT = frozenset({"if", "unless", "whether", "according", "former", "ex", "formerly", "once", "until", "was", "were"})
#: features of confidence to tell, the heaviest first
_TOLD = 4


@dataclass(frozen=True, slots=True)
class Explained:
    """A claim with what led to it, or a trigger that led to none, with the reason in ``dropped``."""

    at: Span
    trigger: str
    predicate: str
    dropped: str = ""
    claim: Claim | None = None
    subject: str = ""
    object: str = ""
    put: tuple[str, ...] = ()
    weights: tuple[tuple[str, float], ...] = field(default=())

    def record(self) -> dict[str, Any]:
        """The explanation as JSON writes it."""
        claim = self.claim
        return {
            "trigger": self.trigger,
            "at": list(self.at),
            "predicate": self.predicate,
            "claim": claim.id if claim else None,
            "dropped": self.dropped or None,
            "subject": self.subject or None,
            "object": self.object or None,
            "marks": list(claim.marks) if claim else [],
            "put by": list(self.put),
            "confidence": claim.confidence if claim else None,
            "weights": dict(self.weights),
        }


def explain(article: Article, *, model: str | None = None) -> list[Explained]:
    """Each claim of an article with what led to it, and each word that could have carried one and did not, by place.

    Raises:
        UsageError: the model cannot be loaded.
    """
    from graphkit_loaders.pipeline import found_in

    [doc] = parse(load(model or DEFAULT_MODEL), [article.text])
    reading = read_article(article, doc, lexicon())
    rules = triggers()
    made = list(found_in(reading))
    found: dict[str, Explained] = {}
    for draft, final in zip(made, sure(made, reading), strict=True):
        claim = finish(final, article, doc, "")
        found.setdefault(claim.id, _made(draft, claim, reading, rules))
    carried = {k for draft in made if draft.predicate != "says" for k in range(*draft.trigger)}
    return sorted([*found.values(), *_dropped(reading, rules, carried)], key=lambda e: e.at)


def _made(draft: Draft, claim: Claim, reading: Reading, rules: Triggers) -> Explained:
    of = weights()
    told = sorted(
        ((name, of[name]) for name in features(draft, reading) if of.get(name) and " " in name),
        key=lambda pair: (-abs(pair[1]), pair[0]),
    )
    return Explained(
        at=_span(reading, draft.trigger),
        trigger=reading.doc[slice(*draft.trigger)].text,
        predicate=draft.predicate,
        claim=claim,
        subject=_found(draft.subject_at, draft.subject.label, reading),
        object=_found(draft.object_at, draft.object.label, reading) if draft.object else "",
        put=() if claim.is_plain else _put_by(draft, reading, rules),
        weights=tuple(told[:_TOLD]),
    )


def _span(reading: Reading, tokens: Tokens) -> Span:
    return characters(reading.doc, tokens) or (0, 0)


def _found(at: Tokens | None, label: str, reading: Reading) -> str:
    """The words that stand for an entity, and how they were led to it."""
    if at is None:
        return f"{label}, which the words around imply"
    mention = reading.at[at[0]]
    words = reading.doc[mention.start : mention.end].text if mention is not None else reading.doc[slice(*at)].text
    how = _HOW.get(mention.kind, "") if mention is not None else "as somebody unnamed"
    return f"{' '.join(words.split())!r} is {label}, {how}"


def _marks() -> frozenset[str]:
    """The words that take a claim from plain wherever they stand."""
    return _PUT | (UNREAL - {"to"}) | word_groups()["doubting"]


def _put_by(draft: Draft, reading: Reading, rules: Triggers) -> tuple[str, ...]:
    """The words that take a claim from plain: auxiliaries, negations, and the verbs and quotation above it."""
    verb = next((t for t in reading.doc[slice(*draft.trigger)] if t.pos_ in {"VERB", "AUX"}), None)
    if verb is None:
        return tuple(t.text for t in reading.doc[slice(*draft.evidence)] if t.lower_ in _marks())
    words: dict[int, Token] = {}
    for token in (verb, *ancestors(verb)):
        if token is not verb and (rules.effect(token) or token.lemma_.lower() in rules.speech):
            words[token.i] = token
        for c in token.children:
            if c.lower_ in _marks() | NEGATIONS or c.dep_ == "neg" or c.lower_ in {"'ll", "’ll", "wo", "'d", "’d"}:
                words[c.i] = c
    told = [words[k].text for k in sorted(words)]
    quote = reading.quote_of[verb.i]
    if quote is not None:
        speaker = reading.speaker(quote)
        told.append(f"a quotation of {speaker.label}" if speaker is not None else "a quotation of somebody unknown")
    return tuple(told)


def _dropped(reading: Reading, rules: Triggers, carried: set[int]) -> Iterator[Explained]:
    """The verbs that carry an action by the word lists, and gave none."""
    for token in reading.doc:
        if token.pos_ not in {"VERB", "AUX"} or token.i in carried:
            continue
        trigger = rules.match(token, reading.node)
        if trigger is not None:
            yield Explained(
                at=_span(reading, (token.i, token.i + 1)),
                trigger=" ".join(w.text for w in sorted(trigger.words, key=lambda w: w.i)),
                predicate=trigger.predicate,
                dropped=_why(trigger, reading, rules),
            )


def _why(trigger: Trigger, reading: Reading, rules: Triggers) -> str:
    verb = trigger.verb
    if not reading.prose[verb.i]:
        return "stands in a headline, a caption or a menu, not in prose"
    passive = trigger.predicate == "elected" and is_passive(verb)
    doers = patients(verb) if passive else actors(verb)
    if not doers:
        return "nobody is told who does it" if is_passive(verb) else "it has no subject that the parse finds"
    nodes = [(t, reading.node(t)) for t in doers]
    known = [(t, n) for t, n in nodes if n is not None]
    if not known:
        words = ", ".join(repr(t.text) for t, _ in nodes)
        pronoun = any(t.pos_ == "PRON" for t, _ in nodes)
        return f"it is not clear whom {words} means" if pronoun else f"{words} is nobody with a name"
    reasons = [how.dropped for _, n in known if (how := manner(trigger, n, reading, rules)).dropped]
    if reasons:
        return f"stands {reasons[0]}, so it is not told as done"
    return f"{known[0][1].label} is a {known[0][1].type.casefold()}, which does not act"
