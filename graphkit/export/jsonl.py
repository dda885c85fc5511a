"""JSON Lines: each article's own line, then its claims. It can be imported again and loses nothing."""

from __future__ import annotations

from typing import BinaryIO

from graphkit.records import article_record, claim_record, dumps
from graphkit.stores.base import Store


def write(store: Store, stream: BinaryIO) -> None:
    """Write the store as the lines that ``graphkit extract`` prints, by article id, place and claim id.

    An article that came under several file names, or with several languages, lists them in ``documents`` and
    ``languages``.
    """
    for article in store.articles():
        claims = list(store.claims(article.id))
        record = article_record(article, claims)
        copies = store.copies(article.id)
        if len(copies) > 1:
            record["documents"] = sorted({copy.document for copy in copies if copy.document})
            record["languages"] = sorted({copy.language for copy in copies if copy.language is not None})
        stream.write((dumps(record) + "\n").encode("utf-8"))
        for claim in claims:
            stream.write((dumps(claim_record(claim, article.document)) + "\n").encode("utf-8"))
