"""Explanation: whether what is told of fits of real resumes holds, and how it measures up.

For each real vacancy all real resumes are ranked, and the first ten are taken as selected. Some of
them, and some of those behind, are asked about: what each line is worth, without which lines a
resume would not have been selected, which alone would do, and what would have to be added. Lines
are deleted from what was read; on some pairs they are also deleted from the text, and that is read
anew. Beside it stand: how far parts are from fits; shown paths, and random ones, taken out of the
graph; the first lines of three explanations, each judged on the score that it explains; changes
that should not matter; and networkx, with the same paths. Readings are given in all times, and
worked out; each pair is looked at in one process.
"""

from __future__ import annotations

from collections import defaultdict
from random import Random
from typing import TYPE_CHECKING

from common import Figure, report, store
from quality.answers import answer_figures, answer_table, answered, questions
from quality.deleted_lines import lines_table
from quality.encoders import Encoded
from quality.explained_pairs import BEHIND, OF_EACH, SEED, SELECTED, drawn
from quality.fits import Fits
from quality.line_worth import match_figures, reread_figures, worth_figures
from quality.moved_fits import move_figures, moves, moves_table
from quality.networkx_paths import networkx_figures
from quality.path_placebos import path_figures
from quality.reporting import options_of
from quality.resumes import part_of, read_resumes

import skillkg
from skillkg.encoding.models import MINILM, open_encoder
from skillkg.explanation.ledger import TOLERANCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quality.answers import Answer
    from quality.explained_pairs import Pair

    from skillkg.matching.matcher import Matcher

DELETED = 20
"""Pairs whose lines are deleted for MiniLM, too."""


def all_answers(matcher: Matcher, pairs: Sequence[Pair]) -> dict[str, list[Answer]]:
    """Ask everything about all pairs; by question."""
    answers: dict[str, list[Answer]] = defaultdict(list)
    for pair in pairs:
        for name, question in questions(pair).items():
            answers[name].append(answered(matcher, pair, name, question))
    return answers


def additivity_figure(pairs: Sequence[Pair]) -> Figure:
    """The largest error of the sum of the parts."""
    most = max(pair.match.additivity for pair in pairs)
    return Figure(
        "fits are from the sums of their parts, at most", most, "", "≤ 1e-9", most <= TOLERANCE
    )


def main() -> None:
    options = options_of(__doc__ or "")
    with store(options) as folder:
        kg, pool = skillkg.open(folder), read_resumes(options.data)
        if options.sample:
            pool = part_of(pool, range(0, len(pool.ads), 33), range(0, len(pool.candidates), 24))
        matcher, fits = kg.view.matcher(), Fits(kg, pool)
        pairs = list(drawn(matcher, fits))
        answers, moved = all_answers(matcher, pairs), moves(matcher, pairs)
        minilm = Encoded(open_encoder(MINILM), options.vectors)
        deleted = Random(SEED).sample(pairs, min(DELETED, len(pairs)))
        figures = [
            Figure("pairs", len(pairs), ""),
            additivity_figure(pairs),
            *match_figures(matcher, pairs),
            *worth_figures(pairs),
            *answer_figures(answers),
            *reread_figures(kg, pairs),
            *path_figures(kg, pairs),
            *move_figures(moved),
            *networkx_figures(kg, fits.profiles[0]),
        ]
        tables = [
            answer_table(answers),
            lines_table(deleted, minilm),
            moves_table(moved, pairs),
        ]
    report(
        "explanation",
        options,
        figures,
        f"{len(pool.ads)} ads, {len(pool.candidates)} resumes; of each ad {OF_EACH} of the first "
        f"{SELECTED} resumes and {OF_EACH} of those behind, up to rank {BEHIND}. A search looks at "
        f"a bounded number of sets, whatever time it takes. MiniLM reads the first 256 tokens of a "
        f"text. Shares are of each explanation’s own score, and tell it beside its placebo, not "
        f"which score is better; a sufficiency below 0 says that few lines alone score more than "
        f"the whole resume. No contribution loses anything with a placebo, since the best path "
        f"alone counts; what the fit loses is that a statement can be the path of another "
        f"contribution, walked the other way. The kernel keeps the rows of one step that it has "
        f"looked up; networkx gives strengths alone, and skillkg the statements with their graphs. "
        f"Seed: {SEED}.",
        tables=tables,
        models={"MiniLM": minilm.encoder.digest},
    )


if __name__ == "__main__":
    main()
