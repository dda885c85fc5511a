"""``graphkit verify``: every quote found again at its place, every claim within its vocabulary."""

from __future__ import annotations

import dataclasses

import click

from graphkit.cli.failures import FAILED
from graphkit.cli.options import json_option, open_existing, store_option
from graphkit.cli.terminal import line, plural, say, tell, tell_json


@click.command("verify")
@store_option
@json_option
@click.pass_context
def command(context: click.Context, store: str, as_json: bool) -> None:
    """Check that every quote stands where its claim says, and that all derived data fits.

    Prints one line a problem; exit code 1 if there are any.

    \b
    Examples:
      graphkit verify
      graphkit verify --store archive --json
    """
    from graphkit.verify import verify

    with open_existing(store) as opened:
        counts = opened.counts()
        problems = list(verify(opened))
    if as_json:
        tell_json({"checked": counts, "problems": [dataclasses.asdict(problem) for problem in problems]})
    else:
        for problem in problems:
            tell(line(str(problem)))
        checked = f"checked {plural(counts['claims'], 'claim')} of {plural(counts['articles'], 'article')}"
        say(f"{checked}: {plural(len(problems), 'problem')}" if problems else f"{checked}: all in order")
    if problems:
        context.exit(FAILED)
