from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from math import prod
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from made_matches import many

from skillkg.explanation.report.html import render_match
from skillkg.model.document import Span
from skillkg.model.graph import Path, Snapshot
from skillkg.model.match import Repetition, Side

if TYPE_CHECKING:
    from collections.abc import Iterator

    import skillkg
    from skillkg.model.graph import Step
    from skillkg.model.match import Contribution, Match

HOSTILE = "</title><script>alert('x')</script><img src=x onerror=alert(1)>\"'&\x0c\x00\u202e"
LOADING = ("script", "link", "img", "iframe", "object", "embed", "audio", "video", "form", "base")


def parsed(match: Match) -> BeautifulSoup:
    return BeautifulSoup(render_match(match), "html.parser")


def hostile(match: Match) -> Match:
    span, apart = Span(0, len(HOSTILE), HOSTILE), match.resume.mentions[1]
    return replace(
        match,
        ad=Side(HOSTILE, HOSTILE, mentions=(apart._replace(span=span, section=HOSTILE),)),
        resume=Side(HOSTILE, HOSTILE, mentions=(apart._replace(span=span, stance_cue=span),)),
        contributions=tuple(
            replace(c, requirement_spans=(span,), skill_spans=(span,)) for c in match.contributions
        ),
        coverage=tuple(replace(c, requirement_spans=(span,)) for c in match.coverage),
        gates=tuple(replace(g, name=HOSTILE, requirement=span, note=HOSTILE) for g in match.gates),
        snapshots=(
            Snapshot("urn:g", HOSTILE, HOSTILE, HOSTILE, 1, HOSTILE, "javascript:alert(1)"),
        ),
        labels=dict.fromkeys(match.labels, HOSTILE),
        notes=(HOSTILE,),
        parameters=replace(match.parameters, encoders=(HOSTILE,), strengths={HOSTILE: 1.0}),
    )


def test_the_annex_lists_contributions_that_total_the_fit(match: Match) -> None:
    page = parsed(match)
    amounts = [each.get_text() for each in page.select(".pairs tbody .amount")]
    assert amounts == ["0.125000", "0.079987"]
    assert "0.204987" in page.select(".sum")[0].get_text()
    assert "The parts add up: |fit − Σ| = " in page.select(".verdict")[0].get_text()


def test_where_a_reader_looks_first_two_digits_are_enough(match: Match) -> None:
    page = parsed(match)
    figure = page.select_one(".figure")
    assert figure is not None
    assert figure.get_text() == "0.20"
    assert not re.search(r"\d\.\d{3}", page.select("#result")[0].get_text())
    (earned,) = page.select(".bar .earned")
    assert earned["width"] == "205.0"  # of 1000, which is a fit of 1


def test_small_contributions_stand_apart_and_none_is_dropped(match: Match) -> None:
    big = replace(match.contributions[1], requirement="urn:big", contribution=0.5)
    small = many(match, 3).contributions
    each = [replace(c, contribution=0.001, requirement_weight=0.004) for c in small]
    page = parsed(replace(match, contributions=(replace(big, requirement_weight=2.0), *each)))
    assert len(page.select(".pairs.large tbody tr")) == 1
    assert len(page.select(".pairs.few tbody tr")) == 3
    assert "3 small contributions" in page.get_text()


def test_each_step_is_a_statement_with_graph_and_strength(match: Match) -> None:
    steps = [" ".join(li.get_text().split()) for li in parsed(match).select(".pairs .steps li")]
    assert steps == [
        "data analyst has the essential skill Python esco/1.1.1 · strength 0.8 · S1",
    ]


def test_quotes_stand_with_their_places(match: Match) -> None:
    quotes = [" ".join(p.get_text().split()) for p in parsed(match).select(".pairs .quote")]
    assert quotes == [
        "SQL 80–83",
        "SQL p. 1, 12–15",
        "sql p. 2, 90–93",
        "Web developer 0–13",
        "Data analyst p. 1, 40–52",
    ]


def test_sources_are_named_with_digest_and_attribution(match: Match) -> None:
    text = parsed(match).get_text()
    snapshot = match.snapshots[0]
    for said in (snapshot.graph, snapshot.digest, snapshot.attribution, "699,607", "a" * 64):
        assert said in text


def test_hostile_text_is_inert(match: Match) -> None:
    html = render_match(hostile(match))
    page = BeautifulSoup(html, "html.parser")
    assert not page.find_all(LOADING)
    assert not [tag for tag in page.find_all(True) if any(a.startswith("on") for a in tag.attrs)]
    assert all(not str(a["href"]).startswith("javascript") for a in page.select("a[href]"))
    assert "alert('x')" in page.get_text()
    assert "\x00" not in html


@pytest.mark.parametrize("count", [0, 1, 60])
def test_page_loads_nothing(match: Match, count: int) -> None:
    page = parsed(many(match, count))
    assert not page.find_all(LOADING)
    assert not page.select("[src], [srcset], [style], [xlink\\:href]")
    assert {tag.name for tag in page.select("[href]")} <= {"a", "use"}
    assert all(str(use["href"]).startswith("#") for use in page.select("use"))
    style = page.style
    assert style is not None
    assert "url(" not in style.get_text()
    assert "@import" not in style.get_text()
    policy = page.select_one("meta[http-equiv=Content-Security-Policy]")
    assert policy is not None
    assert "default-src 'none'" in str(policy["content"])


def test_links_inside_the_page_have_targets(match: Match) -> None:
    page = parsed(match)
    ids = {str(tag["id"]) for tag in page.select("[id]")}
    assert {str(a["href"])[1:] for a in page.select("a[href^='#']")} <= ids
    assert len(ids) == len(page.select("[id]"))


@pytest.mark.parametrize("kind", ["plain", "hostile", "many"])
def test_drawings_are_well_formed_xml_with_titles(match: Match, kind: str) -> None:
    html = render_match({"plain": match, "hostile": hostile(match), "many": many(match, 60)}[kind])
    pieces = [piece.split("</svg>")[0] for piece in html.split("<svg ")[1:]]
    roots = [ElementTree.fromstring(f"<svg {piece}</svg>") for piece in pieces]
    described = [root for root in roots if root.get("role") == "img"]
    assert len(described) == 2  # the bar, and the picture
    for root in described:
        names = [child.tag.rpartition("}")[2] for child in root]
        assert names[:2] == ["title", "desc"]


def test_printed_arithmetic_gives_the_printed_contributions(
    match: Match, related: tuple[skillkg.KnowledgeGraph, Match]
) -> None:
    for each in (match, related[1]):
        cells = parsed(each).select(".pairs tbody td:last-child")
        assert len(cells) == len(each.contributions)
        for cell in cells:
            amount, product, total = cell.get_text("|", strip=True).split("|")
            factors = [float(f.replace("½", "0.5")) for f in product.split(" × ")]
            divisor = float(total.strip("÷ ").replace("½", "0.5"))
            assert float(amount) == pytest.approx(prod(factors) / divisor, abs=1.5e-6)


def test_offers_are_taken_apart(match: Match) -> None:
    said = [p.get_text() for p in parsed(match).select(".pairs .product")]
    assert said == ["offer = 1", "offer = 0.8 × 0.8 = 0.639893"]


def test_what_is_repeated_is_told_and_adds_up(match: Match) -> None:
    span = Span(60, 78, "we do web analysis")
    half = replace(
        match,
        ad=replace(match.ad, words=8),
        repetitions=(Repetition(span, span, 4, 0.5),),
        contributions=(),
    )
    assert half.fit == 0.5
    page = parsed(half)
    text = page.get_text()
    assert "Copied text shows nothing that was done" in text
    assert "The parts add up" in text
    assert "we do web analysis" in page.select(".scales")[0].get_text()
    assert "100\u00a0%" in page.select("#basis")[0].get_text()


def test_blocks_are_shown_with_what_they_are_scaled_by(match: Match) -> None:
    rows = [
        [cell.get_text() for cell in row.select("td")] for row in parsed(match).select(".scales tr")
    ]
    assert rows[1:] == [
        ["½", "0.409973", "1", "0.409973", "0.204987"],
        ["½", "0", "1", "0.000000", "0.000000"],
    ]


def test_both_lists_are_given_in_full(
    match: Match, related: tuple[skillkg.KnowledgeGraph, Match]
) -> None:
    for each in (match, related[1]):
        profiles = (each.ad.profile, each.resume.profile)
        for listed, entries in zip(parsed(each).select(".profile"), profiles, strict=True):
            titles = Counter(str(tag["title"]) for tag in listed.select("li .concept"))
            assert titles == Counter(e.concept for e in entries)


def test_no_note_is_dropped(match: Match) -> None:
    notes = tuple(f"resume.pdf: note {n:03}" for n in range(40))
    listed = parsed(replace(match, notes=notes)).select("#annex #notes li")
    assert [li.get_text() for li in listed] == list(notes)


def test_wide_diagrams_are_printed_across(match: Match) -> None:
    step = match.contributions[0].path.steps[0]
    chains = tuple(chained(match.contributions[0], step))
    assert parsed(replace(match, contributions=chains)).select("#paths.wide")
    assert not parsed(match).select("#paths.wide")


def chained(first: Contribution, step: Step) -> Iterator[Contribution]:
    """Twenty contributions, each over five concepts of its own."""
    for n in range(20):
        names = [f"urn:{n}:{m}" for m in range(6)]
        steps = (replace(step, source=a, target=b) for a, b in pairwise(names))
        yield replace(
            first,
            requirement=names[-1],
            skill=names[-1],
            path=Path(tuple(steps)),
            contribution=0.01,
        )


def test_says_what_the_diagram_leaves_out(match: Match) -> None:
    assert "the annex lists the other 50" in parsed(many(match, 60)).get_text()
    assert len(parsed(many(match, 60)).select(".pairs tbody tr")) == 60


def test_what_is_not_counted_stands_with_its_reason(match: Match) -> None:
    page = parsed(match)
    (table,) = page.select("table.apart")
    cells = [cell.get_text(" ", strip=True) for cell in table.select("tbody th, tbody td")]
    assert cells == ["Rust", "Rust p. 1, 30–34", "wished, by “to learn”"]
    assert "In the resume" in table.get_text()
    resume = replace(match.resume, mentions=match.resume.mentions[:1])
    counted = replace(match, resume=resume)
    assert not parsed(counted).select("#apart, a[href='#apart']")


def test_zero_says_why(match: Match) -> None:
    gaps = replace(match, contributions=(), coverage=match.coverage[:1])
    assert "No path of the graph joins" in parsed(gaps).get_text()
    empty = replace(match, contributions=(), coverage=())
    assert "Nothing in the ad was linked" in parsed(empty).get_text()
    figure = parsed(empty).select_one(".figure")
    assert figure is not None
    assert figure.get_text() == "0"


def test_missing_labels_fall_back_to_the_end_of_the_iri(match: Match) -> None:
    page = parsed(replace(match, labels={}))
    concept = page.select_one(".pairs .concept")
    assert concept is not None
    assert (concept.get_text(), concept["title"]) == (
        "598de5b0",
        "http://data.europa.eu/esco/skill/598de5b0",
    )


def test_equal_matches_give_equal_pages(match: Match) -> None:
    turned = replace(match, contributions=match.contributions[::-1])
    assert render_match(turned) == render_match(match)


def test_page_is_announced_in_a_language_and_tables_have_captions(match: Match) -> None:
    page = parsed(match)
    assert page.html is not None
    assert page.html["lang"] == "en"
    assert all(table.caption for table in page.select("table"))
