"""A real Chromium for the tests that need one, with a log of all that it asks a network for."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

Load = Callable[..., "Tab"]


class Tab:
    """The page in the browser, and what happened in it."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def js(self, code: str, *arguments: object) -> Any:
        """What the function body returns in the page."""
        return self.driver.execute_script(code, *arguments)

    def until(self, condition: str, seconds: float = 10) -> None:
        """Wait for the condition (an expression) to hold."""
        from selenium.webdriver.support.ui import WebDriverWait

        WebDriverWait(self.driver, seconds, 0.05).until(lambda _: self.js(f"return Boolean({condition})"))

    def requests(self) -> list[str]:
        """The addresses outside the file itself that were asked for since the page was opened."""
        found = []
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                address = message["params"]["request"]["url"]
                if not address.startswith(("file:", "data:", "blob:", "chrome:")):
                    found.append(address)
        return found

    def complaints(self) -> list[str]:
        """What the browser's console says: errors, warnings, breaches of the policy."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def text(self, selector: str) -> str:
        """The visible text of the first element."""
        return str(self.driver.find_element("css selector", selector).text)

    def click(self, selector: str) -> None:
        """A click of the mouse on the first element."""
        self.driver.find_element("css selector", selector).click()

    def press(self, *keys: str) -> None:
        """Keys, to whatever has the focus."""
        from selenium.webdriver.common.action_chains import ActionChains

        ActionChains(self.driver, duration=0).send_keys(*keys).perform()

    def click_at(self, place: list[float]) -> None:
        """A click of the mouse on a point of the window."""
        from selenium.webdriver.common.actions.action_builder import ActionBuilder

        actions = ActionBuilder(self.driver, duration=0)
        pointer: Any = actions.pointer_action
        pointer.move_to_location(round(place[0]), round(place[1])).click()
        actions.perform()


def saved(driver: Any, name: str) -> Path:
    """The file of that name once the browser has downloaded it."""
    place = Path(driver.downloads) / name
    for _ in range(200):
        if place.is_file() and place.stat().st_size:
            return place
        time.sleep(0.05)
    raise AssertionError(f"{name} was not saved")


@pytest.fixture(scope="session")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Chromium with its driver; without them the tests are skipped, but fail where CI is true."""
    binary = shutil.which("chromium") or shutil.which("google-chrome")
    service = shutil.which("chromedriver")
    if binary is None or service is None:
        reason = "no chromium or chromedriver found; install them (Debian: apt-get install chromium chromium-driver)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    selenium = pytest.importorskip("selenium.webdriver", reason="selenium is missing: pip install 'selenium>=4.25'")
    options = selenium.ChromeOptions()
    options.binary_location = binary
    for flag in (
        "headless", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking",
        "disable-component-update", "disable-sync", "disable-dev-shm-usage",
        "disable-ipc-flooding-protection",  # tests change the address more often than a person could
        "window-size=1440,900",
        f"user-data-dir={tmp_path_factory.mktemp('browser')}",
    ):  # fmt: skip
        options.add_argument(f"--{flag}")
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    downloads = tmp_path_factory.mktemp("downloads")
    options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
    opened = selenium.Chrome(options=options, service=selenium.ChromeService(service))
    opened.downloads = downloads
    yield opened
    opened.quit()


@pytest.fixture
def load(driver: Any, tmp_path: Path) -> Load:
    """Opens a page's HTML in the browser, with all logs emptied, and waits until it is drawn."""

    def opened(html: str, fragment: str = "") -> Tab:
        driver.get("about:blank")
        driver.get_log("performance")
        driver.get_log("browser")
        place = tmp_path / "page.html"
        place.write_text(html, encoding="utf-8", newline="\n")
        driver.get(place.as_uri() + (f"#{fragment}" if fragment else ""))
        tab = Tab(driver)
        tab.until("document.documentElement.dataset.ready")
        return tab

    return opened
