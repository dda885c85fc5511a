"""The embedded store, on disk (``oxigraph:PATH``) or in memory (``memory:``), by pyoxigraph."""

from __future__ import annotations

import contextlib
import threading
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Self

from graphkit.errors import StoreError
from graphkit.model import Article, Claim, Entity
from graphkit.stores import folder
from graphkit.stores.base import Record, Result, Store, Value, added_in_batches
from graphkit.stores.checking import problems
from graphkit.stores.languages import check_language
from graphkit.stores.noticing import unknown_names
from graphkit.stores.processes import Waiting
from graphkit.stores.reading import Reader
from graphkit.stores.writing import Batch, KnownNames, Unfinished, retract, settle

if TYPE_CHECKING:
    import pyoxigraph as ox


#: new articles of a stream after which a folder is worth compacting: what fewer leave behind is hardly felt
LARGE = 500


class OxigraphStore(Store):
    """Keeps the graph in a pyoxigraph store.

    A folder is opened when it is first needed, for reading (beside other readers) until something is written. So
    several programs may ask one store at a time, and a query in a child process finds it free of writers.
    """

    language: ClassVar[str] = "sparql"

    def __init__(self, address: str, path: Path | None) -> None:
        import pyoxigraph as ox

        self.address = address
        self._path = path
        self._memory = ox.Store() if path is None else None
        self._handle: folder.Handle | None = None
        self._guard = threading.RLock()
        self._idle = threading.Condition(self._guard)
        self._asked = 0  # queries of other threads and this one, whose processes read the folder
        self._names = KnownNames()
        self._waiting = Waiting()
        self._closed = False

    @classmethod
    def open(cls, address: str, *, create: bool = True) -> Self:
        """The store of the address; see :func:`graphkit.stores.open_store`."""
        scheme, _, rest = address.partition(":")
        if scheme == "memory":
            return cls(address, None)
        path = Path(rest).expanduser().absolute()  # the working folder may change meanwhile
        new = folder.prepare(path, address, create)
        store = cls(address, path)
        if new:  # now, so that a place that cannot be written is told before hours of reading
            store._writing()
        return store

    # -- reading

    def articles(self) -> Iterator[Article]:
        for article_id in self._reader().article_ids():
            article = self.article(article_id)
            if article is not None:
                yield article

    def article(self, article_id: str) -> Article | None:
        return next(iter(self.copies(article_id)), None)

    def copies(self, article_id: str) -> list[Article]:
        return self._reader().copies(article_id)

    def claims(self, article_id: str | None = None) -> Iterator[Claim]:
        for each in self._reader().article_ids() if article_id is None else [article_id]:
            yield from self._reader().claims_of(each)

    def claims_by_id(self, claim_ids: Iterable[str]) -> list[Claim]:
        reader = self._reader()
        return [claim for claim in map(reader.claim, claim_ids) if claim is not None]

    def entities(self) -> Iterator[Entity]:
        for entity_id in self._reader().entity_ids():
            entity = self._reader().entity(entity_id)
            if entity is not None:
                yield entity

    def neighbourhood(self, entity_ids: Iterable[str], hops: int = 1) -> list[Claim]:
        reader = self._reader()
        found: dict[str, Claim] = {}
        seen: set[str] = set()
        frontier = set(entity_ids)
        for _ in range(hops):
            seen |= frontier
            new = {c for e in frontier for c in reader.claim_ids_naming(e)} - found.keys()
            claims = reader.claims(new)
            found.update((claim.id, claim) for claim in claims)
            frontier = {e.id for claim in claims for e in claim.entities()} - seen
        return sorted(found.values(), key=lambda c: (c.article, c.evidence.start, c.id))

    def counts(self) -> dict[str, int]:
        reader = self._reader()
        kinds = {"articles": "Article", "claims": "Claim", "acts": "Act"}
        found = {name: reader.count_of_type(kind) for name, kind in kinds.items()}
        return {**found, "entities": reader.count_entities()}

    def entity(self, entity_id: str) -> Entity | None:
        return self._reader().entity(entity_id)

    def version(self) -> str:
        return super().version() if self._path is None else folder.version(self._path)

    def names(self) -> Iterator[tuple[str, str]]:
        yield from self._reader().names()

    def prominence(self, entity_id: str) -> int:
        return self._reader().count_mentions(entity_id)

    def problems(self) -> Iterator[tuple[str, str]]:
        yield from problems(self._reading(), self.address)

    def ntriples(self) -> Iterator[str]:
        """All statements as canonical N-Triples lines, in no order. Exports of RDF take them from here."""
        yield from self._reader().lines()

    # -- writing

    def add(self, article: Article, claims: Sequence[Claim]) -> bool:
        batch = Batch()
        self._stage(batch, (article, claims))
        return self._keep(batch, bulk=False)[0]

    def add_all(self, records: Iterable[Record]) -> Iterator[bool]:
        count = 0
        for new in added_in_batches(records, Batch, self._stage, partial(self._keep, bulk=True)):
            count += new
            yield new
        if count >= LARGE:
            self.compact()

    def _stage(self, batch: Batch, record: Record) -> None:
        batch.stage(self._writing(), self.address, *record)

    def _keep(self, batch: Batch, *, bulk: bool) -> list[bool]:
        if not batch.results:
            return []
        try:
            with folder.errors(self.address):
                batch.write(self._writing(), self._names, self._unfinished, bulk=bulk)
        except StoreError as error:
            # After a failed write RocksDB takes no more until it is opened again. The frames of the error would keep
            # the store open as long as somebody holds the error.
            if error.__cause__ is not None:
                traceback.clear_frames(error.__cause__.__traceback__)
            self._release()
            raise
        except BaseException:
            # Interrupted between two steps: what was noted as unfinished is put right when the folder is opened again,
            # and must not be noted over before.
            self._release()
            raise
        return batch.results

    def compact(self) -> None:
        # Bulk loads leave files side by side, each of which a look-up must try: together they answer in half the time.
        # It takes a tenth of the time of the load.
        if self._path is not None:
            with folder.errors(self.address):
                self._writing().optimize()

    def retract(self, article_id: str) -> bool:
        self._names = KnownNames()
        with folder.errors(self.address):
            return retract(self._writing(), self.address, article_id)

    # -- queries

    def query(
        self,
        text: str,
        parameters: Mapping[str, Value | Sequence[str]] | None = None,
        *,
        timeout: float | None = None,
        limit: int | None = None,
    ) -> Result:
        from graphkit.stores.runner import run_query

        check_language(text, self.language, self.address)
        # The child process opens the folder itself (ChildStore), for reading, under the shared lock; a store that is
        # open for writing here is let go first. One in memory is handed over: it has no threads or files, so a forked
        # child may read its copy.
        self._still_open()
        if self._path is None:
            answered = run_query(None, self._memory, text, parameters, timeout, limit)
        else:
            with self._read_elsewhere():
                answered = run_query(f"oxigraph:{self._path}", None, text, parameters, timeout, limit, self._waiting)
        return replace(answered, notes=unknown_names(text))

    def close(self) -> None:
        with self._guard:
            self._release()
            self._waiting.close()
            self._closed = True
            self._idle.notify_all()

    # -- the folder

    @property
    def _unfinished(self) -> Unfinished:
        return Unfinished(self._path)

    def _reader(self) -> Reader:
        return Reader(self._reading(), self.address)

    def _reading(self) -> ox.Store:
        with self._guard:
            self._still_open()
            if self._path is None:
                assert self._memory is not None
                return self._memory
            self._put_right()
            if self._handle is None:
                self._handle = folder.open_reader(self._path, self.address)
            return self._handle.db

    @contextlib.contextmanager
    def _read_elsewhere(self) -> Iterator[None]:
        """The folder is free to be read by another process inside the block; who wants to write here waits for its end.

        Other threads may read and ask meanwhile: nobody waits for the query of another beyond his own time limit, but
        for who writes, who waits as long as the query may take.
        """
        with self._guard:
            self._put_right()
            if self._handle is not None and self._handle.writable:
                self._release()
            self._asked += 1
        try:
            yield
        finally:
            with self._guard:
                self._asked -= 1
                self._idle.notify_all()

    def _put_right(self) -> None:
        """Finish what a run that was ended in between left, before anything is read."""
        if self._handle is None and self._unfinished.entities():
            self._writing()
            self._release()

    def _writing(self) -> ox.Store:
        with self._guard:
            self._still_open()
            if self._path is None:
                assert self._memory is not None
                return self._memory
            self._idle.wait_for(lambda: self._closed or not self._asked)
            self._still_open()  # another thread may have closed it meanwhile
            if self._handle is None or not self._handle.writable:
                self._release()
                self._handle = folder.open_writer(self._path, self.address)
                unfinished = self._unfinished.entities()
                if unfinished:
                    with folder.errors(self.address):
                        settle(self._handle.db, self.address, unfinished)
                        self._unfinished.clear()
            return self._handle.db

    def _release(self) -> None:
        with self._guard:
            handle, self._handle = self._handle, None
            self._names = KnownNames()
            if handle is not None:
                handle.close()

    def _still_open(self) -> None:
        if self._closed:
            raise StoreError(self.address, "has been closed", "open it again")


class ChildStore:
    """The pyoxigraph store behind an ``oxigraph:`` address, for a process that is asked one query after another.

    It is opened once, for reading. Between two looks it stays open, which saves half the time of a look-up, but without
    the shared lock: anybody may write. Where somebody did, it is of no use any more, and must not be closed either,
    since what it does not know RocksDB might take for leftovers and delete. So the process is ended then, as it is.
    """

    def __init__(self) -> None:
        self._db: ox.Store | None = None
        self._version = ""

    @contextlib.contextmanager
    def read(self, address: str) -> Iterator[ox.Store]:
        """The store as it stands, under the shared lock: nobody writes inside the block.

        Raises:
            StoreLocked: another program is writing.
            Outdated: somebody has written since the last look.
        """
        import pyoxigraph as ox

        from graphkit.stores.child import Outdated

        path = Path(address.partition(":")[2]).expanduser()
        folder.prepare(path, address, create=False)
        with folder.shared(path, address), folder.errors(address):
            version = f"{path} {folder.version(path)}"
            if self._db is None:
                self._db, self._version = ox.Store.read_only(str(path)), version
            elif version != self._version:
                raise Outdated
            yield self._db
