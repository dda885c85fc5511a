"""The page from a server: who may ask it, and in a real Chromium, expanding and following the store."""

from __future__ import annotations

import dataclasses
import http.client
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from graphkit.errors import StoreLocked
from graphkit.model import Article, Evidence
from graphkit.stores import open_store
from graphkit.view import build
from graphkit.view import serving as serving_module
from graphkit.view.serving import Served, Server
from tests.view.conftest import Tab
from tests.view.sample import sample

CLAIMS, ARTICLES = sample()


@pytest.fixture
def folder(tmp_path: Path) -> str:
    """The address of a store with the sample's articles but the last."""
    address = f"oxigraph:{tmp_path / 'store'}"
    with open_store(address) as store:
        for key, article in list(ARTICLES.items())[:-1]:
            store.add(article, [claim for claim in CLAIMS if claim.article == key])
    return address


@pytest.fixture
def server(folder: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setattr(serving_module, "PATIENCE", 2.0)
    monkeypatch.setattr(serving_module, "GLANCE", 0.05)

    def draw(further: tuple[str, ...], version: str) -> str:
        with open_store(folder, create=False) as store:
            claims = store.neighbourhood(["person/edwin-marsh", *further])
            told = {"with": list(further), "version": version}
            return build(claims, list(store.articles()), title="Marsh", served=told).html

    def version() -> str:
        with open_store(folder, create=False) as store:
            return store.version()

    with Server(Served(draw, version)) as made:
        thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def ask(server: Server, path: str, host: str | None = None, method: str = "GET") -> tuple[int, str, dict[str, str]]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=20)
    try:
        connection.request(method, path, headers={"Host": host or f"127.0.0.1:{server.server_port}"})
        answer = connection.getresponse()
        return answer.status, answer.read().decode(), dict(answer.getheaders())
    finally:
        connection.close()


def test_it_listens_on_this_machine_alone(server: Server) -> None:
    assert server.server_address[0] == "127.0.0.1"
    assert server.address.startswith("http://127.0.0.1:")


def test_who_has_the_token_gets_the_page(server: Server) -> None:
    status, text, headers = ask(server, f"/{server.token}/")
    assert status == 200
    assert "Edwin Marsh" in text
    assert "connect-src 'self'" in text
    assert headers["Content-Security-Policy"] == "frame-ancestors 'none'"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"
    assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize("path", ["/", "//", "/x/", "/{token}", "/{token}x/", "/x/changes?since=1", "/?token={token}"])
def test_who_has_not_gets_nothing(server: Server, path: str) -> None:
    status, text, _ = ask(server, path.format(token=server.token))
    assert status == 404
    assert "Marsh" not in text


@pytest.mark.parametrize("path", ["/{token}/x", "/{token}/../", "/{token}/etc/passwd"])
def test_nothing_else_is_there(server: Server, path: str) -> None:
    assert ask(server, path.format(token=server.token))[0] == 404


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1:1", "[::1]:80"])
def test_another_host_name_is_refused(server: Server, host: str) -> None:
    status, text, _ = ask(server, f"/{server.token}/", host)
    assert status == 403
    assert "Marsh" not in text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_it_only_reads(server: Server, method: str) -> None:
    assert ask(server, f"/{server.token}/", method=method)[0] == 501


def test_two_servers_have_two_tokens(server: Server) -> None:
    with Server(server.served) as other:
        assert other.token != server.token
        assert len(other.token) >= 32


def test_a_change_of_the_store_is_told_once_it_is_written(server: Server, folder: str) -> None:
    version = server.served.version()
    assert ask(server, f"/{server.token}/changes?since={version}")[0] == 204
    with open_store(folder) as store:
        key, article = list(ARTICLES.items())[-1]
        store.add(article, [claim for claim in CLAIMS if claim.article == key])
    status, now, _ = ask(server, f"/{server.token}/changes?since={version}")
    assert (status, now) == (200, server.served.version())
    assert now != version


def test_while_the_store_is_written_to_the_last_page_stays(server: Server) -> None:
    served = server.served
    before = served.page(())

    def locked(further: tuple[str, ...], version: str) -> str:
        raise StoreLocked("oxigraph:x")

    served._draw, served.version = locked, lambda: "another"
    assert served.page(()) == before
    assert served.change(version_of(before), ()) is None
    status, text, _ = ask(server, f"/{server.token}/?with=person/x")
    assert (status, "another program" in text or "open" in text) == (503, True)


def version_of(html: str) -> str:
    return html.split('"version":"')[1].split('"')[0]


@pytest.mark.browser
def test_a_name_is_expanded_and_a_change_shown_where_one_is(server: Server, folder: str, driver: object) -> None:
    tab = Tab(driver)
    tab.driver.get("about:blank")
    tab.requests()
    tab.complaints()
    tab.driver.get(f"{server.address}#node=person/lydia-okafor&theme=dark")
    tab.until("document.documentElement.dataset.ready")
    before = tab.js("return graphkit.counts().claims")
    buttons = tab.driver.find_elements("css selector", "#panel .doing button")
    next(b for b in buttons if b.text.startswith("Fetch")).click()
    tab.until(f"document.documentElement.dataset.ready && graphkit.counts().claims > {before}")
    assert tab.text("#panel h2") == "Lydia Okafor"
    assert "with=person" in tab.driver.current_url
    assert "Fetch" not in tab.text("#panel .doing")
    shown = tab.js("return graphkit.counts().claims")
    told = next(c for c in CLAIMS if c.predicate == "warns")
    article = Article("Edwin Marsh warned Lydia Okafor again.", title="Again")
    words = Evidence.cut(article, 0, len(article.text))
    with open_store(folder) as store:
        store.add(article, [dataclasses.replace(told, article=article.id, evidence=words, act=None)])
    tab.until(f"document.documentElement.dataset.ready && graphkit.counts().claims === {shown + 1}")
    assert tab.text("#panel h2") == "Lydia Okafor"
    assert tab.js("return document.documentElement.dataset.theme") == "dark"
    assert all(address.startswith(server.address) for address in tab.requests())
    assert tab.complaints() == []
    tab.driver.get("about:blank")
