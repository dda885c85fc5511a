"""The command group: commands loaded by name when called, errors told in a line, ``--debug`` everywhere."""

from __future__ import annotations

import difflib
import logging
import warnings
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from graphkit.cli.failures import explained

DEBUG = "graphkit.debug"


def _set_debug(context: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        context.find_root().meta[DEBUG] = True


def _debug_option() -> click.Option:
    return click.Option(
        ["--debug"],
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=_set_debug,
        help="Show the full traceback of an error, and what the libraries log.",
    )


class Commands(click.Group):
    """A group that knows its commands' names and summaries, and imports a command's module only when it is called."""

    def __init__(self, *args: Any, lazy: Mapping[str, tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lazy = lazy
        self.params.append(_debug_option())

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.lazy:
            return None
        if cmd_name not in self.commands:
            command = import_module(f"graphkit.cli.{self.lazy[cmd_name][0]}").command
            assert isinstance(command, click.Command)
            command.params.append(_debug_option())
            self.add_command(command, cmd_name)
        return self.commands[cmd_name]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in self.lazy and not name.startswith("-") and not ctx.resilient_parsing:
            close = difflib.get_close_matches(name, self.lazy, n=2)
            hint = "; did you mean " + " or ".join(close) + "?" if close else "; 'graphkit --help' lists them"
            raise click.UsageError(f"no command named {name!r}{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in self.lazy.items()])

    def invoke(self, ctx: click.Context) -> Any:
        with explained(lambda: bool(ctx.meta.get(DEBUG))):
            # What a library warns of or logs is for us, not for the reader of articles; --debug shows it.
            if not ctx.meta.get(DEBUG):
                logging.getLogger().addHandler(logging.NullHandler())
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    return super().invoke(ctx)
            logging.basicConfig(level=logging.INFO)
            return super().invoke(ctx)
