"""The processes in which queries run, as the one that asks sees them: started, asked over a pipe, and ended."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import warnings
import weakref
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from graphkit.errors import UsageError
from graphkit.stores import child

if TYPE_CHECKING:
    import pyoxigraph as ox

# -I -S: neither the folder nor the environment of the user decides what the child imports; it gets this process's path.
_BOOT = (
    "import json, sys; sys.path[:] = json.loads(sys.stdin.buffer.readline()); "
    "from graphkit.stores.child import main; main()"
)


class Child:
    """A process that answers on a pipe."""

    descriptor: int

    def end(self) -> int:
        """Its exit code (a signal is negative); it is ended if it still runs, and leaves no zombie."""
        raise NotImplementedError


class Spawned(Child):
    """A new process, which has a store on disk locked for a request until before its last word on it."""

    def __init__(self) -> None:
        command = [sys.executable, "-I", "-S", "-c", _BOOT]
        # the system ends a child with the thread that started it: see die_with_parent
        self.starter_stays = threading.current_thread() is threading.main_thread()
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        assert self._process.stdout is not None
        self.descriptor = self._process.stdout.fileno()
        try:
            self._write([os.path.abspath(place) for place in sys.path])  # an empty entry is the current folder
        except BaseException:
            self.end()
            raise

    @property
    def runs(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def ask(self, request: Mapping[str, Any]) -> None:
        """Have it answer this; it must not be at another one."""
        self._write(request)

    def _write(self, line: object) -> None:
        assert self._process.stdin is not None
        # one that is gone already tells by its silence
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps(line).encode("ascii") + b"\n")
            self._process.stdin.flush()

    def end(self) -> int:
        self._process.kill()
        code = self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        return code


class Forked(Child):
    """A copy of this process, with its store in memory, which answers one request and ends."""

    def __init__(self, db: ox.Store, request: Mapping[str, Any]) -> None:
        if not hasattr(os, "fork"):
            raise UsageError("a store in memory cannot be queried on this system; use oxigraph:PATH")
        self._code: int | None = None
        self.descriptor, theirs = os.pipe()
        with warnings.catch_warnings():
            # Python warns of threads at a fork. The child runs no Python but ours, takes no lock of theirs, and ends.
            warnings.simplefilter("ignore", DeprecationWarning)
            self._pid = os.fork()
        if self._pid == 0:
            _in_the_fork(db, dict(request), theirs)
        os.close(theirs)

    def end(self) -> int:
        if self._code is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
            self._code = os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])
            os.close(self.descriptor)
        return self._code


def _in_the_fork(db: ox.Store, request: dict[str, Any], out: int) -> None:
    """Answer, and end at once: nothing of the parent (its buffers, its exit handlers, its tests) may run twice."""
    try:
        for name in ("SIGINT", "SIGTERM"):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
        child.die_with_parent()
        nowhere = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):
            os.dup2(nowhere, standard)
        os.dup2(out, 3)
        os.closerange(4, os.sysconf("SC_OPEN_MAX"))  # locks and sockets of the parent are not the child's
        for message in child.answer(contextlib.nullcontext(db), request, files=False):
            child.write(3, child.encode(message))
    finally:
        os._exit(0)


class Waiting:
    """Where a process that has answered waits for the next query of its store: starting one takes longer than most.

    ``close()`` ends it; so does the end of whoever holds this.
    """

    def __init__(self) -> None:
        self._kept: list[Spawned] = []
        self._owner = os.getpid()
        self._guard = threading.Lock()
        self.close = weakref.finalize(self, _end_all, self._kept, self._owner)

    def take(self) -> Spawned | None:
        """The one that waits, if one does; it is the caller's now."""
        with self._guard:
            if not self._kept or self._owner != os.getpid():  # a forked process: it is its parent's child
                return None
            kept = self._kept.pop()
        if kept.runs:
            return kept
        kept.end()
        return None

    def keep(self, process: Spawned) -> bool:
        """Whether this one waits here from now on; if not, the caller must end it."""
        with self._guard:
            fits = self.close.alive and not self._kept and process.starter_stays and self._owner == os.getpid()
            if fits:
                self._kept.append(process)
            return fits


def _end_all(kept: list[Spawned], owner: int) -> None:
    while kept and owner == os.getpid():
        kept.pop().end()
