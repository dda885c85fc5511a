"""What an action is about, in the article's words: no agent, no bare time, marks of quotation in pairs."""

from __future__ import annotations

import pytest

from graphkit.model import Article
from graphkit_loaders import extract

CONTENTS = [
    ("Bob Fox was joined on stage by Ann Lee.", "meets", "on stage"),
    ("Bob Fox was denied a visa by the Home Office.", "refuses", "a visa"),
    ("The harbour should be closed, Ann Lee warned on Wednesday.", "warns", None),
    ("Ann Lee blasted the Fire Safety Bureau (FSB) for its delay.", "criticises", "for its delay"),
    ("Ann Lee and Bob Fox clashed over the ferry last night.", "criticises", "the ferry"),
    (
        'Ann Lee pledged that Seatown would keep "a lamp for every harbour and inn."',
        "promises",
        'that Seatown would keep "a lamp for every harbour and inn."',
    ),
    ("Ann Lee called the ferry “abhorrent“ in a letter.", "criticises", "the ferry “abhorrent“ in a letter"),
    ("Ann Lee and Bob Fox criticised each other over the ferry.", "criticises", "over the ferry"),
    ("Ann Lee and Bob Fox accused one another of lying.", "accuses", "of lying"),
    ("Ann Lee pushed back against Bob Fox's claim.", "criticises", "Bob Fox's claim"),
    ("Ann Lee insisted that the bill would not change the law.", "denies", None),
]


@pytest.mark.parametrize(("text", "predicate", "content"), CONTENTS, ids=[text[:50] for text, _, _ in CONTENTS])
def test_content_ends_where_what_is_said_ends(text: str, predicate: str, content: str | None) -> None:
    [(_, claims)] = extract([Article(text)])
    told = {claim.act.content if claim.act else None for claim in claims if claim.predicate == predicate}
    assert told == {content}
