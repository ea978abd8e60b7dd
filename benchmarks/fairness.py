"""Fairness: what edits that should not matter do to fits and ranks of real resumes.

One resume, or the title of one ad, is edited at a time; all else stays. Each edit is compared with
the same text unedited, read the same way, against all ads of the set, and beside it stand neutral
edits, without which a change says nothing. What the edits are stands in ``quality/edits.py``
(careers, hobbies, pages, gaps, order, padding), ``quality/personal.py`` (names, pronouns, addresses
and the like) and ``quality/wordings.py`` (titles of ads).
"""

from __future__ import annotations

from math import fsum
from random import Random
from typing import TYPE_CHECKING

import numpy as np
from common import Figure, Table, report, store
from quality import edits, personal
from quality.changes import COLUMNS, Changes, Unedited, joined
from quality.reporting import options_of
from quality.resumes import part_of, read_resumes
from quality.trial import SEED, Trial
from quality.wordings import NEUTRAL, WORDINGS

import skillkg
from skillkg.matching.skills import LIKELY

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray
    from quality.edits import Edited

    from skillkg.documents.document import Document
    from skillkg.model.match import Match
    from skillkg.model.mention import Mention

DRAWN, COVERED = 50, 10
ADDED = {
    "an unrelated job, the oldest": edits.older_job,
    "an unrelated job, the newest": edits.newest_job,
    "a page of an unrelated resume": edits.page,
    "a hobby under a heading": edits.hobby_under_a_heading,
    "a hobby without a heading": edits.hobby,
}
AGAIN = {"neutral: one of its own jobs again": edits.own_job}
FORMS = {
    "five years without a job": edits.gap,
    "the newest job in one year": edits.shorter_job,
    "the oldest job without dates": edits.undated_job,
    "sections in the opposite order": edits.reversed_sections,
    "neutral: more blanks and blank lines": edits.blank_lines,
    "neutral: two letters of a word swapped": edits.typo,
}
LOWERED, MOVED, PROTECTED, MEDIAN, OUTER = 0.01, 0.01, 1e-3, 0.03, 0.10
"""Bars: the most that a fit may fall by, a mean rank move, and a fit change; see ``figures_of``."""


def resume_rows(
    trial: Trial,
    several: dict[str, Callable[[Edited], str]],
    counted: NDArray[np.bool_] | None = None,
) -> dict[str, Changes]:
    """Changes by edit, over the pairs that count, or all."""
    return {
        name: trial.changes([edit(each) for each in trial.edited], counted=counted)
        for name, edit in several.items()
    }


def personal_rows(trial: Trial) -> dict[str, Changes]:
    """Changes by what is told: of all texts from the first of its family."""
    every = [personal.families(each.text) for each in trial.edited]
    rows = {}
    for name in every[0]:
        first, *others = zip(*(families[name] for families in every), strict=True)
        rows[name] = joined(trial.changes(texts, first) for texts in others)
    typos = [personal.headed(edits.typo(each)) for each in trial.edited]
    plain = [personal.headed(each.text) for each in trial.edited]
    return rows | {"neutral: two letters of a word swapped": trial.changes(typos, plain)}


def title_rows(unedited: Unedited) -> dict[str, Changes]:
    """Changes by wording, over the ads whose title it changes and all resumes."""
    rows = {}
    for name, wording in {**WORDINGS, **NEUTRAL}.items():
        reworded = {n: text for n, text in enumerate(_reworded(unedited.ads, wording)) if text}
        ads = [unedited.kg.read_text(text, "ad", f"ad {n}") for n, text in reworded.items()]
        if ads:
            before, after = unedited.fits[list(reworded)], unedited.of_ads(ads)
            moved = (_ranked(after) - _ranked(before)) / len(unedited.resumes)
            rows[name] = Changes((after - before).ravel(), moved.ravel())
    return rows


def _reworded(ads: Sequence[Document], wording: Callable[[str, str], str]) -> Iterator[str]:
    """The text of each ad under its title in other words; empty where there is nothing to do."""
    for ad in ads:
        title = ad.titles[0] if ad.titles else None
        skill = ad.text.split("\n- ")[1].strip()
        new = wording(title.quote, skill) if title else ""
        is_new = title is not None and new != title.quote
        yield ad.text[: title.start] + new + ad.text[title.end :] if title and is_new else ""


def _ranked(fits: NDArray[np.float64]) -> NDArray[np.intp]:
    return np.argsort(np.argsort(-fits, axis=1, kind="stable"), axis=1)


def padding_figures(trial: Trial) -> Iterator[Figure]:
    """What an ad does that is copied into a resume of another trade, and a list beside a job."""
    told, listed, held = [], [], []
    for edited, ad in zip(trial.edited, trial.foreign_ads, strict=True):
        title, *skills = (line.strip("- ") for line in ad.text.splitlines() if line.strip())
        texts = (
            edited.text,
            edits.pasted(edited, ad),
            edits.listed(edited, title, skills[1:]),
            edits.held(edited, title, skills[1:]),
        )
        plain, pasted, *others = (trial.unedited.kg.match(ad, each) for each in trial.read(texts))
        told.append(fsum(each.contribution for each in pasted.repetitions))
        listed.append(others[0].fit - plain.fit)
        held.append(others[1].fit - plain.fit)
    least, less = min(told), float(np.mean(np.less(listed, held)))
    yield Figure("an ad pasted into a resume: share told as repeated, the least", least, "")
    yield Figure(
        "what it asks for as a bare list: mean rise of the fit", float(np.mean(listed)), ""
    )
    yield Figure("the same words as a job with dates: mean rise", float(np.mean(held)), "")
    yield Figure("resumes that the list lifts less than the job", less, "", "≥ 0.95", less >= 0.95)


def coverage_figures(trial: Trial) -> Iterator[Figure]:
    """Rows that offer another concept where the resume names what is asked for."""
    resumes = [each.document for each in trial.edited]
    rows = foreign = 0
    for ad in trial.pool.ads:
        for resume in Random(f"{SEED} {ad.name}").sample(resumes, min(COVERED, len(resumes))):
            match = trial.unedited.kg.match(ad, resume)
            rows += len(match.coverage)
            foreign += sum(1 for _ in foreign_rows(match))
    what = "rows of coverage that offer another concept, or none, though the resume names that one"
    yield Figure("rows of coverage that were looked at", rows, "")
    yield Figure(what, foreign, "", "0", foreign == 0)


def foreign_rows(match: Match) -> Iterator[str]:
    """Requirements that something else covers, or nothing, though the resume names them."""
    named = {m.concept for m in match.resume.mentions if m.stance == "stated" and is_name(m)}
    for row in match.coverage:
        if row.requirement in named and row.skill != row.requirement:
            yield row.requirement


def is_name(mention: Mention) -> bool:
    """Whether it names the concept: by a label, or as a title that likely means it."""
    is_sure = mention.block == "skills" or (mention.probability or 0) >= LIKELY
    return bool(mention.label) and is_sure


def bars(rows: dict[str, Changes], own: dict[str, Changes]) -> Iterator[Figure]:
    """Bars for what is added: how far it lowers fits of all ads, and moves ranks for own ones."""
    for name in ADDED:
        least, moved = float(rows[name].fits.min()), float(own[name].ranks.mean())
        yield Figure(f"{name}: lowest change of a fit", least, "", "≥ -0.01", least >= -LOWERED)
        moves = f"{name}: mean change of rank, ads of the own trade"
        yield Figure(moves, 100 * moved, "% of the pool", "within 1", abs(moved) < MOVED)


def personal_bars(rows: dict[str, Changes]) -> Iterator[Figure]:
    """No fit may feel who somebody is."""
    for name, changes in rows.items():
        if not name.startswith("neutral"):
            most = float(changes.sizes.max())
            yield Figure(
                f"{name}: greatest change of a fit", most, "", "≤ 0.001", most <= PROTECTED
            )


def title_bars(rows: dict[str, Changes]) -> Iterator[Figure]:
    """The worst of all wordings."""
    sizes = [changes.sizes for name, changes in rows.items() if name in WORDINGS]
    median = max(float(np.median(each)) for each in sizes)
    outer = max(float(np.quantile(each, 0.95)) for each in sizes)
    worst = "titles in other words, the worst wording"
    yield Figure(f"{worst}: median change of a fit", median, "", "< 0.03", median < MEDIAN)
    yield Figure(f"{worst}: 95 % of changes within", outer, "", "< 0.10", outer < OUTER)


def table(title: str, rows: dict[str, Changes]) -> Table:
    """Edits one below the other."""
    return Table(["edit", *COLUMNS], [[name, *each.row] for name, each in rows.items()], title)


def make_trial(kg: skillkg.KnowledgeGraph, options: Namespace) -> Trial:
    """Read the set, its resumes from their text alone; of a smoke run a part of it."""
    pool = read_resumes(options.data)
    if options.sample:
        pool = part_of(pool, range(0, len(pool.ads), 33), range(0, len(pool.candidates), 8))
    texts = [kg.read_text(each.text, "resume", each.name) for each in pool.candidates]
    return Trial(pool, Unedited(kg, pool.ads, texts), 2 if options.sample else DRAWN)


def main() -> None:
    options = options_of(__doc__ or "")
    with store(options) as folder:
        trial = make_trial(skillkg.open(folder), options)
        added = resume_rows(trial, {**ADDED, **AGAIN}, trial.unrelated)
        own = resume_rows(trial, {**ADDED, **AGAIN}, trial.own_trade)
        forms = resume_rows(trial, FORMS)
        persons = personal_rows(trial)
        titles = title_rows(trial.unedited)
        figures = [
            *bars(added, own),
            *personal_bars(persons),
            *title_bars(titles),
            *coverage_figures(trial),
            *padding_figures(trial),
        ]
    report(
        "fairness",
        options,
        figures,
        f"{len(trial.places)} of {len(trial.pool.candidates)} resumes, drawn from those of trades "
        "that have ads whose layout shows where jobs and sections begin and end, each against "
        f"{len(trial.pool.ads)} ads, and one at a time in the otherwise unchanged pool. Changes "
        "are those of the fit, over pairs of an ad and a resume; of ranks as shares of the pool, "
        f"where further down is positive. Seed: {SEED}.",
        tables=[
            table("What is added, ads of its own trade", own),
            table("What is added, all ads but those of the trade that was added", added),
            table("The same in another form", forms),
            table("Who somebody is", persons),
            table("Titles of ads in other words, all resumes", titles),
        ],
    )


if __name__ == "__main__":
    main()
