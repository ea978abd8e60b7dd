"""What lines are worth, and what would change a fit: exact, minimal, and the same every time."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skillkg.matching.counterfactuals.additions import HELD, STATED, Additions
from skillkg.matching.counterfactuals.counterfactuals import Counterfactuals
from skillkg.matching.counterfactuals.deleted import DeletedFits
from skillkg.matching.counterfactuals.lines import Lines
from skillkg.model.counterfactual import FEW

if TYPE_CHECKING:
    import skillkg
    from skillkg.arrays import Bools
    from skillkg.matching.matcher import Matcher
    from skillkg.matching.profile import Profile
    from skillkg.model.counterfactual import LineSet

AD = """Data analyst

Requirements
- analyse data and write SQL queries
- build reports for managers
- Java is a plus
"""
JOBS = [
    "Data analyst, 2019 - 2023\n- Analysed data and wrote SQL queries\n- Built reports\n",
    "Waiter, 2012 - 2014\n- Served guests and took orders\n- Laid the tables\n",
    "Software Developer, 2015 - 2019\n- Wrote services in Java and Python\n- Designed databases\n"
    "- Reviewed code of others\n- Cared for servers\n- Wrote documentation\n- Tested programs\n"
    "- Met customers\n- Wrote SQL\n- Trained new colleagues\n- Planned releases\n",
    "Skills\nJava, SQL, data mining\n- No experience with Java\n",
]
SMALL = (
    "Data analyst, 2019 - 2023\n- Wrote SQL queries\n- Built reports\n- Sang\n\n"
    "Waiter, 2012 - 2014\n- Served\n"
)
TEXTS = st.lists(st.sampled_from(JOBS), max_size=4, unique=True)


def written(jobs: list[str]) -> str:
    return "Experience\n\n" + "\n".join(jobs)


@pytest.fixture(scope="module")
def matcher(sample_graph: skillkg.KnowledgeGraph) -> Matcher:
    return sample_graph.view.matcher()


@pytest.fixture(scope="module")
def without_reader(matcher: Matcher) -> Matcher:
    """A matcher that nothing compares documents with occupations for."""
    return replace(matcher, occupations=None)


@pytest.fixture(scope="module", params=["matcher", "without_reader"])
def either(request: pytest.FixtureRequest) -> Matcher:
    chosen: Matcher = request.getfixturevalue(request.param)
    return chosen


def profiles(
    kg: skillkg.KnowledgeGraph, matcher: Matcher, resume: str, ad: str = AD
) -> tuple[Profile, Profile]:
    return matcher.read(kg.read_text(ad, "ad")), matcher.profile(kg.read_text(resume, "resume"))


def every_set(count: int) -> Bools:
    return np.array([[number >> n & 1 for n in range(count)] for number in range(1 << count)], bool)


@settings(max_examples=30, deadline=None)
@given(jobs=TEXTS, seed=st.integers(0, 9), best=st.integers(1, 3))
def test_deleted_fits_are_those_of_profiles_of_what_is_left(
    jobs: list[str], seed: int, best: int, sample_graph: skillkg.KnowledgeGraph, either: Matcher
) -> None:
    matcher = replace(either, scoring=replace(either.scoring, best=best))
    ad, resume = profiles(sample_graph, matcher, written(jobs) + AD[-40:])
    fits, random = DeletedFits(ad, resume), np.random.default_rng(seed)
    kept = random.random((6, len(fits.lines))) < random.random((6, 1))
    rebuilt = [matcher.explain(ad, fits.lines.keeping(each)).fit for each in kept]
    assert fits.fits(kept).tolist() == rebuilt
    assert fits.fits(np.ones((1, len(fits.lines)), bool))[0] == matcher.explain(ad, resume).fit


@settings(max_examples=15, deadline=None)
@given(jobs=TEXTS)
def test_no_line_is_worth_less_than_nothing_but_by_passages_and_denials(
    jobs: list[str], sample_graph: skillkg.KnowledgeGraph, matcher: Matcher
) -> None:
    """What is left of a job may form a nearer passage; nothing else rises."""
    plain = replace(matcher, scoring=replace(matcher.scoring, passages=()))
    ad, resume = profiles(sample_graph, plain, written([job for job in jobs if "No" not in job]))
    worth = Counterfactuals(ad, resume).worth(plain.explain(ad, resume))
    assert all(line.effect >= 0 for line in worth.lines)
    assert not any(each.is_contrary for each in worth.contributions)
    assert all(loss >= 0 for each in worth.contributions for _, loss in each.lines)


def test_a_line_that_denies_a_skill_is_contrary(
    sample_graph: skillkg.KnowledgeGraph, matcher: Matcher
) -> None:
    denial = "Software Developer, 2015 - 2019\n- No experience with SQL\n- Data analyst with SQL\n"
    ad, resume = profiles(
        sample_graph, matcher, f"Experience\n\n{denial}", "Software developer\n\n- SQL\n"
    )
    worth = Counterfactuals(ad, resume).worth(matcher.explain(ad, resume))
    assert worth.fit == matcher.explain(ad, resume).fit
    kept = np.ones((1, len(Lines(resume))), dtype=bool)
    denying = next(n for n, span in enumerate(Lines(resume).spans) if "No exp" in span.quote)
    kept[0, denying] = False
    assert DeletedFits(ad, resume).fits(kept)[0] == worth.fit - worth.lines[denying].effect


def test_worth_names_every_line_and_contribution(
    sample_graph: skillkg.KnowledgeGraph, either: Matcher
) -> None:
    ad, resume = profiles(sample_graph, either, written(JOBS))
    match = either.explain(ad, resume)
    worth = Counterfactuals(ad, resume).worth(match)
    assert [line.line for line in worth.lines] == sorted(Lines(resume).spans)
    assert [c.requirement for c in worth.contributions] == [
        c.requirement for c in match.contributions
    ]
    for each in worth.contributions:
        assert each.lines
        assert each.loss <= each.contribution + 1e-12
    resting = sum(line.resting for line in worth.lines)
    assert resting >= sum(c.contribution for c in match.contributions) - 1e-9


def assert_fewest_parts(fits: DeletedFits, found: LineSet, cut: float, *, keeps: bool) -> None:
    """Jobs and sections do it, kept alone or deleted, and no smaller set of them does."""
    members = np.unique(fits.lines.parts)[:, None] == fits.lines.parts
    chosen = every_set(len(members))
    left = fits.fits((chosen if keeps else ~chosen) @ members)
    assert len(found.lines) == chosen.sum(axis=1)[(left >= cut) == keeps].min()
    heads = [fits.lines.spans[lines.argmax()] for lines in members]
    told = np.isin(np.arange(len(members)), [heads.index(line) for line in found.lines])
    assert left[(chosen == told).all(axis=1)].tolist() == [found.fit]


@settings(max_examples=30, deadline=None)
@given(jobs=TEXTS, share=st.floats(0.05, 1.0), best=st.integers(1, 3))
def test_no_smaller_set_of_jobs_and_sections_does_it(
    jobs: list[str],
    share: float,
    best: int,
    sample_graph: skillkg.KnowledgeGraph,
    either: Matcher,
) -> None:
    matcher = replace(either, scoring=replace(either.scoring, best=best, passages=(2, 8)))
    ad, resume = profiles(sample_graph, matcher, written(jobs))
    cut = share * matcher.explain(ad, resume).fit
    some = Counterfactuals(ad, resume)
    for found, keeps in ((some.removal(cut), False), (some.sufficient(cut), True)):
        if found is not None and found.unit == "part":
            assert found.is_proven
            assert_fewest_parts(DeletedFits(ad, resume), found, cut, keeps=keeps)


def test_where_a_few_lines_are_not_enough_jobs_and_sections_are_told(
    sample_graph: skillkg.KnowledgeGraph, matcher: Matcher
) -> None:
    ad, resume = profiles(sample_graph, matcher, written(JOBS))
    fits, some = DeletedFits(ad, resume), Counterfactuals(ad, resume)
    fit = matcher.explain(ad, resume).fit
    for found, keeps in ((some.removal(0.1 * fit), False), (some.sufficient(fit), True)):
        assert found is not None
        assert (found.unit, found.is_proven) == ("part", True)
        assert_fewest_parts(fits, found, 0.1 * fit if not keeps else fit, keeps=keeps)


@settings(max_examples=15, deadline=None)
@given(jobs=TEXTS, seed=st.integers(0, 9))
def test_fits_of_jobs_and_sections_are_those_of_their_lines(
    jobs: list[str], seed: int, sample_graph: skillkg.KnowledgeGraph, either: Matcher
) -> None:
    ad, resume = profiles(sample_graph, either, written(jobs))
    fits, random = DeletedFits(ad, resume), np.random.default_rng(seed)
    members = np.unique(fits.lines.parts)[:, None] == fits.lines.parts
    kept = random.random((6, len(members))) < random.random((6, 1))
    assert fits.by_parts(members).fits(kept).tolist() == fits.fits(kept @ members).tolist()


@settings(max_examples=60, deadline=None)
@given(
    share=st.one_of(st.sampled_from([0.0, 1.0, 1.2]), st.floats(0.01, 1.0)),
    best=st.integers(1, 3),
    passages=st.sampled_from([(), (2,), (2, 3), (8,)]),
)
def test_no_smaller_set_of_lines_does_it(
    share: float,
    best: int,
    passages: tuple[int, ...],
    sample_graph: skillkg.KnowledgeGraph,
    either: Matcher,
) -> None:
    scoring = replace(either.scoring, best=best, passages=passages)
    matcher = replace(either, scoring=scoring)
    ad, resume = profiles(sample_graph, matcher, f"Experience\n\n{SMALL}")
    fits = DeletedFits(ad, resume)
    spans, sets = fits.lines.spans, every_set(len(fits.lines))
    assert len(spans) <= 10
    every = fits.fits(sets)
    cut = share * every[-1]
    some = Counterfactuals(ad, resume)
    removal, sufficient = some.removal(cut), some.sufficient(cut)
    below = [
        tuple(np.flatnonzero(~kept)) for kept, fit in zip(sets, every, strict=True) if fit < cut
    ]
    above = [
        tuple(np.flatnonzero(kept)) for kept, fit in zip(sets, every, strict=True) if fit >= cut
    ]
    for found, doing, keeps in ((removal, below, False), (sufficient, above, True)):
        if not doing or (keeps and share > 1):
            assert found is None
            continue
        assert found is not None
        assert found.is_proven
        first = min(doing, key=lambda lines: (len(lines), lines))
        if found.unit == "line":
            assert found.lines == tuple(spans[n] for n in first)
        else:
            assert len(first) > FEW
            assert_fewest_parts(fits, found, cut, keeps=keeps)


@settings(max_examples=15, deadline=None)
@given(jobs=TEXTS, share=st.floats(0.05, 1.0))
def test_no_set_is_smaller_than_what_is_proven(
    jobs: list[str], share: float, sample_graph: skillkg.KnowledgeGraph, matcher: Matcher
) -> None:
    ad, resume = profiles(sample_graph, matcher, written(jobs))
    fits, some = DeletedFits(ad, resume), Counterfactuals(ad, resume)
    count = len(fits.lines)
    cut = share * matcher.explain(ad, resume).fit
    for found, keeps in ((some.removal(cut), False), (some.sufficient(cut), True)):
        if found is None or found.unit == "part" or found.least > FEW:
            continue
        assert (found.fit >= cut) == keeps
        for size in range(found.least):
            sets = np.zeros((len(list(combinations(range(count), size))), count), dtype=bool)
            for row, lines in zip(sets, combinations(range(count), size), strict=True):
                row[list(lines)] = True
            every = fits.fits(sets if keeps else ~sets)
            assert not ((every >= cut) == keeps).any()


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0, 1.1, 1.5, 2.0, 9.0])
def test_no_smaller_set_of_additions_does_it(
    share: float, sample_graph: skillkg.KnowledgeGraph, either: Matcher
) -> None:
    ad, resume = profiles(sample_graph, either, "Experience\n\n" + JOBS[1] + "Skills: Java\n")
    added = Additions(DeletedFits(ad, resume))
    cut = share * (added.fit or 0.1)
    found = Counterfactuals(ad, resume).additions(cut)
    for size in range(3):
        every = list(combinations(range(added.count), size))
        sets = np.array(every, dtype=np.int64).reshape(len(every), size)
        doing = sets[added.fits(sets) >= cut]
        if len(doing):
            assert found is not None
            assert found.is_proven
            first = [added.requirements[n] for n in doing[0]]
            assert [(each.block, each.concept) for each in found.additions] == first
            return
    assert found is None or len(found.additions) > 2


def test_an_addition_offers_what_a_profile_would(
    sample_graph: skillkg.KnowledgeGraph, matcher: Matcher
) -> None:
    """A skill that is stated so surely is worth what is told."""
    ad, resume = profiles(sample_graph, matcher, written(JOBS[1:2]))
    added = Additions(DeletedFits(ad, resume))
    sql = ("skills", sample_graph.concept("SQL").iri)
    addition = added.named(added.requirements.index(sql))
    assert addition.weight == STATED < HELD
    mentions = matcher.read(sample_graph.read_text(AD, "ad")).reading.links.mentions
    mention = next(m for m in mentions if m.concept == sql[1])._replace(probability=STATED)
    links = replace(resume.reading.links, mentions=(*resume.reading.links.mentions, mention))
    having = replace(resume, reading=replace(resume.reading, links=links))
    gain = matcher.explain(ad, having).fit - matcher.explain(ad, resume).fit
    assert addition.gain == pytest.approx(gain, abs=1e-12)


def test_what_lifts_most_offers_more(sample_graph: skillkg.KnowledgeGraph, either: Matcher) -> None:
    ad, resume = profiles(sample_graph, either, written(JOBS[1:2]))
    lifts = Counterfactuals(ad, resume).lifts()
    assert lifts
    lacking = [lift.lacking for lift in lifts]
    assert lacking == sorted(lacking, reverse=True)
    assert all(lift.addition.gain > 0 for lift in lifts)
    assert all(
        lift.addition.path.steps or lift.addition.nearest in (None, lift.addition.concept)
        for lift in lifts
    )


@pytest.mark.parametrize(("ad", "resume"), [(AD, "2020"), ("2019 - 2021", SMALL), (AD, "Waiter")])
@pytest.mark.parametrize("cut", [0.0, 1.1])
def test_documents_that_say_little(
    ad: str, resume: str, cut: float, sample_graph: skillkg.KnowledgeGraph, either: Matcher
) -> None:
    wanted, offered = profiles(sample_graph, either, resume, ad)
    some = Counterfactuals(wanted, offered)
    match = either.explain(wanted, offered)
    assert some.worth(match).fit == match.fit
    removal, sufficient, additions = some.removal(cut), some.sufficient(cut), some.additions(cut)
    if cut:
        assert removal is not None
        assert (removal.lines, removal.is_proven) == ((), True)
        assert sufficient is None
        assert additions is None
    else:
        assert removal is None
        assert sufficient is not None
        assert additions is not None
        assert (sufficient.lines, additions.additions) == ((), ())


def test_a_search_that_ends_early_says_so(
    sample_graph: skillkg.KnowledgeGraph, matcher: Matcher
) -> None:
    ad, resume = profiles(sample_graph, matcher, written(JOBS))
    fit = matcher.explain(ad, resume).fit
    proven = Counterfactuals(ad, resume).removal(0.2 * fit)
    ended = Counterfactuals(ad, resume, budget=1).removal(0.2 * fit)
    assert proven is not None
    assert ended is not None
    assert len(proven.lines) > 1
    assert proven.is_proven
    assert not ended.is_proven
    assert ended.least < len(proven.lines) <= len(ended.lines)
    assert ended.fit < 0.2 * fit


def test_the_same_is_found_again(sample_graph: skillkg.KnowledgeGraph, matcher: Matcher) -> None:
    ad, resume = profiles(sample_graph, matcher, written(JOBS))
    cut = 0.7 * matcher.explain(ad, resume).fit
    first, again = Counterfactuals(ad, resume), Counterfactuals(ad, resume)
    later = again.sufficient(cut), again.removal(cut)
    assert (first.removal(cut), first.sufficient(cut)) == later[::-1]
