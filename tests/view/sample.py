# ruff: noqa: E501  (a table reads better unbroken)
"""A small invented country to draw: its parties, people, and what eight articles say of them."""

from __future__ import annotations

from graphkit.dates import PartialDate
from graphkit.model import Act, Article, Claim, Entity, Evidence, Modality, Span

_TYPES = {
    "Person": "Ann Vale|Tom Arden|Mira Castell|Jonas Reed|Lydia Okafor|Piers Halloway|Sana Brook|Edwin Marsh|Greta Lind|Omar Fenn",
    "Party": "Harbour Party|Meadow League|New Commons",
    "Organisation": "Teachers' Union of Norland|Norland Assembly|Tidewater Council|Office for Fair Elections",
    "Constituency": "Westhaven South|Ambleford|Castle Rock",
    "Place": "Norland",
    "Office": "First Minister of Norland|Education Secretary",
    "Event": "Harbour Party leadership contest",
    "Document": "Tidal Barrier Bill",
}
_ALIASES = {
    "Ann Vale": ("Mrs Vale", "the First Minister"),
    "Tom Arden": ("Mr Arden",),
    "Harbour Party": ("Harbour",),
    "Tidal Barrier Bill": ("the barrier bill",),
}

#: title, publisher, author, date, address, sentences; in each sentence: claims as
#: (subject, predicate, object or "", content or "", trigger, marks); marks: not, former, planned, possible, conditional, by:NAME, since:DATE
_ARTICLES: list[tuple[str, str | None, str | None, str | None, str | None, list[tuple[str, list[tuple[str, str, str, str, str, str]]]]]] = [
    ("Vale refuses to back barrier bill", "Norland Post", "Ida Quill", "2031-03-02", "https://post.example/barrier", [
        ("First Minister Ann Vale, the leader of the Harbour Party, yesterday refused to support the Tidal Barrier Bill.", [
            ("Ann Vale", "leads", "Harbour Party", "", "leader", ""),
            ("Ann Vale", "memberOf", "Harbour Party", "", "leader", ""),
            ("Ann Vale", "holdsOffice", "First Minister of Norland", "", "First Minister", ""),
            ("Ann Vale", "refuses", "", "support the Tidal Barrier Bill", "refused", ""),
        ]),
        ("Tom Arden, the MP for Westhaven South, criticised Ann Vale for her silence and demanded that she publish the costs.", [
            ("Tom Arden", "represents", "Westhaven South", "", "MP", ""),
            ("Tom Arden", "criticises", "Ann Vale", "", "criticised", ""),
            ("Tom Arden", "demands", "Ann Vale", "she publish the costs", "demanded", ""),
        ]),
        ("The Tidewater Council supports the Tidal Barrier Bill.", [
            ("Tidewater Council", "supports", "Tidal Barrier Bill", "", "supports", ""),
        ]),
        ("Lydia Okafor, the Education Secretary, did not criticise Ann Vale.", [
            ("Lydia Okafor", "holdsOffice", "Education Secretary", "", "Education Secretary", ""),
            ("Lydia Okafor", "criticises", "Ann Vale", "", "criticise", "not"),
        ]),
    ]),
    ("Arden to run against Vale", "The Ambleford Echo", "Noel Stave", "2031-03-09", "https://echo.example/arden", [
        ("Tom Arden will stand in the Harbour Party leadership contest, and Mira Castell said that she supports Tom Arden.", [
            ("Tom Arden", "candidateFor", "Harbour Party leadership contest", "", "stand", "planned"),
            ("Mira Castell", "supports", "Tom Arden", "", "supports", "by:Mira Castell"),
            ("Mira Castell", "says", "", "she supports Tom Arden", "said", ""),
        ]),
        ("Mira Castell, who represents Ambleford, accused Ann Vale of hiding the costs.", [
            ("Mira Castell", "represents", "Ambleford", "", "represents", ""),
            ("Mira Castell", "accuses", "Ann Vale", "hiding the costs", "accused", ""),
        ]),
        ("Tom Arden and Mira Castell are members of the Harbour Party.", [
            ("Tom Arden", "memberOf", "Harbour Party", "", "members", ""),
            ("Mira Castell", "memberOf", "Harbour Party", "", "members", ""),
        ]),
    ]),
    ("Reed leaves the League for New Commons", "Norland Post", "Ida Quill", "2031-04-11", "https://post.example/reed", [
        ("Jonas Reed, a former member of the Meadow League, has joined New Commons.", [
            ("Jonas Reed", "memberOf", "Meadow League", "", "member", "former"),
            ("Jonas Reed", "joins", "New Commons", "", "joined", ""),
            ("Jonas Reed", "memberOf", "New Commons", "", "joined", "since:2031-04"),
        ]),
        ("Greta Lind, the leader of the Meadow League, dismissed Piers Halloway and called Jonas Reed a coward.", [
            ("Greta Lind", "leads", "Meadow League", "", "leader", ""),
            ("Greta Lind", "dismisses", "Piers Halloway", "", "dismissed", ""),
            ("Greta Lind", "criticises", "Jonas Reed", "", "called", ""),
        ]),
        ("Piers Halloway denied that he had advised Jonas Reed.", [
            ("Piers Halloway", "denies", "", "he had advised Jonas Reed", "denied", ""),
            ("Piers Halloway", "helps", "Jonas Reed", "", "advised", "not by:Piers Halloway"),
        ]),
        ("New Commons might support the Tidal Barrier Bill, Sana Brook said.", [
            ("New Commons", "supports", "Tidal Barrier Bill", "", "support", "possible by:Sana Brook"),
            ("Sana Brook", "says", "", "New Commons might support the Tidal Barrier Bill", "said", ""),
        ]),
    ]),
    ("Brook elected leader of New Commons", "Norland Post", None, "2031-04-28", "https://post.example/brook", [
        ("Sana Brook was elected leader of New Commons, defeating Jonas Reed.", [
            ("Sana Brook", "leads", "New Commons", "", "leader", ""),
            ("Sana Brook", "defeats", "Jonas Reed", "", "defeating", ""),
        ]),
        ("Sana Brook, who represents Castle Rock, promised to vote for the Tidal Barrier Bill.", [
            ("Sana Brook", "represents", "Castle Rock", "", "represents", ""),
            ("Sana Brook", "promises", "", "vote for the Tidal Barrier Bill", "promised", ""),
        ]),
        ("Castle Rock and Westhaven South are parts of Norland.", [
            ("Castle Rock", "partOf", "Norland", "", "parts", ""),
            ("Westhaven South", "partOf", "Norland", "", "parts", ""),
        ]),
    ]),
    ("Union leader warns of strikes", "The Ambleford Echo", "Noel Stave", "2031-05-06", "https://echo.example/strikes", [
        ("Edwin Marsh, who leads the Teachers' Union of Norland, warned Lydia Okafor that schools would close.", [
            ("Edwin Marsh", "leads", "Teachers' Union of Norland", "", "leads", ""),
            ("Edwin Marsh", "warns", "Lydia Okafor", "schools would close", "warned", ""),
        ]),
        ("The Teachers' Union of Norland opposes Lydia Okafor and would support New Commons if it raised pay.", [
            ("Teachers' Union of Norland", "opposes", "Lydia Okafor", "", "opposes", ""),
            ("Teachers' Union of Norland", "supports", "New Commons", "", "support", "conditional"),
        ]),
        ("Lydia Okafor met Edwin Marsh and refused to resign.", [
            ("Lydia Okafor", "meets", "Edwin Marsh", "", "met", ""),
            ("Lydia Okafor", "refuses", "", "resign", "refused", ""),
        ]),
    ]),
    ("Okafor out", None, None, None, None, [
        ("Lydia Okafor has resigned, and Ann Vale appointed Omar Fenn as Education Secretary.", [
            ("Lydia Okafor", "resigns", "", "", "resigned", ""),
            ("Ann Vale", "appoints", "Omar Fenn", "", "appointed", ""),
            ("Omar Fenn", "holdsOffice", "Education Secretary", "", "appointed", ""),
        ]),
        ("Tom Arden again criticised Ann Vale.", [
            ("Tom Arden", "criticises", "Ann Vale", "", "criticised", ""),
        ]),
    ]),
    ("Watchdog looks into Harbour contest", "Norland Post", "Ida Quill", "2031-06-14", "https://post.example/watchdog", [
        ("The Office for Fair Elections is to investigate the Harbour Party, Piers Halloway claimed.", [
            ("Office for Fair Elections", "investigates", "Harbour Party", "", "investigate", "planned by:Piers Halloway"),
        ]),
        ("Ann Vale has not apologised to Tom Arden, who once again attacked Ann Vale in the Norland Assembly.", [
            ("Ann Vale", "apologises", "Tom Arden", "", "apologised", "not"),
            ("Tom Arden", "criticises", "Ann Vale", "", "attacked", ""),
        ]),
        ("Ann Vale accused Tom Arden of vanity. Omar Fenn backed Ann Vale.", [
            ("Ann Vale", "accuses", "Tom Arden", "vanity", "accused", ""),
            ("Omar Fenn", "supports", "Ann Vale", "", "backed", ""),
        ]),
        ("Tom Arden, Omar Fenn and Lydia Okafor sit in the Norland Assembly.", [
            ("Tom Arden", "memberOf", "Norland Assembly", "", "sit", ""),
            ("Omar Fenn", "memberOf", "Norland Assembly", "", "sit", ""),
            ("Lydia Okafor", "memberOf", "Norland Assembly", "", "sit", ""),
        ]),
    ]),
    ("League wants a vote", "The Ambleford Echo", "Noel Stave", "2031-06-30", "https://echo.example/vote", [
        ("Greta Lind proposed a vote on the Tidal Barrier Bill, which the Meadow League opposes.", [
            ("Greta Lind", "proposes", "", "a vote on the Tidal Barrier Bill", "proposed", ""),
            ("Meadow League", "opposes", "Tidal Barrier Bill", "", "opposes", ""),
        ]),
        ("Ann Vale and Greta Lind visited Ambleford.", [
            ("Ann Vale", "acts", "Ambleford", "", "visited", ""),
            ("Greta Lind", "acts", "Ambleford", "", "visited", ""),
        ]),
    ]),
]  # fmt: skip


def entities() -> dict[str, Entity]:
    """All that the sample names, by label."""
    return {
        label: Entity.named(kind, label, _ALIASES.get(label, ()))
        for kind, labels in _TYPES.items()
        for label in labels.split("|")
    }


def sample() -> tuple[list[Claim], dict[str, Article]]:
    """The claims of the sample and its articles by id."""
    known = entities()
    claims: list[Claim] = []
    articles: dict[str, Article] = {}
    for title, publisher, author, date, address, sentences in _ARTICLES:
        article = Article(
            text="\n\n".join(sentence for sentence, _ in sentences) + "\n",
            title=title,
            address=address,
            publisher=publisher,
            authors=(author,) if author else (),
            published=PartialDate.parse(date) if date else None,
            language="en",
            document=title.lower().replace(" ", "-"),
        )
        articles[article.id] = article
        for sentence, said in sentences:
            start = article.text.index(sentence)
            claims += [_claim(article, known, start, sentence, *parts) for parts in said]
    return claims, articles


def _claim(
    article: Article, known: dict[str, Entity], start: int, sentence: str,
    subject: str, predicate: str, object: str, content: str, trigger: str, marks: str,
) -> Claim:  # fmt: skip
    def span(words: str) -> Span | None:
        at = sentence.find(words) if words else -1
        return (start + at, start + at + len(words)) if at >= 0 else None

    by = marks.partition("by:")[2].partition(" since:")[0]
    since = marks.partition("since:")[2]
    words = marks.partition("by:")[0].split()
    evidence = Evidence.cut(
        article, start, start + len(sentence), trigger=span(trigger), subject=span(subject), object=span(object), content=[at] if (at := span(content)) else []
    )  # fmt: skip
    concerns = [entity for label, entity in known.items() if content and label in content]
    return Claim(
        article.id,
        known[subject],
        predicate,
        evidence,
        known[object] if object else None,
        Act(article.id, content, tuple(concerns)) if content else None,
        {"visited": "visit"}.get(trigger, trigger),
        "not" in words,
        next((m for m in Modality if m.value in words), Modality.ASSERTED),
        "former" in words,
        known[by] if by else None,
        PartialDate.parse(since) if since else None,
        confidence=0.7 if by else 0.92,
        extractor="by hand 1",
    )
