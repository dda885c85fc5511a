"""Articles and claims made by a seeded dice, with all that answers to questions may stumble over, about nobody real."""

from __future__ import annotations

import random
from collections.abc import Iterator

from graphkit.dates import PartialDate
from graphkit.model import Act, Article, Claim, Entity, Evidence, Modality

Record = tuple[Article, list[Claim]]

_RELATIONS = ("memberOf", "leads", "holdsOffice", "represents")
_ACTIONS = (
    "criticises", "accuses", "supports", "opposes", "refuses", "demands", "meets", "joins", "leaves", "says", "warns",
)  # fmt: skip
_DEEDS = (
    "sell the harbour",
    "Sell the harbour",
    "the ferry tax",
    "resign",
    "ÉTENDRE le quai",
    "",
    "a\tb\nc “d” 'e' \\ 😀",
)
_ODD = ("Zoë Łukasz-Ørn", 'O\'Hara "Bo" <b>', "ADA BELL", "ada bell", "𐍈 Gothic", "Straße")


class Dice:
    """Draws articles with their claims; the same for the same seed."""

    def __init__(self, seed: int, people: int, parties: int, *, odd: bool) -> None:
        self._dice = random.Random(seed)
        self._odd = odd
        names = [f"Person {n} Bell" for n in range(people)]
        if odd:
            names[: len(_ODD)] = _ODD
        self.people = [Entity.named("Person", name, [f"Mx {n}"]) for n, name in enumerate(names)]
        self.parties = [Entity.named("Party", f"Party {n}") for n in range(parties)]
        self.seats = [Entity.named("Constituency", f"Seat {n}") for n in range(people // 4 + 1)]
        self.offices = [Entity.named("Office", f"minister {n}") for n in range(people // 10 + 1)]
        # most stay with one party, as people do; some change
        self.home = {person.id: self._dice.choice(self.parties) for person in self.people}

    def records(self, articles: int, claims: int) -> Iterator[Record]:
        """So many articles, each with so many claims (of which twins become one)."""
        for number in range(articles):
            yield self._record(number, claims)

    def _record(self, number: int, claims: int) -> Record:
        dice = self._dice
        text = f"Article {number}. " + " ".join(f"word{dice.randrange(9999)}" for _ in range(20 + 4 * claims))
        date = PartialDate(2028 + dice.randrange(4), 1 + dice.randrange(12), 1 + dice.randrange(28))
        if self._odd:
            date = dice.choice([date, PartialDate(date.year), PartialDate(date.year, date.month)])
        of = Article(
            text, title=dice.choice([None, f"Title {number}"]), published=date if dice.random() < 0.8 else None,
            publisher=dice.choice([None, "Hexby Herald", "Meadow Times", "Zürcher Böte"]), document=f"doc-{number}",
            address=dice.choice([None, f"https://example.org/{number}"]),
        )  # fmt: skip
        return of, [self._claim(of) for _ in range(claims)]

    def _claim(self, of: Article) -> Claim:
        dice = self._dice
        start = dice.randrange(len(of.text) - 60)
        who = dice.choice(self.people)
        relation = dice.random() < 0.4
        predicate = dice.choice(_RELATIONS if relation else _ACTIONS)
        target, act = self._relation(who, predicate) if relation else None, None
        if not relation:
            target, act = self._action(of, predicate, start)
        from_, until = sorted(dice.choice([2019, 2021, 2023, 2030]) for _ in range(2))
        plain = dice.random() < 0.7
        return Claim(
            of.id, who, predicate,
            Evidence.cut(of, start, start + 20 + dice.randrange(40)),
            object=target, act=act, verb=predicate, extractor="dice 1",
            negated=not plain and dice.random() < 0.3,
            modality=Modality.ASSERTED if plain else dice.choice(list(Modality)),
            former=not plain and dice.random() < 0.3,
            source=None if plain or dice.random() < 0.6 else dice.choice(self.people),
            valid_from=PartialDate(from_, dice.choice([None, 3])) if dice.random() < 0.1 else None,
            valid_until=PartialDate(until, dice.choice([None, 11])) if dice.random() < 0.05 else None,
            confidence=dice.choice([0.7, 0.8, 0.95, 1.0]),
        )  # fmt: skip

    def _relation(self, who: Entity, predicate: str) -> Entity:
        dice = self._dice
        if predicate == "memberOf":
            return self.home[who.id] if dice.random() < 0.95 else dice.choice(self.parties)
        return dice.choice({"leads": self.parties, "holdsOffice": self.offices, "represents": self.seats}[predicate])

    def _action(self, of: Article, predicate: str, start: int) -> tuple[Entity | None, Act | None]:
        dice = self._dice
        target: Entity | None = None
        if predicate in ("joins", "leaves"):
            target = dice.choice([*self.parties, dice.choice(self.people)])
        elif dice.random() < 0.7:
            target = dice.choice(self.people if dice.random() < 0.9 else self.parties)
        if predicate not in ("refuses", "demands", "says", "warns") and dice.random() < 0.7:
            return target, None
        deed = dice.choice(_DEEDS) if self._odd else of.text[start : start + 40]
        return target, Act(of.id, deed, tuple(dice.sample(self.people, dice.randrange(3))))
