"""Levels of the European Qualifications Framework of phrases that ads ask for qualifications by.

300 phrases of ads from the United Kingdom, to which two people gave a level or none (κ = .45): the
levels that the gates give by national referencing reports, and beside them a linear classifier of
words and letters that is fitted on these very labels, cross-validated. Macro-F1 is the mean of the
F1 of each level, and of none.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import numpy as np
from common import Figure, Table, arguments, report
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline, make_union
from sklearn.svm import LinearSVC

from skillkg.matching.gates.degrees import qualifications

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

NONE, BAR, SEED = "UNK", 0.60, 0


def phrases(data: Path) -> tuple[list[str], list[str]]:
    """Phrases, and what people called their level: ``EQF6``, or ``UNK``."""
    file = data / "benchmarks" / "ads" / "qualification_phrases_eqf.csv"
    with file.open(encoding="utf-8", newline="") as rows:
        pairs = [(row["subtext"], row["label"]) for row in csv.DictReader(rows)]
    return [text for text, _ in pairs], [label for _, label in pairs]


def level_of(phrase: str) -> str:
    """The lowest level that a phrase names: of alternatives one is enough."""
    levels = [each.level for each in qualifications(phrase)]
    return f"EQF{min(levels)}" if levels else NONE


def fitted(texts: Sequence[str], labels: Sequence[str]) -> list[str]:
    """Levels by a classifier that did not see the phrase."""
    features = make_union(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"\S+"),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True),
    )
    folds = StratifiedKFold(4, shuffle=True, random_state=SEED)
    model = make_pipeline(features, LinearSVC(class_weight="balanced", random_state=SEED))
    return [str(each) for each in cross_val_predict(model, list(texts), list(labels), cv=folds)]


def main() -> None:
    options = arguments(__doc__ or "")
    texts, labels = phrases(options.data)
    rows, figures = [], []
    for name, given in (
        ("the gates' levels, by referencing reports", [level_of(text) for text in texts]),
        ("a linear classifier of these labels, cross-validated", fitted(texts, labels)),
    ):
        score = float(f1_score(labels, given, average="macro"))
        classes = f1_score(labels, given, average=None, labels=sorted(set(labels)))
        if not rows:
            figures.append(
                Figure("macro-F1 of the gates' levels", score, "", f"≥ {BAR}", score >= BAR)
            )
        accuracy = float(accuracy_score(labels, given))
        rows.append([name, round(score, 3), round(accuracy, 3), *map(float, np.round(classes, 2))])
    columns = ["levels by", "macro-F1", "accuracy", *sorted(set(labels))]
    tables = [Table(columns, rows, "F1 of each level")]
    report("gates", options, figures, f"{len(texts)} phrases.", tables=tables)


if __name__ == "__main__":
    main()
