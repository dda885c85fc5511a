"""Who said what: direct, indirect and mixed speech, each with the exact words of its content.

A claim for each attribution: its cue (the verb of saying, "according to", the colon of a headline, a noun such as
"claim"), its speaker and its content. Quotation marks that belong to the content are part of it, in pairs; where the
writer goes between ("The bridge, she said, is safe"), the content has two parts, without the writer's words.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from graphkit_loaders.claims.actions.trigger import Trigger
from graphkit_loaders.claims.actions.triggers import Triggers
from graphkit_loaders.claims.actions.trimming import only_time
from graphkit_loaders.claims.draft import Draft, Tokens
from graphkit_loaders.claims.manner.clauses import manner
from graphkit_loaders.claims.manner.manner import Manner
from graphkit_loaders.entities.mention import Node
from graphkit_loaders.entities.quotes.quotes import Quote
from graphkit_loaders.entities.quotes.speaking import Speaking
from graphkit_loaders.entities.reading import Reading
from graphkit_loaders.language.grammar import SUBJECTS, child, infinitive, is_passive, surface_subjects
from graphkit_loaders.lexicon import word_groups

if TYPE_CHECKING:
    from spacy.tokens import Token

_SPEAKERS = {"Person", "Party", "Organisation", "Place", "Document"}
_ENDS = {",", ".", ";", ":", "-", "–", "—", "--"}
#: tokens of a claim's evidence, at most; what is longer is shown by its content alone
_EVIDENCE = 400
#: tokens between a verb of saying and its "that", at most
_THAT = 12
_BEFORE = {"compound", "amod", "nmod", "poss", "nummod", "quantmod"}
#: what a name is that no list knows, by the model's guess; titles and products are names that it misreads in front of
#: a verb of saying
_UNKNOWN = {"": "Person", "PERSON": "Person", "WORK_OF_ART": "Person", "PRODUCT": "Person", "ORG": "Organisation"}
_PRONOUNS = {"PRP", "WP", "WDT"}


class Speech:
    """The ``says`` claims of one reading."""

    def __init__(self, reading: Reading, rules: Triggers, words: Speaking) -> None:
        self.reading, self.rules, self.words, self.doc = reading, rules, words, reading.doc
        #: who says a token, where it is the content of a claim already
        self._covered: list[Node | None] = [None] * len(self.doc)

    def find(self) -> Iterator[Draft]:
        """Quotations by their marks, then clauses by the verb above them, then the other forms."""
        for quotes in self._groups():
            if not self._mixed(quotes[0]):
                yield from self._quotation(quotes)
        for token in self.doc:
            if token.pos_ in {"VERB", "AUX"} and self._said(token):
                yield from self._reported(token)
            elif token.lower_ == "according":
                yield from self._according(token)
            elif token.pos_ == "NOUN" and token.lemma_.lower() in self.words.nouns:
                yield from self._nominal(token)
        for quotes in self._groups():
            if self._mixed(quotes[0]) and not any(self._covered[quotes[0].start : quotes[0].end]):
                yield from self._quotation(quotes)
        yield from self._headlines()

    # -- quotations -----------------------------------------------------------------------------------------------

    def _groups(self) -> list[list[Quote]]:
        """The quotations that somebody says, those of one cue together."""
        groups: dict[int, list[Quote]] = {}
        for quote in self.reading.quotes:
            if not quote.scare and quote.verb is not None and quote.speaker is not None:
                groups.setdefault(quote.verb.i, []).append(quote)
        return list(groups.values())

    def _mixed(self, quote: Quote) -> bool:
        """Whether a quotation goes on the writer's own sentence: 'He said it was "a farce that harms us all"'."""
        before = self.doc[quote.outer[0] - 1] if quote.outer[0] else None
        return before is not None and not (before.is_punct or before.is_space or self.words.quotes(before))

    def _quotation(self, quotes: list[Quote]) -> Iterator[Draft]:
        verb, subject = quotes[0].verb, quotes[0].speaker
        assert verb is not None
        assert subject is not None
        parts = [quote.outer for quote in quotes]
        clause = self._clause(verb) if verb.pos_ in {"VERB", "AUX"} else None
        if clause is not None and any(clause[0] < end and start < clause[1] for start, end in parts):
            parts += self._without_cue(self._whole_marks(clause), verb)
        yield from self._claims(verb, [subject], self._joined(parts))

    # -- reported speech ------------------------------------------------------------------------------------------

    def _said(self, token: Token) -> bool:
        """Whether the clause of a verb is what its subject says; a clause that is denied or demanded is not."""
        # what stands in somebody's quotation is that quotation's: who tells it there vouches for it alone
        told = self.reading.quote_of[token.i] is None
        return told and self.words.kind(token) not in {"", "denies", "demands"} and not is_passive(token)

    def _reported(self, verb: Token) -> Iterator[Draft]:
        kind = self.words.kind(verb)
        content = self._named_so(verb) if kind == "names" else self._clause(verb)
        if content is None:
            return
        parts = self._without_cue(self._whole_marks(content), verb)
        yield from self._claims(verb, surface_subjects(verb)[:2], self._joined(parts))

    def _clause(self, verb: Token) -> Tokens | None:
        """The clause that a verb of saying reports, after it, before it or around it."""
        for c in verb.children:
            if c.dep_ not in {"ccomp", "parataxis"} and not (
                c.dep_ == "xcomp" and verb.lemma_ in word_groups()["saying to be"]
            ):
                continue
            # the parse hangs a subject on the auxiliary now and then
            verbs = (c, *(g for g in c.children if g.dep_ in {"aux", "auxpass"}))
            finite = not infinitive(c) and any(child(g, *SUBJECTS, "expl") is not None for g in verbs)
            if not finite and c.dep_ != "xcomp":
                continue
            return self._trimmed(self._behind_time(c, verb), self._end(c, verb), verb)
        head = verb.head
        if verb.dep_ == "parataxis" and head.pos_ in {"VERB", "AUX"} and child(verb, "dobj") is None:
            # "The bridge, she said, is safe"
            return self._trimmed(head.left_edge.i, head.right_edge.i + 1, verb)
        return self._that(verb)

    def _behind_time(self, clause: Token, verb: Token) -> int:
        """Where a clause begins without when it was said: "said this week | the bridge was unsafe"."""
        start = clause.left_edge.i
        time = next((c for c in clause.children if c.dep_ == "npadvmod" and c.left_edge.i == start), None)
        if time is None or start != verb.i + 1 or self.doc[time.i + 1].is_punct:
            return start
        return time.i + 1 if only_time(self.doc, (start, time.i + 1)) else start

    def _end(self, clause: Token, verb: Token) -> int:
        """Where a clause ends: before what its speaker says next or the writer makes of it, behind a second promise."""
        end = clause.right_edge.i + 1
        for c in verb.children:
            # "said it would cost millions | but would save money later": the parse hangs the second half on "said"
            promised = c.dep_ == "conj" and c.tag_ == "VB" and any(g.tag_ == "MD" for g in c.children)
            between = self.doc[end : c.left_edge.i] if c.left_edge.i >= end else None
            if promised and between is not None and all(t.dep_ in {"cc", "punct"} for t in between):
                end = c.right_edge.i + 1 if child(c, *SUBJECTS) is None else end
        for c in clause.children:
            before = self.doc[c.left_edge.i - 1]
            beside = c.dep_ == "advcl" and c.tag_ == "VBG" and c.i > clause.i and before.text == ","
            if beside and self.reading.quote_of[c.i] is None:
                return before.i  # "said the bridge was closed | , amounting to a siege": whose words, nobody knows
            if self._says_next(c, clause):
                return c.i - 1
        return end

    def _says_next(self, verb: Token, clause: Token) -> bool:
        """Whether a verb beside a clause goes on the sentence, not the clause: "said it was so | and called for"."""
        if verb.dep_ != "conj" or verb.tag_ != "VBD" or self.doc[verb.i - 1].dep_ != "cc":
            return False
        shared = any(c.dep_ == "aux" for c in clause.children)  # "had met and said nothing"
        return bool(self.words.kind(verb)) and not shared and child(verb, *SUBJECTS) is None

    def _that(self, verb: Token) -> Tokens | None:
        """What follows a "that" which the parse hangs elsewhere: "said in an interview on Friday that ..."."""
        if self.words.kind(verb) not in {"says", "action"}:
            return None
        end = next((k for k in range(verb.i + 1, verb.sent.end) if self.doc[k].lower_ == "that"), None)
        if end is None or end - verb.i > _THAT or end + 2 >= verb.sent.end:
            return None
        between = self.doc[verb.i + 1 : end]
        if any(t.pos_ in {"VERB", "AUX"} or t.text in {",", ";"} for t in between) or child(verb, "dobj") is not None:
            return None
        clause = [t for t in self.doc[end + 1 : verb.sent.end] if t.pos_ in {"VERB", "AUX"}]
        if not clause or not (len(between) == 0 or between[0].pos_ in {"ADP", "ADV", "PROPN", "NOUN"}):
            return None
        return self._trimmed(end + 1, verb.sent.end, verb)

    def _named_so(self, verb: Token) -> Tokens | None:
        """ "Called the plan a farce", "described her as brave": from the object to the end of its complement."""
        for c in verb.children:
            if c.i > verb.i and (
                c.dep_ == "oprd" or (c.dep_ == "ccomp" and not infinitive(c) and child(c, "nsubj") is not None)
            ):
                named = child(verb, "dobj")
                start = c.left_edge.i if named is None or named.i < verb.i else min(named.left_edge.i, c.left_edge.i)
                return self._trimmed(start, c.right_edge.i + 1, verb)
            if c.dep_ == "prep" and c.lower_ == "as" and child(verb, "dobj") is not None:
                named = child(verb, "dobj")
                assert named is not None
                if named.i > verb.i:
                    return self._trimmed(named.left_edge.i, c.right_edge.i + 1, verb)
        return None

    def _trimmed(self, start: int, end: int, verb: Token) -> Tokens | None:
        """A clause without what does not belong to what is said: "that", commas at its ends, the cue at an end."""
        doc = self.doc
        if start <= verb.i < end and all(
            t.is_punct or t.is_space or t.head.i == verb.i or t.i == verb.i for t in doc[verb.i : end]
        ):
            # "The bridge is safe, she said": the parse hangs the cue in the clause
            end = min([verb.i, *(t.i for t in verb.children if t.dep_ in SUBJECTS)])
        while start < end and (
            (doc[start].is_punct and not doc[start].is_quote)
            or doc[start].is_space
            or (doc[start].dep_ == "mark" and doc[start].lower_ == "that")
        ):
            start += 1
        while end > start and (doc[end - 1].text in _ENDS or doc[end - 1].is_space):
            end -= 1
        return (start, end) if end - start > 1 else None

    def _whole_marks(self, content: Tokens) -> Tokens:
        """The content with the whole of a quotation that it cuts: no mark stays without its other half."""
        start, end = content
        for quote in self.reading.quotes:
            first, last = quote.outer
            if first < start < last and (start > first + 1 or end >= last - 1):
                start = first if start <= first + 1 else start
            if first < end < last or (first >= start and end == quote.end):
                end = last
        if end - start > _EVIDENCE:
            return content
        return start, end

    def _without_cue(self, content: Tokens, verb: Token) -> list[Tokens]:
        """The content without the words of a cue that stands amid it: "The bridge", "is safe"."""
        start, end = content
        if not start <= verb.i < end:
            return [content]
        said = {t.i for c in verb.children if c.dep_ in {"ccomp", "xcomp"} for t in c.subtree}
        own = {t.i for t in verb.subtree if t.i not in said and self.reading.quote_of[t.i] is None}
        first = last = verb.i
        while first > start and self._of_cue(first - 1, own):
            first -= 1
        while last + 1 < end and self._of_cue(last + 1, own):
            last += 1
        parts = (self._trimmed(*part, verb) for part in ((start, first), (last + 1, end)))
        return [part for part in parts if part is not None]

    def _of_cue(self, place: int, own: set[int]) -> bool:
        token = self.doc[place]
        return place in own or token.is_space or (token.is_punct and not self.words.quotes(token))

    def _joined(self, parts: list[Tokens]) -> tuple[Tokens, ...]:
        """The parts in order; those are one that touch, overlap or have nothing but blanks and commas between them."""
        joined: list[Tokens] = []
        for start, end in sorted(parts):
            if joined and all(t.is_punct or t.is_space for t in self.doc[joined[-1][1] : start]):
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        return tuple(joined)

    # -- other forms ----------------------------------------------------------------------------------------------

    def _according(self, token: Token) -> Iterator[Draft]:
        """ "According to the council, the bridge is safe": the rest of its sentence."""
        to = self.doc[token.i + 1] if token.i + 1 < len(self.doc) else None
        if to is None or to.lower_ != "to" or self.reading.quote_of[token.i] is not None:
            return
        named = child(to, "pobj") or next(
            (t for t in self.doc[to.i + 1 : to.i + 8] if t.pos_ in {"PROPN", "NOUN"}), None
        )
        if named is None:
            return
        sentence = token.sent
        tail = max(named.right_edge.i, named.i) + 1
        before = any(not (t.is_punct or t.is_space) for t in self.doc[sentence.start : token.i])
        if before:
            start, end = sentence.start, token.i
        else:
            comma = next((k for k in range(named.i + 1, sentence.end) if self.doc[k].text == ","), None)
            start, end = (comma + 1 if comma is not None else tail), sentence.end
        content = self._trimmed(start, end, token)
        if content is not None and content[1] - content[0] > 2 and not all(self._covered[slice(*content)]):
            yield from self._claims(token, [named], (self._whole_marks(content),))

    def _nominal(self, noun: Token) -> Iterator[Draft]:
        """ "Her claim that the bridge was unsafe", "the council's warning that ...": by its owner."""
        owner = child(noun, "poss")
        clause = next(
            (
                c
                for c in noun.children
                if c.dep_ in {"acl", "ccomp", "relcl"}
                and any(g.lower_ == "that" and g.dep_ == "mark" for g in c.children)
            ),
            None,
        )
        if owner is None or clause is None or self.reading.quote_of[noun.i] is not None:
            return
        content = self._trimmed(clause.left_edge.i, clause.right_edge.i + 1, noun)
        if content is not None and not self._covered[content[0]]:
            yield from self._claims(noun, [owner], (self._whole_marks(content),))

    def _headlines(self) -> Iterator[Draft]:
        """ "Brandreth: the bridge is unsafe", as a line without a full stop."""
        for sentence in self.doc.sents:
            colon = next((t for t in sentence if t.text == ":"), None)
            if colon is None or colon.i - sentence.start > 6 or self.reading.prose[sentence.start]:
                continue
            end = next((t.i for t in self.doc[colon.i :] if "\n" in t.text), len(self.doc))
            yield from self._counted(sentence.start, colon, end)
            mention = self.reading.at[colon.i - 1]
            if mention is None or mention.start != sentence.start or mention.end != colon.i:
                continue
            if mention.node is None or mention.node.type not in {"Person", "Party", "Organisation"}:
                continue
            content = self._trimmed(colon.i + 1, end, colon)
            if content is not None and content[1] - content[0] > 2:
                yield self._draft(mention.node, (mention.start, mention.end), colon, (content,))

    def _counted(self, start: int, colon: Token, end: int) -> Iterator[Draft]:
        """ "Poll: most voters want a bridge"."""
        kind = self.words.speakers.get(self.doc[start].lower_)
        content = self._trimmed(colon.i + 1, end, colon) if kind and colon.i == start + 1 else None
        if kind in {"Document", "Organisation"} and content is not None:
            speaker = self._named(kind, self.doc[start].text)
            yield self._draft(speaker, (start, start + 1), colon, (content,))

    # -- claims ---------------------------------------------------------------------------------------------------

    def _claims(self, cue: Token, subjects: list[Token], content: tuple[Tokens, ...]) -> Iterator[Draft]:
        if not content:
            return
        for subject in subjects:
            speaker = self._speaker(subject)
            if speaker is None or speaker.type not in _SPEAKERS:
                continue
            how = self._manner(cue, speaker)
            if how.dropped:
                continue
            if all(self._covered[start] is speaker and self._covered[end - 1] is speaker for start, end in content):
                continue
            for start, end in content:
                self._covered[start:end] = [speaker] * (end - start)
            yield self._draft(speaker, (subject.i, subject.i + 1), cue, content).but(
                negated=how.negated, modality=how.modality, source=how.source
            )

    def _manner(self, cue: Token, speaker: Node) -> Manner:
        if cue.pos_ in {"VERB", "AUX"}:
            how = manner(Trigger(cue, "says", (cue,)), speaker, self.reading, self.rules)
            if any(c.dep_ in {"neg", "advmod"} and self.reading.quote_of[c.i] is not None for c in cue.children):
                how.negated = False  # '"Never," she said': it is said all the same
            return how
        return Manner()

    def _speaker(self, token: Token) -> Node | None:
        """Who speaks: an entity of the reading, else somebody unnamed of a kind that speaks ("critics", "a poll")."""
        node = self.reading.node(token)
        if node is not None or token.tag_ in _PRONOUNS:
            return node
        mention = self.reading.at[token.i]
        kind = self.words.speakers.get(token.lemma_.lower())
        if mention is None and token.pos_ == "PROPN":
            kind = kind or _UNKNOWN.get(token.ent_type_)
        elif mention is not None and mention.office is not None:
            kind = kind or "Person"
        if kind is None:
            return None
        return self._named(kind, self._phrase(token))

    def _named(self, kind: str, phrase: str) -> Node:
        entities = self.reading.entities
        known = len(entities.nodes)
        found = entities.named(kind, phrase)
        if len(entities.nodes) > known:
            found.full = False  # nobody else goes by this name: the article's own
        return found

    def _phrase(self, token: Token) -> str:
        """The words of a noun phrase that say who is meant: "senior officials", "three in ten of the voters"."""
        start = end = token.i
        while start > token.left_edge.i and self.doc[start - 1].dep_ in _BEFORE:
            start -= 1
        after = child(token, "prep")
        if (
            after is not None
            and after.lower_ in {"of", "in"}
            and after.i == token.i + 1
            and token.lemma_ in word_groups()["counted speakers"]
        ):
            end = max(after.i, *(t.i for t in after.subtree if t.dep_ in {"pobj", "compound", "det", "amod"}))
        return " ".join(self.doc[start : end + 1].text.split())

    def _draft(self, speaker: Node, at: Tokens, cue: Token, content: tuple[Tokens, ...]) -> Draft:
        first, last = content[0][0], content[-1][1]
        start = min(cue.sent.start, self.doc[first].sent.start)
        end = max(cue.sent.end, self.doc[last - 1].sent.end)
        if end - start > _EVIDENCE:
            start, end = first, last
        return Draft(
            speaker,
            "says",
            (start, end),
            (cue.i, cue.i + 1),
            content=content,
            concerns=self._concerned(content),
            subject_at=at,
            verb=cue.lemma_.lower(),
            confidence=0.8,
        )

    def _concerned(self, content: tuple[Tokens, ...]) -> tuple[Node, ...]:
        nodes = (node for part in content for node in self.reading.concerned(*part))
        return tuple({node.index: node for node in nodes}.values())
