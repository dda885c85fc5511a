"""``graphkit view``: claims drawn as one HTML page."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

from graphkit.cli.asking import LIMIT, TIMEOUT, answer, claim_ids, is_name, parameters_option
from graphkit.cli.failures import Failure
from graphkit.cli.options import one_entity, open_existing, output_option, store_option
from graphkit.cli.output import open_output
from graphkit.cli.terminal import plural, say
from graphkit.errors import UsageError
from graphkit.model import Claim
from graphkit.stores.base import Store


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
    result = answer(store, question, parameters, timeout=timeout, limit=LIMIT)
    if result.truncated:
        say(f"the answer was cut after {LIMIT:,} rows")
    title = " ".join([question if len(question) < 60 else "query", *parameters])
    if result.turtle is None:
        return title, store.claims_by_id(claim_ids(result))
    from graphkit.view.answers import claims_of_graph

    claims, without = claims_of_graph(store, result.turtle)
    if without:
        say(f"not drawn: {plural(without, 'edge')} of the answer that no claim bears out")
    return title, claims


def _queries(question: str | None, parameters: tuple[str, ...], words: list[str]) -> list[tuple[str, str]]:
    """What gave the page, for it to show: the command, and the question in each language that it is written in."""
    from graphkit.view.origin import command_line, question_texts

    texts = [("The command that made this page", command_line("graphkit", "view", *words))]
    if question is None:
        return texts
    return texts + (question_texts(question.strip(), parameters) if is_name(question) else [("Its query", question)])


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
@output_option("graph.html", help="File to write; - is standard output.")
@click.option("--open", "opening", is_flag=True, help="Open the page in a browser.")
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
    output: str,
    opening: bool,
    store: str,
) -> None:
    """Draw claims as a page to explore.

    Draws what is known of the entities, or the claims behind the answer to a question (a name that 'graphkit query
    --list' shows, SPARQL with a column ?claim, or a CONSTRUCT), or the whole store. The page is one file that needs no
    network.

    \b
    Examples:
      graphkit view "Jane Doe" "Harbour Party" --open
      graphkit view --query rifts -p party="Harbour Party" -o rifts.html
      graphkit view --query 'CONSTRUCT { ?a gk:supports ?b } WHERE { ?a gk:supports ?b }' -o support.html
      graphkit view --all
    """
    if (bool(entities), question is not None, everything).count(True) != 1:
        raise UsageError("say what to draw: one or more entities, --query QUESTION, or --all")
    if parameters and question is None:
        raise UsageError("parameters (-p) belong to a named question; add --query NAME")
    if opening and output == "-":
        raise UsageError("a page on standard output cannot be opened; name a file with -o")
    from graphkit.view import Origin, build

    with open_existing(store) as opened:
        if everything:
            heading, claims, words = "All claims", list(opened.claims()), ["--all"]
            origin = Origin(everything=True)
        elif question is not None:
            heading, claims = _answering(opened, question, parameters, timeout)
            words = ["--query", question, *(word for given in parameters for word in ("-p", given))]
            origin = Origin()
        else:
            heading, claims, ids = _around(opened, entities, hops)
            words = [*ids, *(["--hops", str(hops)] if hops != 1 else [])]
            origin = Origin(entities=tuple(ids), hops=hops)
        if not claims:
            raise Failure("there is nothing to draw: no claims")
        articles = [a for key in sorted({claim.article for claim in claims}) if (a := opened.article(key)) is not None]
        queries = _queries(question, parameters, words)
        page = build(
            claims, articles, title=title or heading, queries=queries, origin=origin, max_nodes=max_nodes
        )
    with open_output(output) as stream:
        stream.write(page.html.encode("utf-8", "surrogatepass"))
    if output == "-":
        return
    say(f"{output}: {plural(page.claims, 'claim')} of {plural(len(articles), 'article')}")
    if page.left_out:
        left_out = plural(page.left_out, "claim")
        say(f"left out {left_out}: more than {max_nodes:,} circles; draw less, or raise --max-nodes")
    if opening and not webbrowser.open(Path(output).resolve().as_uri()):
        say("no browser could be opened; open the file by hand")
