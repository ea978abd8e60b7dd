"""The crosswalk: every row a SKOS statement and a mapping of SSSOM; what is wrong is said."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from skillkg import vocabulary as voc
from skillkg.errors import SourceError
from skillkg.sources.crosswalk import open_crosswalk
from skillkg.sources.release import Notes
from skillkg.vocabulary import onet

if TYPE_CHECKING:
    from pathlib import Path

ABOVE = """Mapping project name,ESCO-O*NET Crosswalk,,,,,
Mapping project author,ESCO Secretariat,,,,,
Mapping project version,1,,,,,
Mapping project version date,Sep-22,,,,,
Classification 1 Landing page,https://www.onetonline.org/,,,,,
Classification 1 Version,O*NET-SOC 2019,,,,,
Classification 2 Landing page,https://esco.ec.europa.eu/en,,,,,
Classification 2 Version,v1.1.0,,,,,
,,,,,,
"""
HEADER = (
    "O*NET Id,O*NET Title,O*NET Description,ESCO or ISCO URI,ESCO or ISCO Title,"
    "ESCO or ISCO Description,Type of Match\n"
)
GENERAL = "http://data.europa.eu/esco/occupation/5c5b153e-4bf8-4f3d-973d-12fabf306d12"
EXECUTIVES = f"{onet.OCCUPATION_IRI}11-1011.00"
ROW = f"11-1011.00,Chief Executives,Decide.,{GENERAL},secretary general,Head.,broadMatch\n"


def write(tmp_path: Path, rows: str, *, above: str = ABOVE, header: str = HEADER) -> Path:
    path = tmp_path / "crosswalk.csv"
    path.write_text(above + header + rows, encoding="utf-8-sig")
    return path


def read(path: Path) -> tuple[list[str], Notes]:
    notes = Notes()
    return list(open_crosswalk(path).statements(notes, lambda _: None)), notes


def test_esco_is_the_subject(tmp_path: Path) -> None:
    statements, notes = read(write(tmp_path, ROW))
    assert f"<{GENERAL}> <{voc.SKOS_BROAD_MATCH}> <{EXECUTIVES}>" in statements
    assert not notes.findings


def test_mapping_has_its_metadata(tmp_path: Path) -> None:
    statements, _ = read(write(tmp_path, ROW))
    said = [s.split(" ", 2) for s in statements]
    (node,) = {s for s, _, o in said if o == f"<{voc.SSSOM_MAPPING}>"}
    assert {(p[1:-1], o) for s, p, o in said if s == node} == {
        (voc.RDF_TYPE, f"<{voc.OWL_AXIOM}>"),
        (voc.RDF_TYPE, f"<{voc.SSSOM_MAPPING}>"),
        (voc.OWL_ANNOTATED_SOURCE, f"<{GENERAL}>"),
        (voc.OWL_ANNOTATED_PROPERTY, f"<{voc.SKOS_BROAD_MATCH}>"),
        (voc.OWL_ANNOTATED_TARGET, f"<{EXECUTIVES}>"),
        (voc.SSSOM_JUSTIFICATION, f"<{voc.SEMAPV_MANUAL}>"),
        (voc.SSSOM_AUTHOR_LABEL, '"ESCO Secretariat"'),
        (voc.DCT_CREATED, f'"2022-09"^^<{voc.XSD_GYEARMONTH}>'),
        (voc.SSSOM_SUBJECT_SOURCE, "<https://esco.ec.europa.eu/en>"),
        (voc.SSSOM_SUBJECT_SOURCE_VERSION, '"v1.1.0"'),
        (voc.SSSOM_OBJECT_SOURCE, "<https://www.onetonline.org/>"),
        (voc.SSSOM_OBJECT_SOURCE_VERSION, '"O*NET-SOC 2019"'),
        (voc.SSSOM_SUBJECT_LABEL, '"secretary general"'),
        (voc.SSSOM_OBJECT_LABEL, '"Chief Executives"'),
        (voc.SSSOM_OTHER, '"Type of Match: broadMatch"'),
    }


def test_whole_file(shared_data: Path) -> None:
    path = shared_data / "crosswalk/esco-onet-occupations-v1.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))[17:]
    crosswalk, notes = open_crosswalk(path), Notes()
    statements = list(crosswalk.statements(notes, lambda _: None))
    assert (crosswalk.source, crosswalk.version) == ("crosswalk/esco-onet", "1")
    assert notes.rows == {"occupations": len(rows)}
    assert not notes.findings
    predicates = Counter(s.split(" ")[1][1:-1] for s in statements)
    types = Counter(row[6] for row in rows)
    for name, predicate in (("close", voc.SKOS_CLOSE_MATCH), ("broad", voc.SKOS_BROAD_MATCH)):
        assert predicates[predicate] == types[f"{name}Match"]
    assert predicates[voc.SKOS_NARROW_MATCH] == types["narrowMatch"]
    assert predicates[voc.SKOS_EXACT_MATCH] == types["exactMatch"] + types["exactISCO"]
    assert predicates[voc.SSSOM_JUSTIFICATION] == len(rows) == len({(r[0], r[3]) for r in rows})
    assert len(set(statements)) == len(statements)


def test_direction_is_that_of_the_official_file(shared_data: Path) -> None:
    statements, _ = read(shared_data / "crosswalk/esco-onet-occupations-v1.csv")
    nodes = {s.split(" ")[0] for s in statements if s.endswith('"Chemical Technicians"')}
    narrower = {
        s.split(" ")[0]
        for s in statements
        if s.endswith('"chemical manufacturing quality technician"')
    }
    (node,) = nodes & narrower
    assert f"{node} <{voc.OWL_ANNOTATED_PROPERTY}> <{voc.SKOS_BROAD_MATCH}>" in statements


@pytest.mark.parametrize(
    ("good", "bad", "finding"),
    [
        ("broadMatch", "sameAs", "unknown type of match, row left out"),
        (GENERAL, GENERAL + " x", "broken IRI, row left out"),
        (GENERAL, "https://example.org/1", "not an IRI of ESCO, row left out"),
        ("11-1011.00", "11-1011", "malformed O*NET-SOC code, row left out"),
    ],
)
def test_bad_row_is_left_out_and_counted(tmp_path: Path, good: str, bad: str, finding: str) -> None:
    statements, notes = read(write(tmp_path, ROW.replace(good, bad) + ROW))
    assert statements == read(write(tmp_path, ROW))[0]
    assert {kind: found.count for kind, found in notes.findings.items()} == {finding: 1}
    assert "crosswalk.csv:11" in notes.findings[finding].examples[0]


def test_unreadable_date_is_counted(tmp_path: Path) -> None:
    statements, notes = read(write(tmp_path, ROW, above=ABOVE.replace("Sep-22", "2022")))
    assert not any(voc.DCT_CREATED in s for s in statements)
    assert list(notes.findings) == ["not a date (Sep-22), value left out"]


def test_reverse_list_is_refused_by_name(shared_data: Path, tmp_path: Path) -> None:
    name = "esco-onet-occupations-v1-reverse.csv"
    with pytest.raises(SourceError, match="reverse list") as caught:
        open_crosswalk(shared_data / "crosswalk" / name)
    assert "esco-onet-occupations-v1.csv" in caught.value.hint
    shutil.copy(shared_data / "crosswalk" / name, tmp_path / name)
    _, notes = read(write(tmp_path, ROW).parent)
    assert notes.findings["not the crosswalk with types of match, not read"].count == 1


def test_renamed_column_is_an_error(tmp_path: Path) -> None:
    path = write(tmp_path, ROW, header=HEADER.replace("Type of Match", "Type of Matching"))
    with pytest.raises(SourceError, match=r"lacks the column 'Type of Match'"):
        read(path)


def test_file_without_version_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="Mapping project version"):
        open_crosswalk(write(tmp_path, ROW, above=""))


def test_other_tables_are_refused(tmp_path: Path) -> None:
    (tmp_path / "skills_en.csv").write_text("conceptType,conceptUri\n")
    with pytest.raises(SourceError, match="holds no crosswalk"):
        open_crosswalk(tmp_path)


def test_two_crosswalks_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path, ROW)
    shutil.copy(path, tmp_path / "again.csv")
    with pytest.raises(SourceError, match="holds 2 crosswalks"):
        open_crosswalk(tmp_path)
