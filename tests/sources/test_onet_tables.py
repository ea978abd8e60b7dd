"""O*NET's tables row by row: the shape of statements, and what happens to bad cells."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from onet_samples import (
    EXECUTIVES,
    IMPORTANCE,
    LEVEL,
    OCCUPATIONS,
    RATED,
    RATING,
    SURVEY,
    about,
    folder,
    read,
)

from skillkg.errors import SourceError
from skillkg.sources.onet.cells import decimal, integer, month, named
from skillkg.vocabulary import onet

if TYPE_CHECKING:
    from pathlib import Path

CONTEXT = RATED.replace("Scale ID", "Scale ID\tCategory")


def test_scales_of_an_element_share_a_node(tmp_path: Path) -> None:
    statements, notes = read(folder(tmp_path, {"Skills": [RATED, IMPORTANCE, LEVEL]}))
    rating = about(RATING, statements)
    assert {("importance", "4.12"), ("level", "4.62"), ("importanceUpperBound", "4.37")} <= rating
    assert sum(name in {"occupation", "element", "date"} for name, _ in rating) == 3
    assert ("levelNotRelevant", "false") in rating
    assert not any(name == "importanceNotRelevant" for name, _ in rating)
    assert notes.rows == {"Skills": 2}


def test_cells_that_are_not_available_say_nothing(tmp_path: Path) -> None:
    cells = IMPORTANCE.split("\t")
    bare = "\t".join([*cells[:5], *["n/a", ""] * 3, *cells[11:]])
    statements, notes = read(folder(tmp_path, {"Skills": [RATED, bare]}))
    names = {name for name, _ in about(RATING, statements)}
    assert names == {"type", "occupation", "element", "date", "domainSource", "importance"}
    assert not notes.findings


@pytest.mark.parametrize(
    ("good", "bad", "finding"),
    [
        ("4.12", "4,12", "not a number, value left out"),
        ("\t8\t", "\t8.5\t", "not a whole number, value left out"),
        ("08/2023", "2023-08", "not a date (MM/YYYY), value left out"),
        ("08/2023", "13/2023", "not a date (MM/YYYY), value left out"),
        ("\tN\t", "\tno\t", "not Y or N, value left out"),
    ],
)
def test_malformed_value_is_left_out(tmp_path: Path, good: str, bad: str, finding: str) -> None:
    tables = {"Skills": [RATED, IMPORTANCE.replace(good, bad)]}
    statements, notes = read(folder(tmp_path, tables))
    (tmp_path / "whole").mkdir()
    whole, _ = read(folder(tmp_path / "whole", {"Skills": [RATED, IMPORTANCE]}))
    assert len(whole - statements) == 1
    assert statements < whole
    assert notes.findings[finding].count == 1
    assert notes.findings[finding].examples == [f"Skills.txt:2 {bad.strip()!r}"]


@pytest.mark.parametrize(
    ("good", "bad", "finding"),
    [
        ("11-1011.00", "11-1011", "malformed O*NET-SOC code, row left out"),
        ("2.A.1.a", "2.A..a", "malformed code, row left out"),
        ("2.A.1.a", "", "malformed code, row left out"),
        ("\tIM\t", "\tXX\t", "scale that skillkg does not know, row left out"),
    ],
)
def test_row_without_its_codes_is_left_out(
    tmp_path: Path, good: str, bad: str, finding: str
) -> None:
    tables = {"Skills": [RATED, IMPORTANCE.replace(good, bad)]}
    statements, notes = read(folder(tmp_path, tables))
    assert not statements
    assert notes.findings[finding].count == 1
    assert notes.rows == {"Skills": 1}


def test_code_that_no_occupation_has_is_counted_and_kept(tmp_path: Path) -> None:
    stranger = IMPORTANCE.replace("11-1011.00", "99-9999.00")
    tables = {"Occupation Data": OCCUPATIONS, "Skills": [RATED, IMPORTANCE, stranger]}
    statements, notes = read(folder(tmp_path, tables))
    assert about(RATING.replace("11-1011.00", "99-9999.00"), statements)
    (kind,) = notes.findings
    assert kind == "O*NET-SOC code that no occupation has, statements kept"
    assert notes.findings[kind].examples == ["Skills.txt:3 99-9999.00"]


def test_codes_are_not_doubted_without_occupations(tmp_path: Path) -> None:
    _, notes = read(folder(tmp_path, {"Skills": [RATED, IMPORTANCE]}))
    assert not notes.findings
    assert "Occupation Data" in notes.absent


def test_missing_column_is_an_error(tmp_path: Path) -> None:
    path = folder(tmp_path, {"Skills": [RATED.replace("Data Value", "Data Values"), IMPORTANCE]})
    with pytest.raises(SourceError, match=r"Skills\.txt.*lacks the column 'Data Value'") as caught:
        read(path)
    assert "'Data Values'" in caught.value.hint


def test_cut_off_row_is_an_error(tmp_path: Path) -> None:
    path = folder(tmp_path, {"Skills": [RATED, IMPORTANCE, LEVEL[:40]]})
    with pytest.raises(SourceError, match=r"Skills\.txt:3"):
        read(path)


def test_wrong_encoding_is_an_error(tmp_path: Path) -> None:
    path = folder(tmp_path, {"Skills": [RATED, IMPORTANCE]})
    (path / "Occupation Data.txt").write_bytes(OCCUPATIONS.replace("Chief", "Ché").encode("cp1252"))
    with pytest.raises(SourceError, match=r"Occupation Data\.txt:2: is not UTF-8"):
        read(path)


def test_byte_order_mark_is_fine(tmp_path: Path) -> None:
    statements, _ = read(folder(tmp_path, {"Occupation Data": "\ufeff" + OCCUPATIONS}))
    assert ("prefLabel", 'Chief Executives"@en') in about(EXECUTIVES, statements)


def test_unknown_tables_and_columns_are_counted(tmp_path: Path) -> None:
    tables = {
        "Skills": [f"{RATED}\tMood", f"{IMPORTANCE}\tfine"],
        "Moods": "O*NET-SOC Code\tMood",
    }
    _, notes = read(folder(tmp_path, tables))
    assert notes.findings["column that skillkg does not know: ignored"].count == 1
    unknown = notes.findings["not a table that skillkg knows: ignored"]
    assert unknown.count == 1
    assert unknown.examples[0].endswith("Moods.txt")


def test_work_context_has_means_and_distributions(tmp_path: Path) -> None:
    said = "11-1011.00\t4.C.1.a.2.c\tPublic Speaking"
    tail = "\t28\t0.1\t3.1\t3.9\tN\tn/a\t08/2023\tIncumbent"
    rows = [f"{said}\tCX\tn/a\t3.5{tail}", f"{said}\tCXP\t1\t12.5{tail}"]
    statements, _ = read(folder(tmp_path, {"Work Context": [CONTEXT, *rows]}))
    rating = RATING.replace("2.A.1.a", "4.C.1.a.2.c")
    mean, chosen = about(rating, statements), about(f"{rating}/CXP/1", statements)
    category = f"{onet.CATEGORY_IRI}4.C.1.a.2.c/CXP/1"
    assert {("context", "3.5"), ("contextStandardError", "0.1")} <= mean
    assert {("percentage", "12.5"), ("category", f"<{category}>")} <= chosen
    assert ("scale", f"<{onet.SCALE_IRI}CXP>") in about(category, statements)


def test_task_ratings(tmp_path: Path) -> None:
    header = (
        f"O*NET-SOC Code\tTask ID\tScale ID\tCategory\tData Value\t{SURVEY}\tDate\tDomain Source"
    )
    tail = "\t95\t0.1\t4.2\t4.8\tN\t08/2023\tIncumbent"
    cells = ("IM\tn/a\t4.53", "RT\tn/a\t83.4", "FT\t2\t26.1")
    rows = [f"11-1011.00\t8823\t{cell}{tail}" for cell in cells]
    statements, _ = read(folder(tmp_path, {"Task Ratings": [header, *rows]}))
    node = RATING.replace("2.A.1.a", "task/8823")
    rating = about(node, statements)
    assert {("importance", "4.53"), ("relevance", "83.4"), ("date", "2023-08")} <= rating
    assert ("task", f"<{onet.TASK_IRI}8823>") in rating
    chosen = about(f"{node}/FT/2", statements)
    assert {("percentage", "26.1"), ("category", f"<{onet.CATEGORY_IRI}FT/2>")} <= chosen
    assert not any(name == "percentage" for name, _ in rating)


def test_work_styles_without_survey_columns(tmp_path: Path) -> None:
    header = RATED.replace(f"\t{SURVEY}\tNot Relevant", "")
    said = "11-1011.00\t1.D.1.a\tInnovation"
    rows = [f"{said}\tWI\t-0.50\t11/2025\tModel", f"{said}\tDR\t3\t11/2025\tModel"]
    statements, notes = read(folder(tmp_path, {"Work Styles": [header, *rows]}))
    rating = about(RATING.replace("2.A.1.a", "1.D.1.a"), statements)
    assert {("impact", "-0.5"), ("distinctivenessRank", "3")} <= rating
    element = about(f"{onet.ELEMENT_IRI}1.D.1.a", statements)
    assert ("type", f"<{onet.WORK_STYLE}>") in element
    assert not notes.findings


def test_titles_are_labels_with_a_node(tmp_path: Path) -> None:
    tables = {
        "Alternate Titles": [
            "O*NET-SOC Code\tAlternate Title\tShort Title\tSource(s)",
            'CEO\t"CEO" of all\tn/a\t02'.replace("CEO\t", "11-1011.00\t"),
            "11-1011.00\tChief Executive Officer (CEO)\tCEO\t02,08",
        ],
        "Sample of Reported Titles": [
            "O*NET-SOC Code\tReported Job Title\tShown in My Next Move",
            "11-1011.00\tChief Executive Officer (CEO)\tY",
        ],
    }
    statements, _ = read(folder(tmp_path, tables))
    said = about(EXECUTIVES, statements)
    assert {
        ("altLabel", 'Chief Executive Officer (CEO)"@en'),
        ("altLabel", '\\"CEO\\" of all"@en'),
    } <= said
    labels = [value[1:-1] for _, value in said if value.startswith(f"<{onet.TITLE_IRI}")]
    assert len(labels) == 2
    ceo = next(
        node for label in labels if ("shortTitle", 'CEO"@en') in (node := about(label, statements))
    )
    assert {("titleSource", "02"), ("titleSource", "08"), ("shownInMyNextMove", "true")} <= ceo


def test_use_tells_the_commodity_where_there_are_several(tmp_path: Path) -> None:
    lines = [
        "O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\tHot Technology\tIn Demand",
        "11-1011.00\tJira\t43232201\tContent workflow software\tY\tN",
        "15-1252.00\tJira\t43231507\tProject management software\tY\tY",
        "15-1252.00\tC++\t43232402\tDevelopment environment software\tN\tN",
    ]
    statements, _ = read(folder(tmp_path, {"Technology Skills": lines}))
    developers = EXECUTIVES.replace("11-1011.00", "15-1252.00")
    jira, cpp = (f"<{onet.TECHNOLOGY_IRI}{name}>" for name in ("Jira", "C%2B%2B"))
    said = about(developers, statements)
    assert {("technology", jira), ("technology", cpp), ("inDemandTechnology", jira)} <= said
    assert ("inDemandTechnology", jira) not in about(EXECUTIVES, statements)
    uses = {s.split(" ")[0] for s in statements if f"<{onet.USED_ITEM}> {jira}" in s}
    assert len(uses) == 2
    assert not any(f"<{onet.USED_ITEM}> {cpp}" in s for s in statements)


def test_second_name_of_an_element_is_counted(tmp_path: Path) -> None:
    other = LEVEL.replace("Reading Comprehension", "Reading").replace("11-1011", "11-1021")
    _, notes = read(folder(tmp_path, {"Skills": [RATED, IMPORTANCE, other]}))
    (kind,) = notes.findings
    assert kind == "element's name differs from the first one given, which is kept"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-999, max_value=999))
def test_numbers_keep_their_value_in_the_form_that_stores_give_back(number: Decimal) -> None:
    term = decimal(f"{number:f}")
    value = term.split("^^")[0].strip('"')
    assert Decimal(value) == number
    assert decimal(value) == term
    store = ox.Store()
    store.load(f"<x:s> <x:p> {term} .".encode(), ox.RdfFormat.N_TRIPLES)
    assert [str(quad.object) for quad in store] == [term]


@pytest.mark.parametrize("write", [decimal, integer, month])
@pytest.mark.parametrize("cell", ["1e3", "-", ".", "1.2.3", "٣", " 1", "0x1", "1/2023"])
def test_what_is_no_value(write: object, cell: str) -> None:
    with pytest.raises(ValueError, match=r"^not a "):
        write(cell)  # type: ignore[operator]


@given(st.text(min_size=1), st.text(min_size=1))
def test_different_names_give_different_things(one: str, other: str) -> None:
    if "n/a" in {one, other}:
        return
    terms = named(onet.TOOL_IRI, one), named(onet.TOOL_IRI, other)
    assert (terms[0] == terms[1]) == (one == other)
