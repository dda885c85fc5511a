"""When a claim holds: the dates that hang on its verb or its office, as valid from and until.

An action "on Tuesday" holds from and until that day. An office holds "since 2010" from then, "until May" up to then,
and from when somebody came into it ("became", "was elected"). All else stays unknown: the day of publication is no date
of what an article tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.dates import PartialDate
from graphkit.model import Modality
from graphkit_loaders.claims.draft import Draft
from graphkit_loaders.claims.times.calendar import date_of
from graphkit_loaders.entities.reading import Reading
from graphkit_loaders.language.grammar import SUBJECTS, ancestors, child, infinitive
from graphkit_loaders.lexicon import word_groups

if TYPE_CHECKING:
    from spacy.tokens import Token

#: relations that dates bear on: who is in an office then; not what follows from it (a leader's membership)
_DATED = {"holdsOffice", "leads", "represents", "worksFor"}
_RELATIONS = {*_DATED, "memberOf", "candidateFor", "partOf", "relativeOf"}
_ON, _SINCE, _UNTIL = {"on", "in", "during"}, {"since", "from"}, {"until", "till", "to"}
#: tokens between a verb and a date behind it, at most
_REACH = 14
_COMING = {"will", "shall", "'ll", "’ll", "to", "wo"}


@dataclass(frozen=True, slots=True)
class Period:
    """From and until when, as far as told; ``at`` where it is one time."""

    start: PartialDate | None = None
    end: PartialDate | None = None
    at: PartialDate | None = None


def dated(drafts: Iterable[Draft], reading: Reading) -> Iterator[Draft]:
    """The drafts with the dates that the article gives them; a relation that has ended by its date is former."""
    for draft in drafts:
        period = _period(draft, reading)
        if period is None:
            yield draft.but(former=True) if _ended(draft, reading) else draft
            continue
        relation = draft.predicate in _RELATIONS
        start, end = (period.at or period.start, period.at or period.end)
        if relation:
            start, end = (period.at or period.start, period.end)
        if start is not None and end is not None and start.earliest > end.latest:
            yield draft
            continue
        published = reading.article.published
        # without a day of publication what has an end is taken to be over, so that it looks no plainer than it is
        latest = published.earliest if published is not None else None
        over = relation and end is not None and (end.latest < latest if latest else not _present(draft, reading))
        found = draft.but(valid_from=start, valid_until=end, former=draft.former or over)
        # nothing that begins behind the day of publication is done: "takes office in 2031"
        coming = start is not None and published is not None and start.earliest > published.latest
        coming = coming and draft.modality is Modality.ASSERTED and draft.predicate != "says"
        yield found.but(modality=Modality.PLANNED) if coming else found


def _present(draft: Draft, reading: Reading) -> bool:
    """Whether the verb of a claim stands in the present: "is mayor until 2040"."""
    words = reading.doc[slice(*draft.trigger)]
    return any(t is not None and t.tag_ in {"VBZ", "VBP"} for t in (*words, *map(_copula, words)))


def _period(draft: Draft, reading: Reading) -> Period | None:
    if draft.predicate in _RELATIONS:
        return _of_relation(draft, reading) if draft.predicate in _DATED else None
    verb = next((t for t in reading.doc[slice(*draft.trigger)] if t.pos_ in {"VERB", "AUX"}), None)
    if verb is None:
        return None
    future = _future(draft, verb)
    return _joined(_hanging(verb), future, reading)


def _of_relation(draft: Draft, reading: Reading) -> Period | None:
    tokens = list(reading.doc[slice(*draft.trigger)])
    verb = next((t for t in tokens if t.pos_ in {"VERB", "AUX"}), None)
    noun = next((t for t in reversed(tokens) if t.pos_ in {"NOUN", "PROPN"}), None)
    future = draft.modality is Modality.PLANNED
    if noun is not None:
        own = _joined(_behind(noun), future, reading)
        if own is not None and own.at is None:
            return own
        verb = verb or _copula(noun)
    if verb is None:
        return None
    found = _joined(_hanging(verb), future, reading)
    if (
        found is None
        or verb.lemma_.lower() not in word_groups()["coming into office"] | word_groups()["being in office"]
    ):
        return None
    if found.at is not None:
        # who "was minister in 2010" may have been so before and after
        return found if verb.lemma_.lower() in word_groups()["coming into office"] else None
    return found


def _behind(noun: Token) -> list[Token]:
    """The prepositions behind an office, also those that hang on its body: "leader of the party from 1990 to 1995"."""
    own = [c for c in noun.children if c.dep_ == "prep" and c.i > noun.i]
    bodies = [t for c in own if c.lower_ in {"of", "for"} for t in c.children if t.dep_ == "pobj"]
    # and those that the parse hangs on the name before: "Ann Lee, leader of the party from 1990 to 1995,"
    heads = [*bodies, noun.head] if noun.dep_ == "appos" else bodies
    return own + [
        c for t in heads for c in t.children if c.dep_ == "prep" and c.i > noun.i and c.lower_ in _SINCE | _UNTIL
    ]


def _ended(draft: Draft, reading: Reading) -> bool:
    """Whether an office is told to be over by words that give no date: "mayor until last year"."""
    if draft.predicate not in _DATED:
        return False
    nouns = [t for t in reading.doc[slice(*draft.trigger)] if t.pos_ in {"NOUN", "PROPN"}]
    behind = [c for noun in nouns[-1:] for c in _behind(noun)]
    if nouns and nouns[-1].dep_ == "appos" and any(_decade(c) for c in behind):
        return True  # "Ann Lee, mayor in the 1990s, ..."
    untils = [c for c in behind if c.lower_ in {"until", "till"}]
    return any(t.lower_ in word_groups()["past times"] for until in untils for t in until.subtree)


def _decade(preposition: Token) -> bool:
    """Whether a preposition leads to a decade: "in the 1990s", "during the early 2000s"."""
    time = child(preposition, "pobj")
    return preposition.lower_ in {"in", "during"} and time is not None and bool(re.fullmatch(r"\d{3}0s", time.lower_))


def _copula(noun: Token) -> Token | None:
    """The verb that gives somebody an office: "was minister", "served as mayor", "became leader"."""
    head = noun.head
    if noun.dep_ == "pobj" and head.lower_ == "as":
        head = head.head
    elif noun.dep_ not in {"attr", "oprd", "dobj"}:
        return None
    return head if head.pos_ in {"VERB", "AUX"} else None


def _future(draft: Draft, verb: Token) -> bool | None:
    if draft.modality is Modality.PLANNED:
        # "led the campaign to remove her in March": what was planned then may lie behind by now
        return None if infinitive(verb) and any(t.tag_ == "VBD" for t in ancestors(verb)) else True
    if draft.modality is not Modality.ASSERTED:
        return None
    auxiliaries = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    if any(c.lower_ in _COMING for c in auxiliaries):
        return True
    tags = {verb.tag_, *(c.tag_ for c in auxiliaries)}
    if draft.predicate != "says" and not tags & {"VBD", "VBN"} and tags & {"VBZ", "VBP"}:
        return None  # "is holding a meeting on Friday", "meets her on Friday"
    return False


def _hanging(verb: Token) -> list[Token]:
    """What tells the time of a verb: its own adverbials, and those that stand before the verbs it is joined to."""
    found = [c for c in verb.children if c.dep_ in {"prep", "npadvmod", "advmod"} and _near(c, verb)]
    if any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children):
        return found  # "In 2008 she gave money, and has spoken since"
    head = verb
    while head.dep_ == "conj" and head.head.pos_ in {"VERB", "AUX"}:
        head = head.head
        subject = child(head, *SUBJECTS)
        first = subject.left_edge.i if subject is not None else head.i
        found += [c for c in head.children if c.dep_ in {"prep", "npadvmod", "advmod"} and c.i < first]
    return found


def _near(adverbial: Token, verb: Token) -> bool:
    """Whether an adverbial behind a verb can be its own: what is far off, or past a comma, is often another's."""
    between = verb.doc[verb.i + 1 : adverbial.left_edge.i]
    return len(between) <= _REACH and not any(t.text in {",", ";", "(", "-", "–", "—"} for t in between)


def _joined(adverbials: list[Token], future: bool | None, reading: Reading) -> Period | None:
    """The period that the adverbials tell together; None where they tell none or do not agree."""
    start: list[PartialDate] = []
    end: list[PartialDate] = []
    at: list[PartialDate] = []
    for token in adverbials:
        told = reading.quote_of[token.i] is not None
        for role, words in _expressions(token):
            # what is "since" or "until" a day is told of a time that has begun, also where the verb looks ahead
            forward = future if role != "start" else False
            date = date_of(words, reading.article.published, future=forward, told=told)
            if date is not None:
                {"start": start, "end": end, "at": at}[role].append(date)
    if len(start) > 1 or len(end) > 1 or (at and (start or end)):
        return None
    if at:
        one = _one(at)
        return Period(at=one) if one is not None else None
    if start or end:
        return Period(start[0] if start else None, end[0] if end else None)
    return None


def _one(dates: list[PartialDate]) -> PartialDate | None:
    """The most exact of dates that lie one within the other; None where they do not."""
    best = max(dates, key=lambda date: (date.month is not None, date.day is not None))
    inside = all(date.earliest <= best.earliest and best.latest <= date.latest for date in dates)
    return best if inside else None


def _expressions(token: Token) -> Iterator[tuple[str, str]]:
    """The words of an adverbial that may be a date, each with its part: start, end or at."""
    low = token.lower_
    if token.dep_ in {"npadvmod", "advmod"}:
        yield "at", _words(token)
        return
    target = child(token, "pobj")
    if token.dep_ != "prep" or target is None:
        return
    if low == "between":
        other = child(target, "conj")
        if other is not None:
            yield "start", target.text
            yield "end", _words(other)
    elif low in _ON:
        yield "at", _words(target)
    elif low in _SINCE:
        yield "start", _words(target)
        # "from 2005 to 2010": the second half may hang on the first
        for c in (*token.children, *target.children):
            inner = child(c, "pobj") if c.dep_ == "prep" and c.lower_ in _UNTIL else None
            if inner is not None:
                yield "end", _words(inner)
    elif low in _UNTIL:
        yield "end", _words(target)


def _words(token: Token) -> str:
    """The words of a date: its own tokens without a further preposition, clause or number beside it."""
    kept = [token]
    stack = [token]
    while stack:
        for c in stack.pop().children:
            if (
                c.dep_ in {"nummod", "compound", "det", "amod", "npadvmod", "punct", "nmod", "advmod", "quantmod"}
                or (c.dep_ == "prep" and c.lower_ == "of")
                or (c.dep_ == "pobj" and c.head.lower_ == "of")
            ):
                kept.append(c)
                stack.append(c)
    return " ".join(t.text for t in sorted(kept, key=lambda t: t.i))
