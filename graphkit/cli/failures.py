"""Whatever goes wrong, told in a line with its exit code: never a traceback, unless ``--debug`` asks for it."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import click

from graphkit.cli.terminal import clean, plural, say
from graphkit.errors import GraphkitError, StoreError, UsageError

FAILED, MISUSED, INTERRUPTED, PIPE_CLOSED = 1, 2, 130, 141


class Failure(click.ClickException):
    """Something failed: a message for the user, exit code 1."""

    exit_code = FAILED

    def __init__(self, message: str) -> None:
        super().__init__(clean(message))


class Misuse(Failure):
    """Wrong usage: a message for the user, exit code 2."""

    exit_code = MISUSED


def _drop_output() -> None:
    """Let nothing more be written to standard output, so that leaving does not fail over it a second time."""
    # Where there is no real standard output (a test, a closed one), nothing can fail over it.
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _describe(error: Exception | MemoryError) -> Failure:
    if isinstance(error, GraphkitError):
        message = "\n".join([str(error), *getattr(error, "__notes__", ())])
        return Misuse(message) if isinstance(error, UsageError) else Failure(message)
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
def resumable(new: Callable[[], int]) -> Iterator[None]:
    """Has an error of a store tell how many articles are safely in, and that the same command goes on from there."""
    try:
        yield
    except StoreError as error:
        count = new()
        # "at least": what was on its way may have got there
        kept = f"at least {plural(count, 'new article')} {'is' if count == 1 else 'are'} in; " if count else ""
        error.add_note(f"{kept}run the same command again: it goes on from there, and nothing is doubled")
        raise


@contextmanager
def explained(debug: Callable[[], bool]) -> Iterator[None]:
    """Turns every exception into a click error with a line for the user; with ``debug``, the traceback comes first.

    Also writes out standard output, so that a full disk or a closed pipe is noticed here and not while leaving.
    """
    try:
        yield
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.UsageError as error:
        if clean(error.format_message()) != error.format_message():
            raise click.UsageError(clean(error.format_message()), error.ctx) from error
        raise
    except (click.ClickException, click.exceptions.Exit, click.Abort):
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
