"""``graphkit export``: the whole store as one file, the same bytes for the same content."""

from __future__ import annotations

from pathlib import Path, PurePath

import click

from graphkit.cli.options import open_existing, output_option, store_option
from graphkit.cli.output import open_output
from graphkit.cli.terminal import plural, say
from graphkit.errors import UsageError

FORMATS = {
    "nquads": (".nq", ".nt"),
    "turtle": (".ttl",),
    "jsonld": (".jsonld", ".json"),
    "jsonl": (".jsonl", ".ndjson"),
    "csv": (".csv",),
    "graphml": (".graphml",),
    "gexf": (".gexf",),
    "cypher": (".cypher",),
    "neo4j-admin": (".zip",),
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
    is a script for an empty Neo4j database, for graphs of some thousand claims; for more, neo4j-admin makes a folder
    (or a .zip) of CSV files with the command that imports them. The same content always gives the same bytes. A file
    or folder appears whole or not at all.

    \b
    Examples:
      graphkit export -o graph.nq
      graphkit export -o claims.jsonl
      graphkit export -o network.gexf
      graphkit export --format turtle | less
      graphkit export --format neo4j-admin -o for-neo4j
    """
    from graphkit.export import write

    form = form or format_of(output) or "nquads"
    if form == "neo4j-admin":
        _export_for_import_tool(store, output)
        return

    with open_existing(store) as opened:
        counts = opened.counts()
        with open_output(output) as stream:
            write(opened, form, stream)
    if output != "-":
        say(f"{output}: {plural(counts['articles'], 'article')}, {plural(counts['claims'], 'claim')}")


def _export_for_import_tool(store: str, output: str) -> None:
    from graphkit.export import neo4j_admin

    if output == "-":
        raise UsageError("neo4j-admin takes several files; name a folder, or a file that ends in .zip, with -o")
    zipped = output.lower().endswith(".zip")
    with open_existing(store) as opened:
        counts = opened.counts()
        if zipped:
            with open_output(output) as stream:
                words = neo4j_admin.write(opened, stream)
        else:
            words = neo4j_admin.write_folder(opened, Path(output))
    say(f"{output}: {plural(counts['articles'], 'article')}, {plural(counts['claims'], 'claim')}")
    place = "the folder that it is unpacked in" if zipped else output
    say(f"to import it, where the server is, which is stopped, in {place}:")
    say(f"  {' '.join(words)} neo4j")
    say(f"sh {neo4j_admin.SCRIPT} does the same; then start the server: cypher-shell -f {neo4j_admin.FINISH}")
