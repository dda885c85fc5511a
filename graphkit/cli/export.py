"""``graphkit export``: the whole store as one file, the same bytes for the same content."""

from __future__ import annotations

from pathlib import PurePath

import click

from graphkit.cli.options import open_existing, output_option, store_option
from graphkit.cli.output import open_output
from graphkit.cli.terminal import plural, say

FORMATS = {
    "nquads": (".nq", ".nt"),
    "turtle": (".ttl",),
    "jsonld": (".jsonld", ".json"),
    "jsonl": (".jsonl", ".ndjson"),
    "csv": (".csv",),
    "graphml": (".graphml",),
    "gexf": (".gexf",),
    "cypher": (".cypher",),
}


def format_of(name: str) -> str | None:
    """The format that a file's ending stands for."""
    suffix = PurePath(name).suffix.lower()
    return next((form for form, endings in FORMATS.items() if suffix in endings), None)


@click.command("export")
@store_option
@click.option("--format", "-f", "form", type=click.Choice(tuple(FORMATS)), help="By the ending of FILE; else nquads.")
@output_option()
def command(store: str, form: str | None, output: str) -> None:
    """Write the whole store as a file.

    N-Quads and JSON Lines can be imported again and lose nothing; Turtle and JSON-LD hold as much, for other programs.
    CSV has a row for each claim; GraphML and GEXF are for programs that draw networks (yEd, Gephi, Cytoscape); Cypher
    is a script for an empty Neo4j database, for graphs of some thousand claims. The same content always gives the same
    bytes. A file appears whole or not at all.

    \b
    Examples:
      graphkit export -o graph.nq
      graphkit export -o claims.jsonl
      graphkit export -o network.gexf
      graphkit export --format turtle | less
    """
    from graphkit.export import write

    with open_existing(store) as opened:
        counts = opened.counts()
        with open_output(output) as stream:
            write(opened, form or format_of(output) or "nquads", stream)
    if output != "-":
        say(f"{output}: {plural(counts['articles'], 'article')}, {plural(counts['claims'], 'claim')}")
