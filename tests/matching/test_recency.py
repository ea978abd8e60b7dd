"""How long ago a job was: it counts where a scoring says so, and nowhere else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import skillkg
from skillkg.matching.occupations.quotes import quotes_of
from skillkg.matching.scoring import DEFAULT

if TYPE_CHECKING:
    from pathlib import Path

FADING = replace(DEFAULT, name="fading", half_life=5.0)
AD = "Data analyst\n\n- analyse data\n- write SQL queries\n"
RESUME = """Summary

Likes numbers

Experience

{newest}, {dates}
- Served guests and took orders

Data analyst, March 2004 - March 2006
- Analysed data and wrote SQL queries
"""


@pytest.fixture(scope="module")
def kg(sample_store: Path) -> skillkg.KnowledgeGraph:
    return skillkg.open(sample_store, scoring=FADING)


def written(dates: str) -> str:
    return RESUME.format(newest="Waiter", dates=dates)


def test_quotes_are_as_old_as_their_jobs(kg: skillkg.KnowledgeGraph) -> None:
    quotes = quotes_of(kg.read_text(written("January 2010 - March 2016"), "resume"))
    ages = dict(
        zip((s.quote for s in (*quotes.titles, *quotes.statements)), quotes.ages, strict=True)
    )
    assert ages["Waiter"] == ages["Served guests and took orders"] == ages["Likes numbers"] == 0
    assert ages["Data analyst"] == ages["Analysed data and wrote SQL queries"] == 10


def test_an_older_job_fades_by_the_years_since(kg: skillkg.KnowledgeGraph) -> None:
    fits = [
        kg.match(kg.read_text(AD, "ad"), kg.read_text(written(dates), "resume")).fit
        for dates in ("April 2006 - May 2006", "May 2006 - March 2011", "May 2006 - March 2021")
    ]
    assert fits == sorted(fits, reverse=True)
    assert fits[0] > fits[1] > fits[2] > 0


def test_what_has_no_dates_does_not_fade(kg: skillkg.KnowledgeGraph) -> None:
    quotes = quotes_of(kg.read_text("Experience\n\nData analyst\n- Analysed data\n", "resume"))
    assert set(quotes.ages) == {0.0}


def test_by_default_nothing_fades(sample_graph: skillkg.KnowledgeGraph) -> None:
    ad = sample_graph.read_text(AD, "ad")
    near, far = (
        sample_graph.match(ad, sample_graph.read_text(written(dates), "resume")).fit
        for dates in ("May 2006 - March 2011", "May 2006 - March 2021")
    )
    assert near == far


def test_a_ranking_gives_the_same_fits(kg: skillkg.KnowledgeGraph) -> None:
    ad = kg.read_text(AD, "ad")
    resumes = [
        replace(kg.read_text(written(f"May 2006 - March {year}"), "resume"), name=str(year))
        for year in (2007, 2015, 2022)
    ]
    ranking = kg.rank_many([ad], resumes).to_polars()
    explained = {each.name: kg.match(ad, each).fit for each in resumes}
    assert dict(zip(ranking["resume"], ranking["fit"], strict=True)) == explained
