"""One article, read: its parse, the mentions in it, the entities they stand for, and who holds which role."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphkit.model import Article
from graphkit_loaders.entities.coreference import Resolver
from graphkit_loaders.entities.mention import Mention, Node, by_token
from graphkit_loaders.entities.names.cluster import Entities
from graphkit_loaders.entities.names.scan import Scanner
from graphkit_loaders.entities.quotes.quotes import Quote, find_quotes, quoted
from graphkit_loaders.entities.quotes.speaking import speaking
from graphkit_loaders.entities.roles.titles import Held, Titles
from graphkit_loaders.language.grammar import UNREAL, negated, surface_subjects
from graphkit_loaders.language.layout import lines
from graphkit_loaders.lexicon import Lexicon, brackets

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: words under which a copula tells nothing
_SUPPOSED = UNREAL | {"if", "unless", "whether"}
#: Brings another coreference resolver: mentions, nodes and quotes of a document in, all mentions out
ResolverFactory = Callable[["Doc", list[Mention], Entities, list[Quote]], Resolver]


@dataclass(slots=True)
class Reading:
    """What the steps before claims have found in an article."""

    article: Article
    doc: Doc
    entities: Entities
    mentions: list[Mention]
    held: list[Held]
    quotes: list[Quote]
    at: list[Mention | None]
    quote_of: list[Quote | None]
    prose: list[bool]

    def node(self, token: Token | None) -> Node | None:
        """The entity that a token stands for as an actor; None for adjectives ("a Labour plan") and open mentions."""
        mention = self.at[token.i] if token is not None else None
        if mention is None or token is None:
            return None
        if mention.node is None:
            return self._spoken_for(mention)
        if mention.adjective and not self._noun(mention):
            return None
        return mention.node

    def person(self, token: Token | None) -> Node | None:
        """The entity that a token stands for as an actor, if it is a person."""
        node = self.node(token)
        return node if node is not None and node.type == "Person" else None

    def people(self, tokens: list[Token]) -> list[tuple[Token, Node]]:
        """The people whom tokens stand for, or describe, each with the token that bears the name."""
        told = [self.bearer(t) for t in tokens]
        return [(t, person) for t in told if (person := self.person(t)) is not None]

    def bearer(self, token: Token) -> Token:
        """Whom a noun describes that a clause hangs on: Ann Lee in "Ann Lee, a lawyer who ...", else the token."""
        noun = token
        while noun.dep_ == "conj" and noun.head.i < noun.i and noun.head.pos_ == "NOUN":
            noun = noun.head
        named = self.at[token.i]
        if token.pos_ not in {"NOUN", "PROPN"} or (named is not None and named.type == "Person"):
            return token
        if noun.dep_ == "appos":
            told = [noun.head]
        elif noun.dep_ == "attr" and noun.head.lemma_ == "be" and not negated(noun.head):
            if {c.lower_ for c in noun.head.children if c.dep_ in {"aux", "mark"}} & _SUPPOSED:
                return token  # "if Ann Lee becomes the first mayor elected"
            told = surface_subjects(noun.head)
        else:
            return token
        return told[0] if len(told) == 1 and self.person(told[0]) is not None else token

    def _noun(self, mention: Mention) -> bool:
        head = self.doc[mention.head]
        return head.dep_ not in {"compound", "amod", "nmod"} and head.pos_ in {"PROPN", "NOUN"}

    def _spoken_for(self, mention: Mention) -> Node | None:
        """The party or body of an unnamed spokesman: "a Labour spokesman", "a spokesman for the council"."""
        office = mention.office
        if office is None or not office.speaks:
            return None
        k = max(mention.end, office.end)
        if k + 1 < len(self.doc) and self.doc[k].text == "," and not office.plural:
            named = self.at[k + 1]
            if named is not None and named.kind == "name" and named.type == "Person":
                return named.node  # "the Tory spokesman on trade, Ann Lee"
        whose = office.whose()
        unnamed = whose is not None and whose.type == "Place" and "spokes" not in office.head
        return None if unnamed else whose  # "French officials" are not France

    def concerned(self, start: int, end: int) -> tuple[Node, ...]:
        """The entities that tokens start to end name, offices and adjectives aside, each once, by place."""
        found: dict[int, Node] = {}
        for k in range(start, end):
            mention = self.at[k]
            if mention is None or mention.start != k or mention.adjective or mention.node is None:
                continue
            if mention.node.type != "Office":
                found.setdefault(mention.node.index, mention.node)
        return tuple(found.values())

    def speaker(self, quote: Quote | None) -> Node | None:
        """Who says a quotation, where that is known; for an unnamed spokesman the party or body spoken for."""
        mention = self.at[quote.speaker.i] if quote is not None and quote.speaker is not None else None
        if mention is None:
            return None
        return mention.node or self._spoken_for(mention)


def read_article(article: Article, doc: Doc, words: Lexicon, resolver: ResolverFactory = Resolver) -> Reading:
    """The reading of a parsed article."""
    mentions = Scanner(doc, words).scan()
    _seats(doc, mentions)
    entities = Entities(words)
    entities.assign(mentions)
    held = list(Titles(doc, mentions).find(mentions))
    for each in held:
        _note_role(each)
    _note_titles(mentions, words)
    _adjacent_parties(doc, mentions)
    _assign_inner(mentions, entities)
    for each in held:
        _note_voice(each)
    quotes = find_quotes(doc, speaking())
    every = resolver(doc, mentions, entities, quotes).resolve()
    at, quote_of = by_token(every, len(doc)), quoted(quotes, len(doc))
    return Reading(article, doc, entities, every, held, quotes, at, quote_of, _prose(article, doc))


def _seats(doc: Doc, mentions: list[Mention]) -> None:
    """Take for seats what the model takes for people: "the MP for Seatown", "Ann Lee (Seatown North, Lab)"."""
    for mention in mentions:
        if mention.type == "Person" and mention.start and doc[mention.start - 1].text == "(":
            behind = [t.text for t in doc[mention.end : mention.end + 3]]
            if len(behind) == 3 and behind[0] == "," and behind[1] in brackets()["British"] and behind[2] == ")":
                mention.type = "Constituency"
        if mention.office is not None and mention.office.legislator:
            for preposition, name in mention.office.of:
                if preposition == "for" and name.type == "Person":
                    name.type = "Constituency"


def _note_role(held: Held) -> None:
    """Note with a person what a role told of them says: offices, seats, party, and what is over."""
    office, person = held.role.office, held.person
    assert office is not None
    person.offices |= {office.name.casefold(), office.head}
    person.posts |= {(office.head, body) for body in office.bodies()}
    if office.legislator:
        person.seats |= office.seats()
    if office.former:
        person.past |= {office.name.casefold(), office.head}
    if office.party is not None:
        person.parties.add(office.party.text)
    if office.kind == "leader" and office.party is not None and not office.former:
        person.leads.add(office.party.text)


def _note_titles(mentions: list[Mention], words: Lexicon) -> None:
    """Note the offices that forms of address tell: "Ohio Gov. Ann Lee"."""
    for mention in mentions:
        if mention.kind != "name" or mention.honorific not in words.honorifics or mention.node is None:
            continue
        title = words.honorifics[mention.honorific][1].casefold()
        if title:
            mention.node.offices.add(title)
            before = next((m for m in mentions if m.end == mention.start and m.type == "Place"), None)
            if before is not None:
                mention.node.posts.add((title, before.text))


def _assign_inner(mentions: list[Mention], entities: Entities) -> None:
    """Lead the names inside role phrases to their entities."""
    for mention in mentions:
        office = mention.office
        if office is None:
            continue
        if office.party is not None:
            office.party.node = entities.named("Party", office.party.text)
        if office.body is not None and office.body.node is None:
            entities.assign([office.body])
        for _, target in office.of:
            if target.node is None:
                entities.assign([target])


def _note_voice(held: Held) -> None:
    """Note for which party or body a person speaks by an office told of them."""
    office = held.role.office
    if office is not None and not office.former and (office.speaks or office.kind in {"leader", "office"}):
        body = office.whose()
        if body is not None and body.type in {"Party", "Organisation"}:
            held.person.speaks_for.add(body)


def _prose(article: Article, doc: Doc) -> list[bool]:
    """By token: whether it stands in a line that claims may be read from."""
    prose = [False] * len(doc)
    kept = [line for line in lines(article.text, article.title) if line.prose]
    k = 0
    for token in doc:
        while k < len(kept) and kept[k].end <= token.idx:
            k += 1
        prose[token.i] = k < len(kept) and kept[k].start <= token.idx
    return prose


def _adjacent_parties(doc: Doc, mentions: list[Mention]) -> None:
    """Note the party that stands before a name ("Democrat Ann Lee", "Labour's Bob Fox")."""
    ends = {m.end: m for m in mentions if m.kind == "name" and m.type == "Party"}
    for mention in mentions:
        if mention.kind == "name" and mention.type == "Person" and mention.node is not None:
            party = ends.get(mention.start)
            if party is None and mention.start and doc[mention.start - 1].text in {"'s", "’s"}:
                party = ends.get(mention.start - 1)
            if party is not None:
                mention.node.parties.add(party.text)
