"""``graphkit query``: named questions, SPARQL and Cypher, answered as a table or in a format for programs."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from graphkit.cli.asking import LIMIT, TIMEOUT, answer, is_name, parameters_option, without_ids
from graphkit.cli.options import open_existing, output_option, store_option
from graphkit.cli.output import open_output
from graphkit.cli.terminal import line, say, tell
from graphkit.errors import UsageError
from graphkit.stores import language_of
from graphkit.stores.languages import NAMES

FORMATS = ("table", "csv", "tsv", "json", "jsonl", "sparql-json", "sparql-xml")


class Query(click.Command):
    """A command that also describes its questions: ``graphkit query members --help``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if {"-h", "--help"} & set(args):
            from graphkit.questions import names

            named = [arg for arg in args if arg in names()]
            if named:
                _describe(named[0])
                ctx.exit()
        return super().parse_args(ctx, args)


def _describe(name: str) -> None:
    from graphkit.questions import describe, load

    tell(describe(load(name)))


def _list() -> None:
    from graphkit.questions import questions

    found = questions()
    width = max((len(question.name) for question in found), default=0)
    for question in found:
        tell(f"{question.name:<{width}}  {line(question.title)}")
    say("\n'graphkit query NAME --help' tells what one answers and which parameters it takes")


def _text(text: str | None, file: str | None) -> str:
    """The query: as given, from the file, or from standard input."""
    if (text is None) == (file is None):
        raise UsageError("give one question: its name, a query, or -f FILE; 'graphkit query --list' shows the names")
    try:
        if file not in (None, "-"):
            return Path(str(file)).read_text(encoding="utf-8-sig")
        if file == "-" or text == "-":
            if sys.stdin is None:
                raise UsageError("standard input is closed; give the query as a word or with -f FILE")
            return sys.stdin.read()
    except UnicodeDecodeError as error:
        raise UsageError(f"{file or 'standard input'}: is no UTF-8 text; save it as UTF-8") from error
    assert text is not None
    return text


@click.command("query", cls=Query)
@click.argument("question", required=False)
@click.option("--file", "-f", metavar="FILE", help="Read the query from this file; - is standard input.")
@parameters_option
@click.option(
    "--language",
    type=click.Choice(["sparql", "cypher"]),
    help="The language of the query; else that of the store (Cypher for Neo4j, SPARQL for all others).",
)
@click.option("--list", "listing", is_flag=True, help="List the named questions.")
@click.option("--describe", is_flag=True, help="Tell what a named question answers and takes, instead of asking it.")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True, help="Form of the answer."
)
@click.option(
    "--limit", type=click.IntRange(min=1), show_default=f"{LIMIT}, or what a named question says",
    help="Most rows to give.",
)  # fmt: skip
@click.option(
    "--timeout", metavar="SECONDS", type=click.FloatRange(min=0, min_open=True), default=TIMEOUT, show_default=True,
    help="End the query after so many seconds.",
)  # fmt: skip
@click.option("--ids", is_flag=True, help="Show the ids of entities and claims in the table of a named question, too.")
@output_option()
@store_option
def command(
    question: str | None,
    file: str | None,
    parameters: tuple[str, ...],
    language: str | None,
    listing: bool,
    describe: bool,
    form: str,
    limit: int | None,
    timeout: float,
    ids: bool,
    output: str,
    store: str,
) -> None:
    """Ask a named question, or in SPARQL or Cypher.

    QUESTION is a name that --list shows, a query in the store's language, or - for a query on standard input. In SPARQL
    the prefixes gk:, p:, ps:, entity:, claim:, act:, article:, prov:, rdfs:, skos:, schema: and xsd: need not be
    declared. A query only reads: what would change the store, or reach a file or the network, is refused.

    In a query of your own -p binds $NAME (Cypher) or ?NAME (SPARQL) to a value. It is a text, unless it is a number,
    true, false, null or a quoted text of JSON: -p year=2025 is a number, -p year='"2025"' a text. In Cypher
    '["a", "b"]' is a list of texts; in SPARQL <IRI>, entity:person/jane-doe and gk:leads are IRIs.

    \b
    Examples:
      graphkit query --list
      graphkit query members --help
      graphkit query members -p party="Harbour Party" --format csv
      graphkit query 'SELECT ?who ?whom WHERE { ?who gk:criticises ?whom }'
      graphkit query 'SELECT ?what { ?who rdfs:label ?name ; gk:refuses/gk:text ?what }' -p name="Jane Doe"
      graphkit query -f question.rq --format sparql-json
      graphkit query -s bolt://127.0.0.1:7687 'MATCH (p:Person)-[:LEADS]->(b) RETURN p, b'
      graphkit query -s bolt://127.0.0.1:7687 'MATCH ({label: $name})-[r]->(b) RETURN type(r), b' -p name="Jane Doe"
    """
    if language is not None and language != language_of(store):
        raise UsageError(f"the store {store} is asked in {NAMES[language_of(store)]}, not in {NAMES[language]}")
    if listing:
        _list()
        return
    text = _text(question, file)
    if describe:
        if not is_name(text):
            raise UsageError("--describe tells of a named question; 'graphkit query --list' shows them")
        _describe(text.strip())
        return
    from graphkit.results import write

    with open_existing(store) as opened:
        result = answer(opened, text, parameters, timeout=timeout, limit=limit)
    if form == "table" and is_name(text) and not ids:
        result = without_ids(result)
    with open_output(output) as stream:
        write(result, form, stream)
    for note in result.notes:
        say(f"note: {note}")
    if form == "table" and not is_name(text):
        empty = [name for place, name in enumerate(result.columns) if all(row[place] is None for row in result.rows)]
        if empty and result.rows:
            say(f"note: no row has a value of {', '.join(empty)}, left out of the table")
    if result.truncated:
        say(f"cut after {len(result.rows):,} rows; --limit gives more")
