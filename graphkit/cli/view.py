"""``graphkit view``: claims drawn as one HTML page."""

from __future__ import annotations

import webbrowser
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graphkit.cli.asking import CLAIM_COLUMNS, TIMEOUT, answer, claim_ids, is_name, parameters_option
from graphkit.cli.failures import Failure
from graphkit.cli.options import one_entity, open_existing, output_option, store_option
from graphkit.cli.output import open_output
from graphkit.cli.terminal import plural, say
from graphkit.errors import UsageError
from graphkit.model import Claim
from graphkit.stores.base import Store

if TYPE_CHECKING:
    from graphkit.view import Page

    Places = Mapping[str, tuple[float, float]]


def _around(store: Store, names: tuple[str, ...], hops: int) -> tuple[str, list[Claim], list[str]]:
    """A title, what is known of the entities of these names, and their ids."""
    entities = []
    for name in names:
        entity, others = one_entity(store, name)
        entities.append(entity)
        if others:
            said = ", ".join(other.id for other in others)
            say(f"{name!r} is taken for {entity.label} ({entity.id}); also named so: {said}")
    labels = list(dict.fromkeys(entity.label for entity in entities))
    ids = [entity.id for entity in entities]
    return ", ".join(labels), store.neighbourhood(ids, hops), ids


def _answering(store: Store, question: str, parameters: tuple[str, ...], timeout: float) -> tuple[str, list[Claim]]:
    """The claims behind the answer to a question, and a title."""
    result = answer(store, question, parameters, timeout=timeout)
    for note in result.notes:
        say(f"note: {note}")
    if result.truncated:
        say(f"the answer was cut after {len(result.rows):,} rows")
    title = " ".join([question if len(question) < 60 else "query", *parameters])
    from graphkit.view.answers import claims_of_graph, drawn

    if result.turtle is not None:
        claims, without = claims_of_graph(store, result.turtle)
    else:
        found = drawn(result)
        without = found.strange
        is_graph = found.nodes or found.claims or without
        # ids beside nodes and paths are drawn, too
        columns = [i for i, column in enumerate(result.columns) if column in CLAIM_COLUMNS]
        told = columns and all(isinstance(row[i], str) for row in result.rows for i in columns)
        named = claim_ids(result) if result.rows and (told or not is_graph) else []
        claims = store.claims_by_id([*found.claims, *named])
        if found.nodes and not claims and not without:
            raise Failure(
                f"there is nothing to draw: the answer has {plural(found.nodes, 'node')} but no claims; return "
                "relationships or paths, as in MATCH p=(:Person)-[:LEADS]->() RETURN p, or claims"
            )
    if without:
        say(f"not drawn: {plural(without, 'edge')} of the answer that no claim bears out")
    return title, claims


def _texts(question: str | None, parameters: tuple[str, ...], words: list[str]) -> tuple[tuple[str, str], ...]:
    """What gives the page again, for it to show: the command, and the question in each language that there is."""
    from graphkit.view.origin import command_line, question_texts

    texts = [("The command that made this page", command_line("graphkit", "view", *words))]
    if question is not None:
        texts += question_texts(question.strip(), parameters) if is_name(question) else [("Its query", question)]
    return tuple(texts)


def _narrower(claims: Iterable[Claim]) -> list[tuple[str, str]]:
    """Commands that draw less: what is around each of the three that most is said of."""
    from graphkit.view.origin import command_line

    weights = Counter((e.id, e.label) for claim in claims for e in {claim.subject, claim.object or claim.subject})
    best: dict[str, str] = {}
    for (key, label), _ in sorted(weights.items(), key=lambda item: (-item[1], item[0])):
        best.setdefault(key, label)
    return [(f"Around {label} alone", command_line("graphkit", "view", key)) for key, label in list(best.items())[:3]]


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is to be drawn, out of whatever the store holds when it is drawn."""

    entities: tuple[str, ...]
    question: str | None
    parameters: tuple[str, ...]
    hops: int
    timeout: float
    max_nodes: int
    title: str | None

    def page(
        self, store: Store, further: tuple[str, ...] = (), version: str = "", before: Places | None = None
    ) -> Page:
        """The page, with all about ``further`` entities; with a ``version``, one that a server shows.

        ``before`` says where what is on it stood on an earlier page.
        """
        from graphkit.view import Origin, build

        if self.question is not None:
            heading, claims = _answering(store, self.question, self.parameters, self.timeout)
            words = ["--query", self.question, *(word for given in self.parameters for word in ("-p", given))]
            origin = Origin()
        elif self.entities:
            heading, claims, ids = _around(store, self.entities, self.hops)
            words = [*ids, *(["--hops", str(self.hops)] if self.hops != 1 else [])]
            origin = Origin(entities=tuple(ids), hops=self.hops)
        else:
            heading, claims, words = "All claims", list(store.claims()), ["--all"]
            origin = Origin(everything=True)
        if not claims:
            raise Failure("there is nothing to draw: no claims")
        if further:
            origin = Origin()
            claims = list({claim.id: claim for claim in (*claims, *store.neighbourhood(further))}.values())
        narrower = _narrower(claims) if origin.everything else []
        origin = replace(origin, language=store.language, queries=_texts(self.question, self.parameters, words))
        articles = [a for key in sorted({claim.article for claim in claims}) if (a := store.article(key)) is not None]
        served = {"with": list(further), "version": version} if version else None
        return build(
            claims,
            articles,
            title=self.title or heading,
            queries=narrower,
            origin=origin,
            served=served,
            max_nodes=self.max_nodes,
            before=before,
        )


def _serve(store: str, wish: _Wish, before: Places, port: int, opening: bool) -> None:
    """Show the page from a server until the keys are pressed that end it."""
    from graphkit.view.serving import Served, Server

    places = dict(before)  # of all that was drawn: what comes back stands where it stood

    def draw(further: tuple[str, ...], version: str) -> str:
        with open_existing(store) as opened:
            page = wish.page(opened, further, version, places)
        places.update(page.places)
        return page.html

    def version() -> str:
        with open_existing(store) as opened:
            return opened.version()

    served = Served(draw, version)
    served.page(())  # what is wrong is told here, not in the browser
    try:
        server = Server(served, port)
    except OSError as error:
        raise Failure(f"cannot listen on port {port}: {error.strerror}; name another with --port") from error
    with server:
        say(f"{server.address} (only for this machine; ctrl-c ends)")
        if opening and not webbrowser.open(server.address):
            say("no browser could be opened; open the address by hand")
        with suppress(KeyboardInterrupt):
            server.serve_forever()


@click.command("view")
@click.argument("entities", nargs=-1, metavar="ENTITY...")
@click.option("--query", "-q", "question", metavar="QUESTION", help="Draw the claims behind the answer to a question.")
@parameters_option
@click.option("--all", "everything", is_flag=True, help="Draw the whole store.")
@click.option(
    "--hops", type=click.IntRange(1, 5), default=1, show_default=True, help="How far around the entities to go."
)
@click.option(
    "--timeout", metavar="SECONDS", type=click.FloatRange(min=0, min_open=True), default=TIMEOUT, show_default=True,
    help="End the query after so many seconds.",
)  # fmt: skip
@click.option(
    "--max-nodes", type=click.IntRange(min=2), default=1500, show_default=True,
    help="Draw no more than so many circles, the most connected ones.",
)  # fmt: skip
@click.option("--title", metavar="TEXT", help="Title of the page.")
@click.option(
    "--like", metavar="PAGE", type=click.Path(exists=True, dir_okay=False),
    help="Keep what an earlier page shows where it stands there.",
)  # fmt: skip
@output_option("graph.html", help="File to write; - is standard output.")
@click.option("--open", "opening", is_flag=True, help="Open the page in a browser.")
@click.option(
    "--serve",
    "serving",
    is_flag=True,
    help="Serve the page to this machine's browser: names expand from the store, changes show.",
)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port for --serve. [default: any that is free]")
@store_option
def command(
    entities: tuple[str, ...],
    question: str | None,
    parameters: tuple[str, ...],
    everything: bool,
    hops: int,
    timeout: float,
    max_nodes: int,
    title: str | None,
    like: str | None,
    output: str,
    opening: bool,
    serving: bool,
    port: int,
    store: str,
) -> None:
    """Draw claims as a page to explore.

    Draws what is known of the entities, or the claims behind the answer to a question (a name that 'graphkit query
    --list' shows, SPARQL with a column ?claim, a CONSTRUCT, or Cypher that returns relationships, paths or claims), or
    the whole store. The page is one file that needs no network. With --serve it comes from a server that only this
    machine reaches and only who has its address: the page can then fetch more from the store, and follows its changes.

    \b
    Examples:
      graphkit view "Jane Doe" "Harbour Party" --open
      graphkit view --query rifts -p within="Harbour Party" -o rifts.html
      graphkit view --query 'CONSTRUCT { ?a gk:supports ?b } WHERE { ?a gk:supports ?b }' -o support.html
      graphkit view --query 'MATCH p=(:Person)-[:SUPPORTS]->() RETURN p' --store bolt://127.0.0.1:7687
      graphkit view --all
      graphkit view --all --like graph.html -o graph.html
      graphkit view "Jane Doe" --serve --open
    """
    if (bool(entities), question is not None, everything).count(True) != 1:
        raise UsageError("say what to draw: one or more entities, --query QUESTION, or --all")
    if parameters and question is None:
        raise UsageError("parameters (-p) belong to a question; add --query QUESTION")
    if port and not serving:
        raise UsageError("--port belongs to --serve")
    if opening and output == "-":
        raise UsageError("a page on standard output cannot be opened; name a file with -o")
    from graphkit.view import places_in

    wish = _Wish(entities, question, parameters, hops, timeout, max_nodes, title)
    before = places_in(like) if like else {}
    if serving:
        _serve(store, wish, before, port, opening)
        return
    with open_existing(store) as opened:
        page = wish.page(opened, before=before)
    with open_output(output) as stream:
        stream.write(page.html.encode("utf-8", "surrogatepass"))
    if output == "-":
        return
    say(f"{output}: {plural(page.claims, 'claim')} of {plural(page.articles, 'article')}")
    if page.left_out:
        left_out = plural(page.left_out, "claim")
        say(f"left out {left_out}: more than {max_nodes:,} circles; draw less, or raise --max-nodes")
    if opening and not webbrowser.open(Path(output).resolve().as_uri()):
        say("no browser could be opened; open the file by hand")
