"""The command line: one module a command, each loaded when it is called, so that ``graphkit --help`` starts at once."""

from __future__ import annotations

import sys

import click

import graphkit
from graphkit.cli.group import Commands

#: command -> its module here, and the line that ``graphkit --help`` shows (a test compares it with the command's own)
COMMANDS = {
    "import": ("import_", "Read articles and keep their claims in the store."),
    "extract": ("extract", "Read articles and print their claims as JSON lines, without a store."),
    "query": ("query", "Ask a named question, or in SPARQL or Cypher."),
    "show": ("show", "Tell all that is known of a person, a party, a place."),
    "view": ("view", "Draw claims as a page to explore."),
    "export": ("export", "Write the whole store as a file."),
    "copy": ("copy_", "Copy a store into another one, of any kind."),
    "retract": ("retract", "Take an article and all that it brought out of the store."),
    "verify": ("verify", "Check that every quote stands where its claim says, and that all derived data fits."),
    "neo4j": ("neo4j", "Start and stop a Neo4j server of your own, here."),
    "stats": ("stats", "Count what the store holds."),
    "explain": ("explain", "Tell why a text gives the claims that it gives, and why others were dropped."),
    "evaluate": ("evaluate", "Measure how right the claims are, on articles annotated by hand."),
    "completion": ("completion", "Print the script that completes commands in your shell."),
}


@click.group(
    cls=Commands,
    lazy=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  graphkit import articles/            read a folder of news articles
  graphkit query --list                which questions there are
  graphkit query leaders               ask one
  graphkit show "Jane Doe"             all about one person
  graphkit view "Jane Doe" --open      the same as a page

Data goes to standard output, messages to standard error. Exit code 0: done; 1: some of it failed, and the messages
tell what; 2: wrong usage. The store is the folder ./graph unless --store or GRAPHKIT_STORE names another.""",
)
@click.version_option(graphkit.__version__, "-V", "--version", prog_name="graphkit")
def cli() -> None:
    """Reads political news and keeps what it says as a graph of claims, each with its words, speaker and date."""


def main() -> None:
    """Run the command line and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal of another encoding shows a name with an escape rather than ending the program.
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    cli.main(prog_name="graphkit")
