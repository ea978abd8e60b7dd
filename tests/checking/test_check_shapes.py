from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import Graph, Namespace

from skillkg import vocabulary as voc
from skillkg.checking.compile import Compiler
from skillkg.checking.shapes import read_shapes, shapes_file

if TYPE_CHECKING:
    from pathlib import Path

SH = Namespace(voc.SH)


def test_every_constraint_says_what_it_is() -> None:
    shapes = read_shapes(shapes_file())
    for constraint in shapes.constraints:
        shape = constraint.shape
        assert shape.iri.startswith(voc.SHAPES)
        assert shape.name, shape.iri
        assert shape.message, shape.iri
        assert shape.targets, shape.iri
        assert shape.severity == "violation" or shape.meaning, shape.iri


def test_property_shapes_are_all_used() -> None:
    graph = Graph().parse(shapes_file())
    used = set(graph.objects(None, SH.property))
    assert set(graph.subjects(None, SH.PropertyShape)) == used


def test_shapes_that_code_looks_after_are_described() -> None:
    names = {voc.SHAPE_CONSISTENCY, voc.SHAPE_LANGUAGES, voc.SHAPE_TERMS}
    assert read_shapes(shapes_file()).untargeted.keys() == names


def test_declared_prefixes_are_those_of_the_store() -> None:
    graph = Graph().parse(shapes_file())
    declared = {
        str(graph.value(node, SH.prefix)): str(graph.value(node, SH.namespace))
        for node in graph.objects(None, SH.declare)
    }
    assert declared.items() <= voc.PREFIXES.items()


def _shapes(tmp_path: Path, body: str) -> Path:
    file = tmp_path / "shapes.ttl"
    file.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
        f"<urn:s> a sh:NodeShape ; sh:targetClass <urn:c> ; {body} .\n"
    )
    return file


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ("sh:closed true", "sh:closed"),
        ("sh:property <urn:p> . <urn:p> sh:path <urn:q> ; sh:hasValue 1", "sh:hasValue"),
        (
            "sh:property <urn:p> . <urn:p> sh:path [ sh:inversePath <urn:q> ] ; sh:minCount 1",
            "path",
        ),
    ],
)
def test_what_is_not_understood_is_refused_by_name(tmp_path: Path, body: str, named: str) -> None:
    with pytest.raises(NotImplementedError, match=named):
        read_shapes(_shapes(tmp_path, body))


def test_other_minimum_counts_are_refused(tmp_path: Path) -> None:
    file = _shapes(tmp_path, "sh:property <urn:p> . <urn:p> sh:path <urn:q> ; sh:minCount 2")
    (constraint,) = read_shapes(file).constraints
    with pytest.raises(NotImplementedError, match="sh:minCount"):
        Compiler("urn:g", {}).offenders(constraint)
