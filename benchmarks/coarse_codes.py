"""Snippets of job ads to coarse codes of ESCO: Kompetencer, English, dev.

The product's codes are those of the skills that a snippet may mean, weighed by their
probabilities. The re-ranker reads the same sums, and the snippet's vector; it is trained on the
English training split, and is no part of the product: much of what it learns is how often that
split's silver labels have each code, K99 (knowledge without a field) for one.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from common import Figure, Table, report, store
from quality.coarse import Reader, learned, nearest, weighted_f1
from quality.data import read_kompetencer
from quality.models import encoders
from quality.reporting import options_of

import skillkg

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

    from quality.coarse import Snippets

PUBLISHED = (
    "Published, on the test split, which is not at hand: .635 by ESCOXLM-R, a fine-tuned XLM-R "
    "large. The labels are silver, from the search service of an older ESCO: they have A "
    "(attitudes and values) where ESCO 1.1 has T (transversal skills)."
)


def methods(
    options: Namespace, train: Snippets, texts: Sequence[str]
) -> Iterator[tuple[str, Sequence[str]]]:
    """What each method says of each text."""
    frequent = Counter(code for _, code in train).most_common(1)[0][0]
    yield "the most frequent code", [frequent] * len(texts)
    with store(options) as folder:
        kg = skillkg.open(folder, without=["relatedness"])
        reader = Reader.over(kg)
        for name, encoder in encoders(options):
            if "untrained" not in name:
                places = nearest(texts, reader.labels, encoder)
                yield f"nearest label, {name}", reader.codes.best(reader.codes.shares[places])
        seen, asked = reader.read([text for text, _ in train]), reader.read(texts)
    yield "skillkg", reader.codes.best(asked[0])
    yield "skillkg, re-ranked", learned(seen, [code for _, code in train], asked)


def main() -> None:
    options = options_of(__doc__ or "")
    limit = 300 if options.sample else None
    train = read_kompetencer(options.data, "1_en_train")[:limit]
    dev = read_kompetencer(options.data, "3_en_dev")[:limit]
    known = {text for text, _ in train}
    unseen = [place for place, (text, _) in enumerate(dev) if text not in known]
    texts, right = [text for text, _ in dev], [code for _, code in dev]
    rows: list[list[str | float]] = [
        [name, weighted_f1(right, found, range(len(dev))), weighted_f1(right, found, unseen)]
        for name, found in methods(options, train, texts)
    ]
    columns = ["method", "weighted macro-F1", "the same, snippets that training has not"]
    figures = [
        Figure("snippets", len(dev), ""),
        Figure("snippets that training has not", len(unseen), ""),
    ]
    report("coarse_codes", options, figures, PUBLISHED, tables=[Table(columns, rows)])


if __name__ == "__main__":
    main()
