"""Why a server cannot be reached: the driver wraps the cause in errors of its own, which tell little."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from urllib.parse import urlsplit


def trouble(error: BaseException, uri: str) -> tuple[str, str]:
    """What went wrong on the way to a server, and what to do."""
    causes = list(_causes(error))
    place, encrypted = urlsplit(uri), "+s:" in uri
    plain = f"{place.scheme.removesuffix('+s')}://{place.netloc}"
    untrusted = next((cause for cause in causes if isinstance(cause, ssl.SSLCertVerificationError)), None)
    if untrusted is not None:
        return (
            f"the server's certificate is not trusted: {untrusted.verify_message}",
            "write the server's name as its certificate has it; SSL_CERT_FILE names the file of one that you trust",
        )
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return (
            "no encrypted connection comes about: the server seems to speak without TLS, which the +s asks for",
            f"for a server of your own that does so, write {plain}; else have TLS set up on it",
        )
    said = " ".join(str(cause) for cause in causes)
    if "handshake" in said:
        if encrypted:
            return "what answers there is no Neo4j server", "its port for programs is 7687, unless set otherwise"
        return (
            "what answers there does not speak as Neo4j does without encryption",
            f"if it asks for TLS, as Aura does, write {place.scheme}+s://{place.netloc}; the port for programs is"
            " mostly 7687, and 7474 that of the browser",
        )
    system = next((cause for cause in reversed(causes) if isinstance(cause, OSError)), None)
    why = (system.strerror or str(system)) if system else (str(causes[0]).strip().splitlines() or [""])[0][:300]
    return f"no Neo4j server answers ({why})", "is it running? 'graphkit neo4j start' starts one here"


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and all that led to it, the first cause last."""
    yield error
    if isinstance(error, BaseExceptionGroup):
        for each in error.exceptions:
            yield from _causes(each)
    before = error.__cause__ or error.__context__
    if before is not None:
        yield from _causes(before)
