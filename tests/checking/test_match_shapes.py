"""The shapes of matches: what is written conforms, and what is changed does not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from check_stores import findings, kinds, tiny_store
from pyshacl import validate
from rdflib import Graph

from skillkg import vocabulary as voc
from skillkg.checking.check import check
from skillkg.checking.shapes import shapes_file
from skillkg.explanation.rdf import to_nquads

if TYPE_CHECKING:
    import skillkg

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def match(sample_graph: skillkg.KnowledgeGraph) -> str:
    """A real match as N-Triples, without the name of its graph."""
    files = "ads/cloud-engineer.html", "resumes/system-administrator.txt"
    text = to_nquads(sample_graph.match(*(EXAMPLES / file for file in files)))
    return re.sub(r" <\S+> \.\n", " .\n", text)


def test_a_match_conforms(match: str) -> None:
    report = check(tiny_store({"run/1": match}), lambda *_: None)
    assert f"{voc.GRAPHS}run/1" in report.graphs
    assert report.findings == []


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_a_validator_of_others_says_so_too(match: str) -> None:
    graph = Graph().parse(data=match, format="nt")
    conforms, _, told = validate(graph, shacl_graph=str(shapes_file()), inplace=True)
    assert conforms, told


def test_every_term_of_ours_is_used(match: str) -> None:
    """What the ontology declares of matches is what is written: nothing more."""
    ontology = Path(shapes_file().with_name("skillkg.ttl")).read_text("utf-8")
    declared = set(re.findall(r"^skg:(\w+) a ", ontology.partition("# Matches ")[2], re.MULTILINE))
    used = set(re.findall(rf"<{voc.SKG}(\w+)>", match))
    unused = {"poolRank", "poolSize", "cut", "repetition", "Repetition", "alternative"}
    assert declared - unused <= used
    assert unused.isdisjoint(used)


@pytest.mark.parametrize(
    ("pattern", "instead", "shape"),
    [
        (rf'(<{voc.SKG_FIT}> )"[^"]+"', r'\1"0.9"', "Additivity"),
        (rf'(<{voc.SKG_STATUS}> )"same"', r'\1"surely"', "contributionStatus"),
        (rf"^.*<{voc.SKG_IN_GRAPH}>.*\n", "", "stepGraph"),
        (rf"^.*<{voc.OA_START}>.*\n", "", "quoteStart"),
        (rf"^.*<{voc.PROV_ASSOCIATED_WITH}>.*\n", "", "builtWith"),
        (rf'(<{voc.SKG_POSITION}> )"1"', r'\1"0"', "position"),
        (rf"^.*<{voc.SKG_RULE}>.*\n", "", "gateRule"),
        (rf'(/rule/\S+> <{voc.SKOS_NOTATION}> )"[^"]+"', r'\1"years"', "ruleNotation"),
        (rf"^.*/value/\w+> <{voc.SKOS_NOTATION}>.*\n", "", "valueNotation"),
        (rf'(/value/\w+> <{voc.RDF_VALUE}> )"[^"]+"\S*', r"\1<urn:a>", "valueLiteral"),
    ],
)
def test_what_is_wrong_is_found(match: str, pattern: str, instead: str, shape: str) -> None:
    changed = re.sub(pattern, instead, match, count=1, flags=re.MULTILINE)
    assert kinds(findings(tiny_store({"run/1": changed}), "run/1")).get(shape) == 1
