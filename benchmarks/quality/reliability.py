"""Whether probabilities are what they say: expected against observed accuracy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from common import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

BINS: Final = 5


def reliability(answers: Sequence[tuple[float, bool]], title: str) -> tuple[Table, float]:
    """Group answers by their probability, in bins of one width.

    Args:
        answers: the probability of each, and whether it is right.
        title: of the table.

    Returns:
        A row for each bin that has answers; and the expected calibration error, the mean
        difference of the two accuracies, by answers.
    """
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for answer in answers:
        bins[min(int(answer[0] * BINS), BINS - 1)].append(answer)
    rows: list[tuple[str, int, float, float]] = []
    for number, each in enumerate(bins):
        if each:
            expected = sum(probability for probability, _ in each) / len(each)
            observed = sum(is_right for _, is_right in each) / len(each)
            name = f"{number / BINS:.1f} to {(number + 1) / BINS:.1f}"
            rows.append((name, len(each), expected, observed))
    error = sum(n * abs(expected - observed) for _, n, expected, observed in rows)
    table = Table(["probability", "ads", "expected", "observed"], rows, title)
    return table, error / max(len(answers), 1)
