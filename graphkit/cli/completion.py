"""``graphkit completion``: the script that teaches a shell to complete graphkit's commands and options."""

from __future__ import annotations

import click

SHELLS = ("bash", "zsh", "fish")


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    """Print the script that completes commands in your shell.

    \b
    Examples (put the line into your shell's start file):
      eval "$(graphkit completion bash)"
      eval "$(graphkit completion zsh)"
      graphkit completion fish | source
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None
    completion = kind(context.find_root().command, {}, "graphkit", "_GRAPHKIT_COMPLETE")
    # ``source()`` would first ask the installed bash for its version; the script alone is wanted here.
    click.echo(completion.source_template % completion.source_vars())
