from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from skillkg.explanation.html import render_match
from skillkg.model import Match, Path, Snapshot, Span

HOSTILE = "</title><script>alert('x')</script><img src=x onerror=alert(1)>\"'&\x0c\x00\u202e"
LOADING = ("script", "link", "img", "iframe", "object", "embed", "audio", "video", "form", "base")


def parsed(match: Match) -> BeautifulSoup:
    return BeautifulSoup(render_match(match), "html.parser")


def many(match: Match, count: int) -> Match:
    first = match.contributions[0]
    pairs = (
        replace(first, requirement=f"urn:r:{n}", skill=f"urn:r:{n}", path=Path(), contribution=0.01)
        for n in range(count)
    )
    return replace(match, contributions=tuple(pairs))


def hostile(match: Match) -> Match:
    span = Span(0, len(HOSTILE), HOSTILE)
    return replace(
        match,
        ad=HOSTILE,
        resume=HOSTILE,
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
        document_digests=(HOSTILE, HOSTILE),
        parameters={HOSTILE: HOSTILE},
    )


def test_rows_are_the_contributions_and_total_is_the_fit(match: Match) -> None:
    page = parsed(match)
    table = page.select_one("table.sum")
    assert table is not None
    rows = table.select("tbody tr:not(.block)")
    amounts = [row.select("td")[-2].get_text() for row in rows]
    assert amounts == ["0.200000", "0.100000"]
    assert "0.300000" in table.select("tfoot td")[1].get_text()
    figure = page.select_one(".figure")
    assert figure is not None
    assert figure.get_text() == "0.3000"
    assert "|fit − Σ| = 0" in page.select(".verdict")[0].get_text()


def test_each_step_is_a_statement_with_graph_and_strength(match: Match) -> None:
    steps = [" ".join(li.get_text().split()) for li in parsed(match).select(".pairs .steps li")]
    assert steps == [
        "data analyst has the essential skill Python esco/1.1.1 · strength 0.8 · S1",
        "web developer has the essential skill Python esco/1.1.1 · strength 0.8 · S2",
    ]


def test_quotes_stand_with_their_places(match: Match) -> None:
    quotes = [" ".join(p.get_text().split()) for p in parsed(match).select(".pairs .quote")]
    assert quotes == [
        "SQL 80–83",
        "SQL 12–15",
        "sql 90–93",
        "Web developer 0–13",
        "Data analyst 40–52",
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
    assert {tag.name for tag in page.select("[href]")} <= {"a"}
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
def test_pictures_are_well_formed_xml_with_titles(match: Match, kind: str) -> None:
    html = render_match({"plain": match, "hostile": hostile(match), "many": many(match, 60)}[kind])
    pieces = [piece.split("</svg>")[0] for piece in html.split("<svg ")[1:]]
    roots = [ElementTree.fromstring(f"<svg {piece}</svg>") for piece in pieces]
    described = [root for root in roots if root.get("role") == "img"]
    assert len(described) == 2
    for root in described:
        names = [child.tag.rpartition("}")[2] for child in root]
        assert names[:2] == ["title", "desc"]


def test_says_what_the_picture_leaves_out(match: Match) -> None:
    assert "the other 40 are in the table below only" in parsed(many(match, 60)).get_text()
    assert len(parsed(many(match, 60)).select(".pairs tbody tr")) == 60


def test_zero_says_why(match: Match) -> None:
    gaps = replace(match, contributions=(), coverage=match.coverage[:1])
    assert "No path of the graph joins" in parsed(gaps).get_text()
    empty = replace(match, contributions=(), coverage=())
    assert "Nothing in the ad was linked" in parsed(empty).get_text()
    assert "0.0000" in parsed(empty).get_text()


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
