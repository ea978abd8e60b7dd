"""Nothing lost: what the graph of the whole of O*NET has, table by table, beside the files."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from onet_samples import EXECUTIVES, JIRA, RATING, TASK, Tables, Tally, about, whole

from skillkg import vocabulary as voc
from skillkg.sources.onet.database import open_onet
from skillkg.vocabulary import onet

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

RATED = ("Skills", "Knowledge", "Work Styles", "Work Values", "Interests")
SURVEYED = ("Skills", "Knowledge", "Work Styles")
TRAINING = "Education, Training, and Experience"
DISTRIBUTED = {"RL", "RW", "PT", "OJ"}
STATISTICS = {
    "SampleSize": "N",
    "StandardError": "Standard Error",
    "LowerBound": "Lower CI Bound",
    "UpperBound": "Upper CI Bound",
    "Suppressed": "Recommend Suppress",
    "NotRelevant": "Not Relevant",
}


@pytest.fixture(scope="module")
def files(shared_data: Path) -> Tables:
    return Tables(shared_data / "onet/29.3/db_29_3_text.zip")


@pytest.fixture(scope="module")
def graph(shared_data: Path) -> Tally:
    return whole(shared_data / "onet")["29.3"]


def filled(rows: Iterable[dict[str, str]], *columns: str) -> int:
    return sum(1 for row in rows if all(row.get(column) for column in columns))


def distinct(rows: Iterable[dict[str, str]], *columns: str) -> int:
    return len({tuple(row[column] for column in columns) for row in rows})


def test_releases_and_their_sizes(shared_data: Path) -> None:
    old, new = open_onet([shared_data / "onet"])
    assert (old.version, old.complete) == ("29.3", True)
    assert (new.version, new.complete) == ("30.0", False)
    assert new.tables == {"Abilities"}
    graphs = whole(shared_data / "onet")
    assert [graphs[release.version].read for release in (old, new)] == [old.size, new.size]


def test_rows_of_every_table(files: Tables, graph: Tally) -> None:
    assert graph.notes.rows == {name: len(files[name]) for name in files}
    assert graph.notes.absent == ["Abilities", "Work Activities", "Work Context", "Task Ratings"]
    assert not graph.notes.findings


def test_occupations_and_their_titles(files: Tables, graph: Tally) -> None:
    alternate, reported = files["Alternate Titles"], files["Sample of Reported Titles"]
    titles = {(row["O*NET-SOC Code"], row["Alternate Title"]) for row in alternate}
    titles |= {(row["O*NET-SOC Code"], row["Reported Job Title"]) for row in reported}
    sources = {
        (row["O*NET-SOC Code"], row["Alternate Title"], source)
        for row in alternate
        for source in row["Source(s)"].split(",")
    }
    assert graph.classes[onet.OCCUPATION] == len(files["Occupation Data"])
    for predicate in (voc.SKOS_ALT_LABEL, voc.SKOSXL_ALT_LABEL, voc.SKOSXL_LITERAL_FORM):
        assert graph.predicates[predicate] == len(titles)
    assert graph.classes[voc.SKOSXL_LABEL] == len(titles)
    assert graph.predicates[onet.TITLE_SOURCE] == len(sources)
    assert graph.predicates[onet.SHORT_TITLE] == filled(alternate, "Short Title")
    assert graph.predicates[onet.SHOWN_IN_MY_NEXT_MOVE] == len(reported)


@pytest.mark.parametrize(
    ("scale", "tables"),
    [
        ("IM", (*SURVEYED, TRAINING)),
        ("LV", SURVEYED),
        ("EX", RATED),
        ("OI", RATED),
        ("IH", RATED),
        ("VH", RATED),
    ],
)
def test_ratings_on_each_scale(
    files: Tables, graph: Tally, scale: str, tables: tuple[str, ...]
) -> None:
    rows = [row for name in tables for row in files[name] if row["Scale ID"] == scale]
    assert rows
    check_values(graph, onet.SCALES[scale], rows)


def check_values(graph: Tally, predicate: str, rows: list[dict[str, str]]) -> None:
    assert graph.predicates[predicate] == len(rows)
    assert graph.sums[predicate] == sum(Decimal(row["Data Value"]) for row in rows)
    for name, column in STATISTICS.items():
        assert graph.predicates[predicate + name] == filled(rows, column), name
        if name not in {"SampleSize", "Suppressed", "NotRelevant"}:
            total = sum(Decimal(row[column]) for row in rows if row.get(column))
            assert graph.sums[predicate + name] == total, name


def test_rating_nodes(files: Tables, graph: Tally) -> None:
    rows = [row for name in (*RATED, TRAINING) for row in files[name]]
    means = [row for row in rows if row["Scale ID"] not in DISTRIBUTED]
    assert graph.classes[onet.RATING] == distinct(means, "O*NET-SOC Code", "Element ID")


def test_education_training_and_experience(files: Tables, graph: Tally) -> None:
    rows = [row for row in files[TRAINING] if row["Category"]]
    assert {row["Scale ID"] for row in rows} == DISTRIBUTED
    assert graph.classes[onet.CATEGORY_RATING] == len(rows)
    assert graph.predicates[onet.OF_CATEGORY] == len(rows)
    check_values(graph, onet.PERCENTAGE, rows)


def test_dates_and_sources(files: Tables, graph: Tally) -> None:
    nodes = {
        (row["O*NET-SOC Code"], row["Element ID"], row.get("Category") and tuple(row.items()))
        for name in (*RATED, TRAINING)
        for row in files[name]
    }
    others = ("Task Statements", "Emerging Tasks", "Tasks to DWAs", "Job Zones")
    expected = len(nodes) + sum(len(files[name]) for name in others)
    assert graph.predicates[onet.DOMAIN_SOURCE] == expected
    surveyed = len(files["Occupation Level Metadata"])
    assert graph.predicates[onet.DATE] == expected + surveyed


def test_tasks(files: Tables, graph: Tally) -> None:
    tasks, emerging = files["Task Statements"], files["Emerging Tasks"]
    assert graph.classes[onet.TASK_CLASS] == len(tasks)
    assert graph.predicates[onet.TASK_TYPE] == filled(tasks, "Task Type")
    responding = filled(tasks, "Incumbents Responding")
    assert graph.predicates[onet.INCUMBENTS_RESPONDING] == responding
    assert graph.classes[onet.EMERGING_TASK] == len(emerging)
    assert graph.predicates[onet.EMERGING_KIND] == len(emerging)
    assert graph.predicates[onet.REVISES] == filled(emerging, "Original Task ID")
    assert graph.predicates[onet.ORIGINAL_TASK] == filled(emerging, "Original Task")


def test_work_activities(files: Tables, graph: Tally) -> None:
    assert graph.classes[onet.DWA] == len(files["DWA Reference"])
    assert graph.classes[onet.IWA] == len(files["IWA Reference"])
    links = len(files["Tasks to DWAs"])
    assert graph.predicates[onet.TASK_DWA] == links
    assert graph.classes[onet.TASK_ACTIVITY] == graph.predicates[onet.OF_DWA] == links
    assert graph.predicates[onet.OF_TASK] == links


def test_technologies_and_tools(files: Tables, graph: Tally) -> None:
    technologies, tools = files["Technology Skills"], files["Tools Used"]
    assert graph.classes[onet.TECHNOLOGY_CLASS] == distinct(technologies, "Example")
    assert graph.predicates[onet.HOT] == distinct(technologies, "Example", "Hot Technology")
    pairs = distinct(technologies, "O*NET-SOC Code", "Example")
    assert graph.predicates[onet.USES_TECHNOLOGY] == pairs == len(technologies)
    in_demand = sum(row["In Demand"] == "Y" for row in technologies)
    assert graph.predicates[onet.IN_DEMAND_TECHNOLOGY] == in_demand
    assert graph.classes[onet.TOOL_CLASS] == distinct(tools, "Example")
    assert graph.predicates[onet.USES_TOOL] == len(tools)


def test_commodity_of_each_use_is_known(files: Tables, graph: Tally) -> None:
    ambiguous = 0
    for name in ("Technology Skills", "Tools Used"):
        codes: dict[str, set[str]] = {}
        for row in files[name]:
            codes.setdefault(row["Example"], set()).add(row["Commodity Code"])
        ambiguous += sum(len(codes[row["Example"]]) > 1 for row in files[name])
    assert ambiguous
    assert graph.classes[onet.USE] == graph.predicates[onet.OF_COMMODITY] == ambiguous


def test_hierarchies(files: Tables, graph: Tally) -> None:
    unspsc = files["UNSPSC Reference"]
    levels = ("Commodity", "Class", "Family", "Segment")
    codes = {row[f"{level} Code"] for row in unspsc for level in levels}
    assert graph.classes[onet.COMMODITY] == len(codes)
    steps = sum(distinct(unspsc, f"{low} Code", f"{high} Code") for low, high in pairwise(levels))
    examples = sum(
        distinct(files[name], "Example", "Commodity Code")
        for name in ("Technology Skills", "Tools Used")
    )
    elements = sum("." in row["Element ID"] for row in files["Content Model Reference"])
    activities = len(files["IWA Reference"]) + len(files["DWA Reference"])
    assert graph.predicates[voc.SKOS_BROADER] == steps + examples + elements + activities


@pytest.mark.parametrize(
    ("cls", "count"),
    [
        (onet.SKILL, 35),
        (onet.KNOWLEDGE, 33),
        (onet.ABILITY, 52),
        (onet.WORK_ACTIVITY, 41),
        (onet.WORK_CONTEXT, 59),
        (onet.BASIC_INTEREST, 41),
        (onet.INTEREST, 9),
        (onet.WORK_VALUE, 30),
        (onet.ELEMENT, 627),
    ],
)
def test_kinds_of_elements(graph: Tally, cls: str, count: int) -> None:
    assert graph.classes[cls] == count


def test_reference_tables(files: Tables, graph: Tally) -> None:
    categories = ("Task Categories", "Work Context Categories", f"{TRAINING} Categories")
    pairs = [
        (onet.SCALE_CLASS, ("Scales Reference",)),
        (onet.CATEGORY_CLASS, categories),
        (onet.SCALE_ANCHOR, ("Level Scale Anchors",)),
        (onet.SURVEY_ITEM, ("Survey Booklet Locations",)),
        (onet.JOB_ZONE_CLASS, ("Job Zone Reference",)),
        (onet.JOB_ZONE_RATING, ("Job Zones",)),
        (onet.KEYWORD, ("RIASEC Keywords",)),
        (onet.ILLUSTRATIVE_ACTIVITY, ("Interests Illustrative Activities",)),
        (onet.OCCUPATION_RELATION, ("Related Occupations",)),
        (onet.SURVEY_STATISTIC, ("Occupation Level Metadata",)),
    ]
    for cls, tables in pairs:
        assert graph.classes[cls] == sum(len(files[name]) for name in tables), cls


def test_links_between_concepts(files: Tables, graph: Tally) -> None:
    activity = ("Abilities to Work Activities", "Skills to Work Activities")
    context = ("Abilities to Work Context", "Skills to Work Context")
    pairs = [
        (onet.RELATED_ACTIVITY, activity),
        (onet.RELATED_CONTEXT, context),
        (onet.GENERAL_INTEREST, ("Basic Interests to RIASEC",)),
        (onet.ILLUSTRATIVE_OCCUPATION, ("Interests Illustrative Occupations",)),
        (onet.RELATED_OCCUPATION, ("Related Occupations",)),
        (onet.JOB_ZONE, ("Job Zones",)),
    ]
    for predicate, tables in pairs:
        assert graph.predicates[predicate] == sum(len(files[name]) for name in tables), predicate


def test_survey_statistics(files: Tables, graph: Tally) -> None:
    rows = files["Occupation Level Metadata"]
    assert graph.predicates[onet.RESPONSE] == filled(rows, "Response")
    assert graph.predicates[onet.SAMPLE_SIZE] == filled(rows, "N")
    assert graph.sums[onet.PERCENT] == sum(Decimal(row["Percent"] or 0) for row in rows)


def test_preferred_labels(files: Tables, graph: Tally) -> None:
    tables = ("Occupation Data", "Content Model Reference", "IWA Reference", "DWA Reference")
    kinds = (onet.COMMODITY, onet.TECHNOLOGY_CLASS, onet.TOOL_CLASS)
    expected = sum(len(files[name]) for name in (*tables, "Job Zone Reference"))
    expected += sum(graph.classes[kind] for kind in kinds)
    assert graph.predicates[voc.SKOS_PREF_LABEL] == graph.classes[voc.SKOS_CONCEPT] == expected
    assert graph.predicates[voc.SKOS_DEFINITION] == sum(len(files[name]) for name in tables[:2])


def test_reading_comprehension_of_chief_executives(graph: Tally) -> None:
    assert about(RATING, graph.kept) == {
        ("type", "<https://w3id.org/skillkg/onet/ns#Rating>"),
        ("occupation", f"<{EXECUTIVES}>"),
        ("element", "<https://w3id.org/skillkg/onet/element/2.A.1.a>"),
        ("date", "2023-08"),
        ("domainSource", "Analyst"),
        ("importance", "4.12"),
        ("importanceSampleSize", "8"),
        ("importanceStandardError", "0.125"),
        ("importanceLowerBound", "3.88"),
        ("importanceUpperBound", "4.37"),
        ("importanceSuppressed", "false"),
        ("level", "4.62"),
        ("levelSampleSize", "8"),
        ("levelStandardError", "0.183"),
        ("levelLowerBound", "4.2664"),
        ("levelUpperBound", "4.9836"),
        ("levelSuppressed", "false"),
        ("levelNotRelevant", "false"),
    }


def test_a_task_and_a_technology(graph: Tally) -> None:
    task = about(TASK, graph.kept)
    assert {("occupation", f"<{EXECUTIVES}>"), ("taskType", "Core")} <= task
    assert {("incumbentsResponding", "95"), ("date", "2023-08")} <= task
    jira = about(JIRA, graph.kept)
    assert {("hotTechnology", "true"), ("prefLabel", 'Atlassian JIRA"@en')} <= jira
    commodities = {value.rsplit("/", 1)[1] for name, value in jira if name == "broader"}
    assert commodities == {"43232201>", "43231507>"}


def test_abilities_of_the_next_release(shared_data: Path) -> None:
    rows = Tables(shared_data / "onet/30.0/abilities_30_0_text.zip")["Abilities"]
    graph = whole(shared_data / "onet")["30.0"]
    assert graph.notes.rows == {"Abilities": len(rows)}
    assert not graph.notes.findings
    for scale, predicate in (("IM", onet.SCALES["IM"]), ("LV", onet.SCALES["LV"])):
        check_values(graph, predicate, [row for row in rows if row["Scale ID"] == scale])
    nodes = distinct(rows, "O*NET-SOC Code", "Element ID")
    assert graph.classes[onet.RATING] == graph.predicates[onet.DATE] == nodes
    assert graph.classes[onet.ABILITY] == graph.predicates[voc.SKOS_PREF_LABEL] == 52
    assert "Occupation Data" in graph.notes.absent
