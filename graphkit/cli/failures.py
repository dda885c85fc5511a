"""Whatever goes wrong, told in a line with its exit code: never a traceback, unless ``--debug`` asks for it."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from graphkit.cli.terminal import clean, say
from graphkit.errors import GraphkitError, UsageError

FAILED, MISUSED, INTERRUPTED, PIPE_CLOSED = 1, 2, 130, 141


class Failure(click.ClickException):
    """A message for the user and the exit code that goes with it."""

    def __init__(self, message: str, exit_code: int = FAILED) -> None:
        super().__init__(clean(message))
        self.exit_code = exit_code


def _drop_output() -> None:
    """Let nothing more be written to standard output, so that leaving does not fail over it a second time."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        pass  # no real standard output (a test, a closed one): nothing can fail over it


def _describe(error: Exception | MemoryError) -> Failure:
    if isinstance(error, GraphkitError):
        return Failure(str(error), MISUSED if isinstance(error, UsageError) else FAILED)
    if isinstance(error, MemoryError):
        return Failure("not enough memory; give smaller files, a lower --max-size or fewer --workers")
    if isinstance(error, ModuleNotFoundError) and error.name and not error.name.startswith("graphkit"):
        return Failure(f"the Python package {error.name!r} is missing; install graphkit-politics again")
    if isinstance(error, OSError):
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            _drop_output()
        place = os.fsdecode(error.filename) + ": " if isinstance(error.filename, (str, bytes)) else ""
        return Failure(f"{place}{error.strerror or error}")
    return Failure(
        f"unexpected {type(error).__name__}: {error}\n"
        "This is a bug in graphkit. Run the same command with --debug and report what it prints."
    )


@contextmanager
def explained(debug: Callable[[], bool]) -> Iterator[None]:
    """Turns every exception into a click error with a line for the user; with ``debug``, the traceback comes first.

    Also writes out standard output, so that a full disk or a closed pipe is noticed here and not while leaving.
    """
    try:
        yield
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.ClickException as error:
        error.message = clean(error.message)
        raise
    except (click.exceptions.Exit, click.Abort):
        raise
    except BrokenPipeError:
        _drop_output()
        raise click.exceptions.Exit(PIPE_CLOSED) from None
    except KeyboardInterrupt:
        if debug():
            traceback.print_exc()
        say("stopped")
        raise click.exceptions.Exit(INTERRUPTED) from None
    except (Exception, MemoryError) as error:
        if debug():
            traceback.print_exc()
        raise _describe(error) from error
