"""The folder of an on-disk store: opened for reading or writing, with the locks and errors that belong to it.

Two ways in, since pyoxigraph says that reading a folder beside a writer is undefined. A writer takes RocksDB's own
lock, an exclusive lock on the file LOCK. A reader takes a shared lock on the same file: many readers at a time, no
writer among them, be it this program or another one.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from graphkit.errors import StoreError, StoreLocked

if TYPE_CHECKING:
    import pyoxigraph as ox


def is_store(path: Path) -> bool:
    """Whether the folder holds a store."""
    return (path / "CURRENT").is_file()


def version(path: Path) -> str:
    """A text that is another whenever something was written there, told without opening the store."""
    found = []
    with contextlib.suppress(OSError):  # a file may go while one looks; then it is another version at the next look
        for entry in sorted(os.scandir(path), key=lambda e: e.name):
            # Readers write these two: the lock and what the database notes about itself.
            if not entry.name.startswith("LO"):
                stat = entry.stat()
                found.append((entry.name, stat.st_size, stat.st_mtime_ns))
    return hashlib.sha256(repr(found).encode()).hexdigest()[:16]


def prepare(path: Path, address: str, create: bool) -> bool:
    """Whether a new store is to be made there; False where one is there already.

    Raises:
        StoreError: there is none and none may be made, or something else is in its place.
    """
    try:
        if is_store(path):
            return False
        if path.exists() and not path.is_dir():
            raise StoreError(address, "is a file, not the folder of a store", "name another folder")
        if path.is_dir() and any(path.iterdir()):
            raise StoreError(address, "is a folder with other things in it", "name a new or an empty folder")
        if not create:
            raise StoreError(address, "there is no store", "make one with 'graphkit import', or check the path")
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise translated(error, address) from error
    return True


@dataclass(slots=True)
class Handle:
    """An open store; close it to let go of store and lock. ``db`` must not be kept by anyone beyond that."""

    db: ox.Store
    writable: bool
    _key: tuple[int, str]

    def close(self) -> None:
        """Gives the folder free."""
        if self.writable:
            with contextlib.suppress(OSError):  # the log has it all; flushing only makes the next start quick
                self.db.flush()
        del self.db
        with _GUARD:
            count, lock = _OPEN.pop(self._key)
            if count > 1:
                _OPEN[self._key] = (count - 1, lock)
            elif lock is not None:
                lock.close()


# Locks of the system are per process: they do not keep two stores of this process apart, and closing any handle of the
# file lets all of them go. So what this process has open is counted here: -1 for a writer, else the number of readers.
# The key holds the process id, since a forked child inherits this table but no lock.
_OPEN: dict[tuple[int, str], tuple[int, IO[bytes] | None]] = {}
_GUARD = threading.Lock()


def open_writer(path: Path, address: str) -> Handle:
    """The store, open for writing; it is open nowhere else.

    Raises:
        StoreLocked: it is open somewhere, for reading or for writing.
    """
    import pyoxigraph as ox

    key = (os.getpid(), str(path.resolve()))
    with _GUARD, errors(address):
        if key in _OPEN:
            raise StoreLocked(address)
        db = ox.Store(str(path))
        _OPEN[key] = (-1, None)
        return Handle(db, True, key)


def open_reader(path: Path, address: str) -> Handle:
    """The store as it stands, open for reading; others may read it too, and nobody writes.

    Raises:
        StoreLocked: it is open for writing.
    """
    import pyoxigraph as ox

    key = (os.getpid(), str(path.resolve()))
    with _GUARD, errors(address):
        count, lock = _OPEN.get(key, (0, None))
        if count < 0:
            raise StoreLocked(address)
        if count == 0:
            lock = _shared_lock(path, address)
        try:
            db = ox.Store.read_only(str(path))
        except BaseException:
            if count == 0 and lock is not None:
                lock.close()
            raise
        _OPEN[key] = (count + 1, lock)
        return Handle(db, False, key)


@contextlib.contextmanager
def shared(path: Path, address: str) -> Iterator[None]:
    """Inside the block others may read the folder, and nobody writes; for a process that has it open nowhere else.

    Raises:
        StoreLocked: it is open for writing.
    """
    with errors(address):
        lock = _shared_lock(path, address)
    try:
        yield
    finally:
        if lock is not None:
            lock.close()


def _shared_lock(path: Path, address: str) -> IO[bytes] | None:
    try:
        import fcntl
    except ImportError:  # no such locks on Windows: RocksDB's own lock still keeps writers apart
        return None
    lock = (path / "LOCK").open("rb")
    try:
        fcntl.lockf(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        if error.errno in (errno.EACCES, errno.EAGAIN):
            raise StoreLocked(address) from error
        raise
    return lock


@contextlib.contextmanager
def errors(address: str) -> Iterator[None]:
    """Turns what the system or RocksDB reports inside the block into a :class:`StoreError` with its reason."""
    try:
        yield
    except OSError as error:
        raise translated(error, address) from error


def translated(error: OSError, address: str) -> StoreError:
    """The store's error for the system's. RocksDB gives texts instead of numbers, so those are read."""
    text = (error.strerror or str(error)).removeprefix("IO error: ")
    if "lock" in text.lower() and ("temporarily unavailable" in text or "current process" in text):
        return StoreLocked(address)
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) or any(
        sign in text for sign in ("No space left", "File too large", "Disk quota")
    ):
        return StoreError(address, f"the disk is full ({text})", "free some space and try again; what was kept is safe")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS) or any(
        sign in text for sign in ("Permission denied", "Read-only file system", "not permitted")
    ):
        return StoreError(address, f"no permission ({text})", "check the owner and mode of the folder")
    if "Corruption" in text:
        hint = "import into a new one, from an export or the articles"
        return StoreError(address, f"the store is damaged ({text})", hint)
    return StoreError(address, text or os.strerror(error.errno or 0))
