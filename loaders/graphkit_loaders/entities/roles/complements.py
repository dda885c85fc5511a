"""What follows the head of a role phrase: "of the Commons public accounts committee", "for Leeds North"."""

from __future__ import annotations

from graphkit_loaders.entities.mention import Mention, OfficePhrase
from graphkit_loaders.entities.names.tokens import Tokens
from graphkit_loaders.lexicon import word_groups

_PREPOSITIONS = {"of", "for", "to", "at", "in", "on"}


class Complements(Tokens):
    """The complements of role phrases, once names are known."""

    def _kind_of_body(self, k: int) -> bool:
        """Whether a small noun says what the name behind it is: "the campaign group Saltmarsh"."""
        nxt = self.taken[k + 1] if k + 1 < len(self.doc) else None
        return nxt is not None and nxt.kind == "name" and self.words.is_body_noun(self.text[k].casefold())

    def _firm(self, k: int) -> int | None:
        """Where the name begins that small nouns from k on say what it is: "polling firm Marsh Partners"."""
        begin = k
        while k + 1 < len(self.doc) and self.taken[k] is None and k - begin < 7:
            if not (
                self.text[k] == "-" or (self.text[k].islower() and self.doc[k].pos_ in {"NOUN", "ADJ", "VERB", "ADV"})
            ):
                return None
            if self._kind_of_body(k):
                return k + 1
            k += 1
        return None

    def _named_behind(self, i: int) -> Mention | None:
        """The body named behind a comma that a small noun after a preposition says what it is: "of the firm, Marsh"."""
        noun = next((c for c in self.doc[i].children if c.dep_ == "pobj"), None)
        if noun is None or noun.pos_ != "NOUN" or self.taken[noun.i] is not None:
            return None
        if not self.words.is_body_noun(noun.lemma_.lower()):
            return None
        for c in noun.children:
            named = self.taken[c.i]
            if c.dep_ == "appos" and c.i > noun.i and named is not None and named.kind == "name":
                gap = [t for t in self.doc[noun.i + 1 : named.start] if t.lower_ != "the"]
                beside = not gap or (gap[-1].text == "," and not any(t.pos_ in {"VERB", "AUX"} for t in gap))
                if named.type == "Organisation" and not named.adjective and beside:
                    return named
        return None

    def _complete(self, mention: Mention, phrase: OfficePhrase) -> None:
        """Add what follows the head: "of the Commons public accounts committee", "for Leeds North"."""
        self._field_led(phrase)
        self._own_field(phrase)
        i = self._past_field(phrase)
        for _ in range(2):
            if not self._brings(phrase, i):
                return
            end = self._complement(phrase, i)
            if end is None:
                return
            i = end

    def _brings(self, phrase: OfficePhrase, i: int) -> bool:
        """Whether a preposition stands at i that may bring what an office is of."""
        if i + 1 >= len(self.doc) or self.doc[i].is_sent_start:
            return False
        more = {"with", "from"} if phrase.kind == "staff" else {"from"} if phrase.legislator else set()
        return self.text[i] in _PREPOSITIONS | more

    def _complement(self, phrase: OfficePhrase, i: int) -> int | None:
        """Add what the preposition at i brings; where the next may begin, None where nothing more can follow."""
        preposition = self.text[i]
        k, target = self._target(phrase, i)
        if target is not None and self._describes(target):
            return None  # "the leader in Republican polls" leads no party
        if target is not None and self._aside_of(phrase, preposition, target, i, k):
            self._lengthen_name(phrase, i, k)  # "the minister for women Ann Lee"
            return None
        if target is None or target.kind != "name":
            self._field_named(phrase, i, k)
            return None
        if (effort := self._effort(target)) is not None and phrase.kind in {"staff", "leader", "office"}:
            phrase.of.append((preposition, effort))
            phrase.end = effort.end
            return None
        owned = self._owned(phrase, target)
        if owned is None:
            return None
        target = self._whole_seat(owned) if phrase.legislator else owned
        phrase.of.append((preposition, target))
        if (
            phrase.kind == "office"
            and (preposition in {"of", "for"} or (preposition == "to" and self._sent_to(phrase, target)))
            and not phrase.legislator
            and "spokes" not in phrase.head
            and target.type != "Party"
            and phrase.end == i
        ):
            self._lengthen_name(phrase, i, target.end)
        phrase.end = target.end
        return target.end

    def _lengthen_name(self, phrase: OfficePhrase, start: int, end: int) -> None:
        """Let the office's name go on with the tokens from start to end."""
        phrase.name = f"{phrase.name} {' '.join(self.doc[start:end].text.split())}"
        phrase.end = end

    # -- whom a preposition brings --------------------------------------------------------------------------------

    def _target(self, phrase: OfficePhrase, i: int) -> tuple[int, Mention | None]:
        """Whom the preposition at i brings, with the place where the name begins or would begin."""
        k, target = self._named_at(i, self._begun_behind(i))
        if target is not None and target.kind == "office" and target.end < len(self.doc):
            holder = self.taken[target.end]
            served = phrase.kind == "staff" or "spokes" in phrase.head
            if served and holder is not None and holder.type == "Person":
                target = holder  # "an adviser to the mayor Ann Lee"
        if target is not None and self._told_a_body(target, k):
            target.type = "Organisation"
        if target is None and self._unknown_body(phrase, self.text[i], k):
            end = self._capitals(k)
            target = self._new(k, end, end - 1, "Organisation")  # "chief economist at Saltmarsh"
        if target is not None:
            target = self._with_next(target)
        if target is None and phrase.legislator and self.text[i] == "for" and self._capitals(k) > k:
            target = self._new(k, self._capitals(k), k, "Constituency")
        return k, target

    def _new(self, start: int, end: int, head: int, kind: str) -> Mention:
        """A name that nobody has found yet."""
        mention = Mention(start, end, head, "name", kind, " ".join(self.doc[start:end].text.split()))
        self._take(mention)
        return mention

    def _begun_behind(self, i: int) -> int:
        """Where the name behind the preposition at i begins: past articles, adjectives and nouns in small letters."""
        k = i + 1
        while k < len(self.doc) and (
            self.text[k] in {"the", "a", "an", "its"}
            or (self.text[k] == "-" and k > i + 1 and self.taken[k] is None and not self.doc[k].whitespace_)
            or (
                self.doc[k].pos_ in {"ADJ", "NOUN"}
                and self.text[k][0].islower()
                and self.taken[k] is None
                and (self.doc[k].pos_ == "ADJ" or self.doc[k].dep_ == "compound" or self._kind_of_body(k))
            )
        ):
            k += 1
        if (
            k + 1 < len(self.doc)
            and self.taken[k] is None
            and self.doc[k].pos_ == "PROPN"
            and self.doc[k].dep_ == "compound"
            and (body := self.taken[k + 1]) is not None
            and body.surface
            and self.doc[k].head.i in range(body.start, body.end)
            and body.type == "Organisation"
        ):
            k += 1
        return k

    def _named_at(self, i: int, k: int) -> tuple[int, Mention | None]:
        """The name behind the preposition at i that begins at k, or that small nouns from k on bring."""
        target = self.taken[k] if k < len(self.doc) else None
        if target is None and (name := self._firm(k)) is not None:
            k, target = name, self.taken[name]  # "of the coastal think tank Saltmarsh"
        if (behind := self._named_behind(i)) is not None:
            k, target = behind.start, behind
        while target is not None and target.adjective and (name := self._firm(target.end)) is not None:
            k, target = name, self.taken[name]  # "of the Labour polling firm Marsh Partners"
        return k, target

    def _told_a_body(self, target: Mention, k: int) -> bool:
        """Whether a small noun before a name says that it is a body, whatever the model takes it for."""
        return (
            target.kind == "name"
            and not target.honorific
            and k > 0
            and self.taken[k - 1] is None
            and self._kind_of_body(k - 1)
            and target.type in {"Person", "Place"}
            and not target.surface
            and self.text[k - 1][0].islower()
        )

    def _with_next(self, target: Mention) -> Mention:
        """The body that a name only begins: "an adviser in the Marsh White House"."""
        nxt = self.taken[target.end] if target.end < len(self.doc) else None
        if (
            nxt is not None
            and nxt.start == target.end
            and nxt.kind == "name"
            and nxt.type == "Organisation"
            and self.doc[target.head].dep_ == "compound"
            and self.doc[target.head].head.i in range(nxt.start, nxt.end)
        ):
            return nxt if nxt.surface else self._joint(target, nxt)
        branch = nxt is not None and nxt.type == "Party" and self.text[nxt.end - 1].endswith("s")
        if nxt is not None and branch and nxt.start == target.end and not target.adjective and target.type != "Party":
            return self._joint(target, nxt)  # "agent for Seatown Tories", "the chairman of the House Republicans"
        return target

    def _describes(self, target: Mention) -> bool:
        """Whether a name only describes the noun behind it."""
        head = self.doc[target.head]
        describes = head.dep_ in {"amod", "compound", "nmod"} and head.head.i >= target.end
        return (target.adjective or target.type == "Party") and describes

    def _aside_of(self, phrase: OfficePhrase, preposition: str, target: Mention, i: int, k: int) -> bool:
        """Whether a person named behind a field is the holder: not whom the office is for."""
        return (
            target.type == "Person"
            and phrase.kind == "office"
            and preposition == "for"
            and k > i + 1
            and self.doc[k - 1].pos_ == "NOUN"
            and self.taken[k - 1] is None
        )

    def _owned(self, phrase: OfficePhrase, target: Mention) -> Mention | None:
        """Whose body it is that a name with "'s" brings: the union of "Ohio's biggest union Saltmarsh"."""
        while target.end < len(self.doc) and self.text[target.end] == "'s":
            nxt = self.taken[target.end + 1] if target.end + 1 < len(self.doc) else None
            if phrase.kind == "staff" and target.type == "Organisation" and (nxt is None or nxt.kind != "name"):
                return target  # "host of CNN's evening news" works for CNN
            if phrase.kind == "member" and nxt is None and self.text[target.end + 1] in word_groups()["seated bodies"]:
                return target  # "a member of the Harbour Trust's board"
            if nxt is None and (name := self._firm(target.end + 1)) is not None:
                nxt = self.taken[name]  # "the leader of Ohio's biggest union Saltmarsh"
            if nxt is None or nxt.kind != "name":
                return None
            whole = target.type != "Place" or target.text in word_groups()["countries of parties"]
            if nxt.type == "Party" and not whole:
                return None  # "the leader of Scotland's Tories" leads a part of the party
            target = nxt
        return target

    # -- fields ---------------------------------------------------------------------------------------------------

    def _field_named(self, phrase: OfficePhrase, i: int, k: int) -> None:
        """Let an office's name go on with a field that is no name: "Secretary of State", "minister for ports"."""
        preposition = self.text[i]
        if phrase.kind != "office" or preposition not in {"of", "for"} or phrase.legislator or "spokes" in phrase.head:
            return
        stop = self._capitals(k)
        small = phrase.head.removeprefix("junior ") in word_groups()["offices for a field"] and preposition == "for"
        small = small and stop == k
        while small and stop < len(self.doc) and self._of_field(stop):
            stop += 1
        if stop > k:
            self._lengthen_name(phrase, i, stop)

    def _of_field(self, k: int) -> bool:
        """Whether a small word may belong to the field of an office: "ports and rivers"."""
        return (
            self.text[k][0].islower()
            and self.taken[k] is None
            and (self.doc[k].pos_ in {"NOUN", "ADJ"} or (self.text[k] == "and" and self.doc[k + 1].pos_ == "NOUN"))
        )

    def _sent_to(self, phrase: OfficePhrase, target: Mention) -> bool:
        """Whether "to" belongs to the name of an office: "ambassador to France", "chief secretary to the Treasury"."""
        ends = tuple(word_groups()["sent to"])
        return phrase.name.casefold().endswith(ends) and target.type in {"Place", "Organisation"}

    def _joint(self, first: Mention, last: Mention) -> Mention:
        """One body for two names side by side: "Senate Harbours Committee", where the lists know the Senate only."""
        for part in (first, last):
            self.mentions.remove(part)
        text = " ".join(self.doc[first.start : last.end].text.split())
        whole = Mention(first.start, last.end, last.head, "name", "Organisation", text)
        self._take(whole)
        return whole

    def _unknown_body(self, phrase: OfficePhrase, preposition: str, k: int) -> bool:
        """Whether capital words that nobody takes for a name are the body at which somebody works."""
        return (
            preposition == "at"
            and phrase.kind in {"staff", "leader"}
            and self._capitals(k) > k
            and all(self.doc[j].pos_ == "PROPN" for j in range(k, self._capitals(k)))
        )

    def _effort(self, target: Mention) -> Mention | None:
        """The campaign or government in "for Ann Lee's 2004 presidential campaign", which is named by its leader."""
        k = target.end
        if target.type != "Person" or k + 1 >= len(self.doc) or self.text[k] != "'s":
            return None
        for j in range(k + 1, min(k + 6, len(self.doc))):
            if self.text[j] in {"campaign", "administration"}:
                text = f"{target.text.split()[-1]} {self.text[j]}"
                return Mention(target.start, j + 1, j, "name", "Organisation", text)
            if self.doc[j].pos_ not in {"ADJ", "NOUN", "NUM", "PROPN", "VERB"}:
                return None
        return None

    def _field_led(self, phrase: OfficePhrase) -> None:
        """Take in the field of "head of sales": an office in a body, and no lead of it."""
        k = phrase.end
        if (
            phrase.head not in word_groups()["heads of a field"]
            or phrase.plural
            or k + 1 >= len(self.doc)
            or self.text[k] != "of"
        ):
            return
        end = k + 1
        while (
            end < len(self.doc)
            and self.text[end][0].islower()
            and self.taken[end] is None
            and not self.doc[end].is_sent_start
            and (self.doc[end].pos_ in {"NOUN", "ADJ"} or (self.text[end] == "and" and end > k + 1))
        ):
            end += 1
        last = self.text[end - 1].casefold()
        if (
            end == k + 1
            or self.doc[end - 1].pos_ != "NOUN"
            or last in self.words.org_heads
            or last in word_groups()["small bodies"]
        ):
            return
        if end < len(self.doc) and (self.text[end][0].isupper() or self.text[end] in {"'s", "'"}):
            nxt = self.taken[end]
            if nxt is None or nxt.type != "Person":
                return
        phrase.name = f"{phrase.name} {self.doc[k:end].text}"
        phrase.modified = True
        phrase.end = end

    def _own_field(self, phrase: OfficePhrase) -> None:
        """Take in a field before a comma or name: "Labour's spokesman on ports", "Ohio University professor of law"."""
        k = phrase.end
        speaks = "spokes" in phrase.head and phrase.party is not None
        works = phrase.kind == "staff" and (phrase.body is not None or phrase.prefix_end > 0)
        if not (speaks or works) or phrase.plural or k + 2 >= len(self.doc):
            return
        if self.text[k] not in ({"on", "for"} if speaks else {"of"}):
            return
        end = k + 1
        while (
            end < len(self.doc)
            and self.text[end][0].islower()
            and self.taken[end] is None
            and (self.doc[end].pos_ in {"NOUN", "ADJ"} or (self.text[end] == "and" and end > k + 1))
        ):
            end += 1
        nxt = self.taken[end] if end < len(self.doc) else None
        if end == k + 1 or not ((nxt is not None and nxt.type == "Person") or self.text[end : end + 1] == [","]):
            return
        phrase.name = f"{phrase.name} {self.doc[k:end].text}"
        phrase.end = end

    def _past_field(self, phrase: OfficePhrase) -> int:
        """Where the employer may begin: after the field in "professor of child health at", "adviser on trade to"."""
        i = k = phrase.end
        # "music director for schools in", "director for rivers at"
        led = phrase.kind == "leader" and (phrase.modified or self.text[i : i + 1] == ["for"])
        if phrase.kind != "staff" and not led and phrase.head not in {"vice president", "vice-president"}:
            return i
        if k + 2 >= len(self.doc) or self.text[k] not in {"of", "on", "for", *(() if led else ("in",))}:
            return i
        k += 1
        while k < len(self.doc) and self.taken[k] is None and self.text[k][0].islower() and k - i < 9:
            if self.text[k] == "of" and k > i + 1 and self.text[k + 1].islower() and self.doc[k + 1].pos_ != "DET":
                k += 1  # "a lecturer in the school of ports at"
                continue
            if led and self.text[k] in {"a", "an"}:
                return i  # "managing director of a firm by the quay"
            if self.doc[k].pos_ == "ADP" and self.text[k] in {"at", "to", "with", "for", "in", "of"} and k > i + 1:
                if phrase.kind != "staff":
                    phrase.modified = True
                    phrase.name = f"{phrase.name} {self.doc[i:k].text}"
                return k
            if self.doc[k].pos_ not in {"NOUN", "ADJ", "CCONJ", "DET", "VERB", "PROPN"}:
                break
            k += 1
        return i

    def _whole_seat(self, target: Mention) -> Mention:
        """A seat with all its names: "Grantham and Stamford", "Sleaford and North Hykeham"."""
        end = target.end
        while end + 1 < len(self.doc) and self.text[end] in {"and", "&"} and self.text[end + 1][0].isupper():
            nxt = self.taken[end + 1]
            if nxt is not None and nxt.type == "Person" and (nxt.honorific or nxt.end - end > 3):
                break
            if nxt is not None and (nxt.type == "Party" or nxt.kind == "office"):
                break
            end = nxt.end if nxt is not None else self._capitals(end + 1)
        if end == target.end:
            return target
        for k in range(target.start, end):
            inside = self.taken[k]
            if inside is not None and inside in self.mentions:
                self.mentions.remove(inside)
        whole = Mention(
            target.start, end, target.head, "name", "Constituency", " ".join(self.doc[target.start : end].text.split())
        )
        self._take(whole)
        return whole
