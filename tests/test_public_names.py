"""The names that programs may rely on. To take one away is a change that the changelog must tell."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

import graphkit

NAMES = {
    "Act", "Article", "Claim", "Entity", "Evidence", "Modality", "PartialDate",
    "open_store", "from_networkx", "to_networkx", "Store", "Result", "view", "vocabulary",
    "GraphkitError", "UsageError", "UnknownName", "QueryRefused", "QueryFailed", "SourceError", "ArticleRejected",
    "StoreError", "StoreLocked", "QueryTimeout", "ModelError",
    "__version__",
}  # fmt: skip


def test_public_names_are_these() -> None:
    assert set(graphkit.__all__) == NAMES
    assert set(dir(graphkit)) == NAMES


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(graphkit, name) is not None


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'claim_jumper'"):
        graphkit.claim_jumper  # noqa: B018


@pytest.mark.parametrize("first", ["import graphkit", "import graphkit.view", "from graphkit.view import view"])
def test_view_can_be_called_whatever_was_imported_before(first: str) -> None:
    code = f"{first}\nimport graphkit\nassert callable(graphkit.view) and graphkit.view.build"
    places = os.pathsep.join(os.path.abspath(place) for place in sys.path if place)
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60, env=os.environ | {"PYTHONPATH": places})


def test_the_loaders_names_are_these() -> None:
    import graphkit_loaders

    assert {"read", "extract"} <= set(graphkit_loaders.__all__)
