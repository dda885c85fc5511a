"""Who said what: direct, indirect and mixed speech, each with the exact words of its content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graphkit_loaders.claims.draft import Draft, Tokens
from graphkit_loaders.claims.qualifiers import manner
from graphkit_loaders.claims.triggers import Trigger, Triggers
from graphkit_loaders.entities.mention import Node
from graphkit_loaders.entities.reading import Reading
from graphkit_loaders.language.grammar import SUBJECTS, infinitive, is_passive, surface_subjects

if TYPE_CHECKING:
    from spacy.tokens import Token

_SPEAKERS = {"Person", "Party", "Organisation", "Place"}


class Speech:
    """The ``says`` claims of one reading."""

    def __init__(self, reading: Reading, rules: Triggers) -> None:
        self.reading, self.rules, self.doc = reading, rules, reading.doc

    def find(self) -> Iterator[Draft]:
        """Indirect speech by its clause, then direct speech by its quotation marks."""
        covered: set[int] = set()
        for token in self.doc:
            if token.pos_ == "VERB" and token.lemma_.lower() in self.rules.speech and self.reading.prose[token.i]:
                content = None if is_passive(token) else self._clause(token)
                if content is None:
                    continue
                for subject in surface_subjects(token)[:2]:
                    speaker = self.reading.node(subject)
                    if speaker is not None and speaker.type in _SPEAKERS:
                        how = manner(Trigger(token, "says", (token,)), speaker, self.reading, self.rules)
                        covered.update(range(*content))
                        if not how.dropped:
                            yield self._draft(speaker, subject, token, content).but(
                                negated=how.negated, modality=how.modality, source=how.source
                            )
        for quote in self.reading.quotes:
            speaker = self.reading.speaker(quote)
            if (
                quote.scare
                or speaker is None
                or quote.verb is None
                or quote.speaker is None
                or speaker.type not in _SPEAKERS
            ):
                continue
            if (
                sum(k in covered for k in range(quote.start, quote.end)) * 2 > quote.end - quote.start
                or not self.reading.prose[quote.start]
            ):
                continue
            yield self._draft(speaker, quote.speaker, quote.verb, (quote.start, quote.end))

    def _clause(self, verb: Token) -> Tokens | None:
        """The clause that a verb of saying reports, after it or before it."""
        for c in verb.children:
            finite = any(g.dep_ in SUBJECTS or g.dep_ == "expl" for g in c.children) and not infinitive(c)
            if c.dep_ in {"ccomp", "parataxis"} and finite:
                start, end = c.left_edge.i, c.right_edge.i + 1
                if start <= verb.i < end:
                    return None
                while start < end and (
                    self.doc[start].is_punct
                    or self.doc[start].is_space
                    or (self.doc[start].dep_ == "mark" and self.doc[start].lower_ == "that")
                ):
                    start += 1
                while end > start and (self.doc[end - 1].text in {",", ".", ";"} or self.doc[end - 1].is_space):
                    end -= 1
                return (start, end) if end - start > 1 else None
        return None

    def _draft(self, speaker: Node, subject: Token, verb: Token, content: Tokens) -> Draft:
        start = min(verb.sent.start, self.doc[content[0]].sent.start)
        end = max(verb.sent.end, self.doc[content[1] - 1].sent.end)
        if end - start > 400:
            start, end = content
        return Draft(
            speaker,
            "says",
            (start, end),
            (verb.i, verb.i + 1),
            content=content,
            concerns=self.reading.concerned(*content),
            subject_at=(subject.i, subject.i + 1),
            verb=verb.lemma_.lower(),
            confidence=0.8,
        )
