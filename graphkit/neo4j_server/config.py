"""How the server is set up: for this machine alone, with no way from a query to files or other addresses."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

USER = "neo4j"
_ROUNDS = 1024  # what the server itself writes

# Access mode READ does not stop LOAD CSV: so the only folder that it may read is an empty one, and it may call no
# address. Limits of memory end a query that collects without end. The last four lines make it stop in a second.
_CONF = """server.default_listen_address=127.0.0.1
server.bolt.enabled=true
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.security.auth_enabled=true
dbms.usage_report.enabled=false
server.directories.import=import
server.directories.plugins=plugins
dbms.security.allow_csv_import_from_file_urls=false
internal.dbms.cypher_ip_blocklist=0.0.0.0/0,::/0
dbms.security.procedures.unrestricted=
server.memory.heap.initial_size=64m
server.memory.heap.max_size={heap}m
server.memory.pagecache.size=64m
db.memory.transaction.max={transaction}m
dbms.memory.transaction.total.max={transactions}m
db.tx_log.rotation.retention_policy=1 files
db.tx_log.rotation.size=64m
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
internal.dbms.bolt.netty_server_shutdown_timeout=1
internal.server.bolt.thread_pool_shutdown_wait_time=1s
internal.server.bolt.connection_shutdown_wait_time=1s
"""


def prepare(home: Path, port: int, heap: int) -> str:
    """Set up the server's folder (kept from other users) and its settings; its password, which stays the same.

    Args:
        heap: MB of memory for the server's objects; 512 is enough for some million claims.
    """
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o700)
    for name in ("conf", "import", "plugins", "logs"):
        (home / name).mkdir(exist_ok=True)
    settings = _CONF.format(port=port, heap=heap, transaction=heap // 3, transactions=heap // 2)
    (home / "conf" / "neo4j.conf").write_text(settings, encoding="ascii")
    secret = home / "password"
    if not secret.exists():
        password = secrets.token_urlsafe(24)
        # What "neo4j-admin dbms set-initial-password" writes, without the password in a list of processes.
        auth = home / "data" / "dbms" / "auth.ini"
        auth.parent.mkdir(parents=True, exist_ok=True)
        write_private(auth, f"{USER}:SHA-256,{_hashed(password)}:\n")
        write_private(secret, password + "\n")
    return read_password(home)


def read_password(home: Path) -> str:
    """The password of the server in this folder."""
    return (home / "password").read_text(encoding="ascii").strip()


def write_private(path: Path, text: str) -> None:
    """Write a file that only this user can read, whole or not at all."""
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as stream:
        stream.write(text)
    part.replace(path)


def _hashed(password: str) -> str:
    salt = secrets.token_bytes(32)
    digest = salt + password.encode("ascii")
    for _ in range(_ROUNDS):
        digest = hashlib.sha256(digest).digest()
    return f"{digest.hex()},{salt.hex()},{_ROUNDS}"
