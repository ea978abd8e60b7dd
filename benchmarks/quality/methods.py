"""A method ranks texts for texts; every benchmark runs every method."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from quality.measures import ranks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quality.measures import Ranks

Scores = NDArray[np.float32]
Scorer = Callable[[Sequence[str]], Scores]
"""Scores every target for some queries: shape (queries, targets), higher is better."""
BLOCK = 256
"""Queries that are scored at once; a block of scores has to fit into memory."""


@dataclass(frozen=True, slots=True)
class Method:
    """A way to rank: ``index`` takes the targets and gives what scores them.

    Texts are all it gets: nothing else of a benchmark, and no graph.
    """

    name: str
    index: Callable[[Sequence[str]], Scorer]
    digest: str = ""
    """Names the model, where there is one."""


@dataclass(frozen=True, slots=True)
class Run:
    """The ranks that one method gave the relevant targets of every query, and its seconds."""

    ranks: Sequence[Ranks]
    favoured: Sequence[Ranks]
    """The same with ties in the relevant targets' favour, as some publish it."""
    index_seconds: float
    query_seconds: float


def run(
    method: Method,
    queries: Sequence[str],
    targets: Sequence[str],
    relevant: Sequence[Sequence[int]],
    *,
    begins: NDArray[np.int64] | None = None,
) -> Run:
    """Rank the targets for every query.

    Args:
        method: what ranks.
        queries: one text each.
        targets: one text each.
        relevant: by query, the positions of its relevant targets; −1 is one that is not there.
        begins: where targets stand for things with several names, the position of each thing's
            first name: a thing's score is that of its best name, and ``relevant`` counts things.
    """
    begin = perf_counter()
    # The same text has to get the same score, wherever it stands, unless it names several things.
    texts = sorted(set(targets)) if begins is None else list(targets)
    place = {text: number for number, text in enumerate(texts)}
    order = np.array([place[t] for t in targets]) if begins is None else np.arange(len(targets))
    scorer = method.index(texts)
    indexed = perf_counter()
    plain: list[Ranks] = []
    favoured: list[Ranks] = []
    for start, scores in _blocks(scorer, queries):
        scores = scores[:, order]
        if begins is not None:
            scores = np.maximum.reduceat(scores, begins, axis=1)
        wanted = relevant[start : start + len(scores)]
        plain += map(ranks, scores, wanted)
        favoured += map(partial(ranks, favoured=True), scores, wanted)
    return Run(plain, favoured, indexed - begin, perf_counter() - indexed)


def _blocks(scorer: Scorer, queries: Sequence[str]) -> Iterator[tuple[int, Scores]]:
    for start in range(0, len(queries), BLOCK):
        yield start, scorer(queries[start : start + BLOCK])


def tfidf(name: str, **options: Any) -> Method:
    """Cosine of TF-IDF vectors, by scikit-learn."""

    def index(targets: Sequence[str]) -> Scorer:
        from sklearn.feature_extraction.text import TfidfVectorizer

        vectorizer = TfidfVectorizer(dtype=np.float32, **options)
        indexed = vectorizer.fit_transform(targets).T.tocsr()
        return lambda queries: (vectorizer.transform(queries) @ indexed).toarray()

    return Method(name, index)


def _bm25(targets: Sequence[str]) -> Scorer:
    import bm25s
    from Stemmer import Stemmer

    def tokens(texts: Sequence[str]) -> list[list[str]]:
        stems: list[list[str]] = bm25s.tokenize(
            list(texts), stemmer=Stemmer("english"), return_ids=False, show_progress=False
        )
        return stems

    model = bm25s.BM25()
    model.index(tokens(targets), show_progress=False)

    def scores(queries: Sequence[str]) -> Scores:
        nothing = np.zeros(len(targets), dtype=np.float32)
        known = ([t for t in words if t in model.vocab_dict] for words in tokens(queries))
        return np.stack([model.get_scores(words) if words else nothing for words in known])

    return scores


def _stems(text: str) -> list[str]:
    from skillkg.text.tokens import words

    return [token.stem for token in words(text) if token.stem]


def _lexical(targets: Sequence[str]) -> Scorer:
    from skillkg.graph.lexical import LexicalIndex, build_index

    index = LexicalIndex(build_index(targets))
    return lambda queries: np.stack([index.scores(q).astype(np.float32) for q in queries])


def lexical_methods() -> list[Method]:
    """The methods that look at words and letters alone."""
    return [
        Method("BM25", _bm25),
        tfidf("word TF-IDF, stemmed", analyzer=_stems),
        tfidf("char TF-IDF (char_wb 3–5)", analyzer="char_wb", ngram_range=(3, 5)),
        Method("skillkg, lexical alone", _lexical),
    ]
