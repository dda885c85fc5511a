"""The connection to a server: checked once, its transactions tried again where that helps, its errors told as ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from graphkit.errors import StoreError
from graphkit.stores.neo4j.address import Target
from graphkit.stores.neo4j.form import OLDEST
from graphkit.stores.neo4j.reaching import trouble
from graphkit.stores.values import is_whole

if TYPE_CHECKING:
    import neo4j

T = TypeVar("T")
Row = dict[str, Any]

#: seconds to wait for a server that is not there, or that is starting again, before it is told
_CONNECTING = 5.0
RETRYING = 20.0
#: times that a batch may meet another program's articles before it is told
_MEETINGS = 5


class Connection:
    """A driver with one database. Nothing of the network is done before :meth:`check`."""

    def __init__(self, target: Target) -> None:
        import neo4j

        self.target = target
        self.address = target.uri + (f"/{target.database}" if target.database else "")
        try:
            self.driver: neo4j.Driver | None = neo4j.GraphDatabase.driver(
                target.uri,
                auth=(target.user, target.password),
                connection_timeout=_CONNECTING,
                connection_acquisition_timeout=2 * _CONNECTING,
                max_transaction_retry_time=RETRYING,
                notifications_min_severity="OFF",
                user_agent="graphkit",
            )
        except (ValueError, neo4j.exceptions.DriverError) as error:
            raise StoreError(self.address, f"not an address of a server: {error}") from error
        #: texts of queries whose plans were found to read this graph only, and to name nothing that it has not
        self.harmless: set[str] = set()
        # what was written through one session is seen by the next, on a cluster too
        self.bookmarks = neo4j.GraphDatabase.bookmark_manager()

    def check(self) -> None:
        """Nothing, where a server of a release that we speak answers and takes the password.

        Raises:
            StoreError: what is wrong, and what to do.
        """
        with self._told():
            with self.session() as session:
                session.run("RETURN 1").consume()
            version = self._version()
        if version < OLDEST:
            found, wanted = (".".join(map(str, v)) for v in (version, OLDEST))
            raise StoreError(self.address, f"the server is Neo4j {found}", f"{wanted} or later is needed")

    def _version(self) -> tuple[int, int]:
        agent = self._open().get_server_info().agent  # "Neo4j/5.26.30"
        numbers = agent.partition("/")[2].split(".")
        return int(numbers[0]), int(numbers[1].partition("-")[0])

    def session(self, **settings: Any) -> neo4j.Session:
        """A session of the database; close it."""
        return self._open().session(
            database=self.target.database, bookmark_manager=self.bookmarks, **settings
        )

    def rows(self, text: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """All rows of a statement of ours that reads."""

        def work(transaction: neo4j.ManagedTransaction) -> list[Row]:
            return transaction.run(text, possible(parameters or {})).data()

        with self._told(), self.session(default_access_mode="READ") as session:
            return session.execute_read(work)

    def write(self, work: Callable[[neo4j.ManagedTransaction], T]) -> T:
        """What the work gives, done in one transaction: again from its start where the server asks for that.

        And where another program made the same node in the meantime: the second time, the work finds it there.
        """
        from neo4j.exceptions import ConstraintError

        with self._told(), self.session() as session:
            for _ in range(_MEETINGS):
                with suppress(ConstraintError):
                    return session.execute_write(work)
            return session.execute_write(work)

    def run(self, text: str) -> None:
        """Run a statement of ours on its own, such as one that makes an index."""
        with self._told(), self.session() as session:
            session.run(text).consume()

    def close(self) -> None:
        driver, self.driver = self.driver, None
        if driver is not None:
            driver.close()

    def _open(self) -> neo4j.Driver:
        if self.driver is None:
            raise StoreError(self.address, "has been closed", "open it again")
        return self.driver

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turns the driver's errors into ours."""
        from neo4j import exceptions

        try:
            yield
        except (exceptions.Neo4jError, exceptions.DriverError, OSError) as error:
            raise told(error, self.target, self.address) from error


def possible(parameters: Mapping[str, Any]) -> Row:
    """The parameters without text that holds half a character, which no encoding can write: no id in a graph has it."""
    found: Row = {}
    for name, value in parameters.items():
        if isinstance(value, str):
            found[name] = value if _is_text(value) else None
        elif isinstance(value, Sequence):
            found[name] = [item for item in value if _is_text(item)]
        else:
            found[name] = value
    return found


def _is_text(value: object) -> bool:
    return not isinstance(value, str) or is_whole(value)


def told(error: Exception, target: Target, address: str) -> StoreError:
    """The driver's error as ours."""
    from neo4j import exceptions

    code = getattr(error, "code", "") or ""
    if isinstance(error, exceptions.AuthError):
        if "RateLimit" in code:
            return StoreError(address, "it refuses for some seconds: too many wrong passwords", "wait, and try again")
        hint = "set NEO4J_USERNAME and NEO4J_PASSWORD to those of the server"
        return StoreError(address, f"the server does not take the password of the user {target.user!r}", hint)
    if code.endswith("DatabaseNotFound"):
        hint = "name it at the end of the address, or in NEO4J_DATABASE"
        return StoreError(address, f"there is no database {target.database!r} on the server", hint)
    if isinstance(error, (exceptions.ServiceUnavailable, exceptions.SessionExpired, OSError)):
        return StoreError(address, *trouble(error, target.uri))
    return StoreError(address, f"{code.rpartition('.')[2] or type(error).__name__}: {_first_line(error)}")


def _first_line(error: Exception) -> str:
    text = getattr(error, "message", None) or str(error)
    return (text.strip().splitlines() or [""])[0][:300]
