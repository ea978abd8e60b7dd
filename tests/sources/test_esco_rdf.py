"""ESCO's RDF dump: every form of file, languages, broken files, and the same facts as the CSV."""

from __future__ import annotations

import gzip
import re
import zipfile
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from esco_samples import DATA, SKILL, read, unpacked

import skillkg
from skillkg.errors import SourceError
from skillkg.sources.esco.csv_release import EscoCsv
from skillkg.sources.esco.forms import open_esco
from skillkg.sources.esco.rdf_release import EscoRdf, open_esco_rdf

if TYPE_CHECKING:
    from pathlib import Path

LABEL, TEXT = DATA + "label/1", DATA + "node-literal/1"
TURTLE = f"""
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix esco: <http://data.europa.eu/esco/model#> .
@prefix dct: <http://purl.org/dc/terms/> .
<{SKILL}> a skos:Concept, esco:Skill ;
  skos:prefLabel "add paint hardeners"@en, "add paint hardeners"@en-US, "Farbhärter zugeben"@de ;
  skosxl:prefLabel <{LABEL}en>, <{LABEL}de> ;
  dct:description <{TEXT}en>, <{TEXT}de> .
<{LABEL}en> a skosxl:Label ; skosxl:literalForm "add paint hardeners"@en .
<{LABEL}de> a skosxl:Label ; skosxl:literalForm "Farbhärter zugeben"@de .
<{TEXT}en> a esco:NodeLiteral ; esco:language "en" ; esco:nodeLiteral "Say \\"@de\\"" .
<{TEXT}de> a esco:NodeLiteral ; esco:language "de" ; esco:nodeLiteral "Mischen." .
<{DATA}isco/C2> skos:inScheme <{DATA}concept-scheme/isco> ; skos:related [ a skos:Concept ] .
<{DATA}isco/C3> skos:related <{DATA}concept-scheme/isco> .
"""
FORMATS = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "rdf": ox.RdfFormat.RDF_XML}


def written(path: Path, suffix: str, packing: str) -> Path:
    content = TURTLE.encode()
    if suffix != "ttl":
        triples = ox.parse(content, ox.RdfFormat.TURTLE)
        content = ox.serialize(triples, format=FORMATS[suffix])
    name = path / f"esco-v1.1.1.{suffix}"
    if packing == "gz":
        name = name.with_name(name.name + ".gz")
        name.write_bytes(gzip.compress(content))
    elif packing == "zip":
        with zipfile.ZipFile(name := name.with_suffix(".zip"), "w") as archive:
            archive.writestr(f"esco.{suffix}", content)
    else:
        name.write_bytes(content)
    return name


def opened(path: Path, **options: object) -> EscoRdf:
    (release,) = open_esco_rdf([path], **options)  # type: ignore[arg-type]
    return release


@pytest.mark.parametrize("packing", ["plain", "gz", "zip"])
@pytest.mark.parametrize("suffix", list(FORMATS))
def test_every_form_gives_the_same(tmp_path: Path, suffix: str, packing: str) -> None:
    release = opened(written(tmp_path, suffix, packing))
    statements, notes = read(release)
    first = tmp_path / "first"
    first.mkdir()
    assert statements == read(opened(written(first, "ttl", "plain")))[0]
    assert (release.source, release.version, release.complete) == ("esco", "1.1.1", True)
    assert sum(notes.rows.values()) == len(statements) - 1


def test_statements_are_canonical_and_without_blank_nodes(tmp_path: Path) -> None:
    statements, _ = read(opened(written(tmp_path, "ttl", "plain")))
    lines = "".join(f"{line} .\n" for line in statements)
    triples = list(ox.parse(lines, ox.RdfFormat.N_TRIPLES))
    assert {str(triple) for triple in triples} == statements
    assert not any(isinstance(t.object, ox.BlankNode) for t in triples)
    assert (
        f"<{SKILL}> <http://www.w3.org/2004/02/skos/core#prefLabel> "
        + ('"add paint hardeners"@en-us')
        in statements
    )


def test_groups_get_the_class_that_the_tables_give_them(tmp_path: Path) -> None:
    statements, _ = read(opened(written(tmp_path, "ttl", "plain")))
    groups = {line.split()[0] for line in statements if line.endswith("#ISCOGroup>")}
    assert groups == {f"<{DATA}isco/C2>"}


def test_languages_leave_no_half_nodes(tmp_path: Path) -> None:
    whole, _ = read(opened(written(tmp_path, "ttl", "plain")))
    english, notes = read(opened(tmp_path / "esco-v1.1.1.ttl", languages=["en"]))
    gone = whole - english
    assert gone == {line for line in whole if "@de" in line and '\\"@de' not in line} | {
        line for line in whole if f"{LABEL}de" in line or f"{TEXT}de" in line
    }
    assert english < whole
    assert len(gone) == 8
    assert not notes.findings


@pytest.mark.parametrize(
    ("suffix", "content", "line"),
    [
        ("ttl", b"@prefix e: <http://e/> .\ne:a e:b e:c .\ne:a e:b <http://a b> .\n", 3),
        ("nt", b'<http://a> <http://b> <http://c> .\n<http://a> <http://b> "never\n', 2),
        ("nt", '<http://a> <http://b> "caf\xe9" .\n'.encode("latin-1"), 1),
        ("rdf", b"<rdf>no</wrong>", None),
    ],
)
def test_broken_rdf(tmp_path: Path, suffix: str, content: bytes, line: int | None) -> None:
    path = tmp_path / f"esco-1.1.1.{suffix}"
    path.write_bytes(content)
    with pytest.raises(SourceError, match="is not well-formed RDF") as caught:
        read(opened(path))
    assert (caught.value.file, caught.value.line) == (str(path), line)


def test_truncated_gzip(tmp_path: Path) -> None:
    path = written(tmp_path, "ttl", "gz")
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(SourceError, match="damaged archive"):
        read(opened(path))


def test_not_a_gzip(tmp_path: Path) -> None:
    path = tmp_path / "esco-1.1.1.nt.gz"
    path.write_text("<http://a> <http://b> <http://c> .\n")
    with pytest.raises(SourceError, match="cannot be read: Not a gzipped file"):
        read(opened(path))


def test_other_files_are_counted(tmp_path: Path) -> None:
    written(tmp_path, "ttl", "plain")
    (tmp_path / "README.txt").write_text("hello")
    release = opened(tmp_path)
    assert read(release)[1].findings["not RDF by its name, not read"].count == 1


def test_statement_about_a_statement_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "esco-1.1.1.nt"
    path.write_text("<x:a> <x:b> <<( <x:a> <x:b> <x:c> )>> .\n<x:a> <x:b> <x:c> .\n")
    statements, notes = read(opened(path))
    assert statements == {"<x:a> <x:b> <x:c>"}
    assert notes.findings["statement about a statement, left out"].count == 1


def test_no_rdf(tmp_path: Path) -> None:
    path = tmp_path / "esco-1.1.1.txt"
    path.write_text("hello")
    with pytest.raises(SourceError, match="has no RDF file"):
        opened(path)


def test_one_opener_tells_the_forms_apart(tmp_path: Path) -> None:
    rdf, tables = written(tmp_path, "ttl", "zip"), unpacked(tmp_path / "1.2.0")
    assert [type(release) for release in open_esco([rdf, tables])] == [EscoCsv, EscoRdf]
    (tables / "esco.ttl").write_text(TURTLE)
    with pytest.raises(SourceError, match="has both tables"):
        open_esco([tables])


@pytest.mark.parametrize(("tables", "seen"), [("1.1.0", "1.1.1"), ("1.2.0", "1.2.0")])
def test_of_two_forms_in_two_versions_the_newer_is_seen(
    tmp_path: Path, tables: str, seen: str
) -> None:
    rdf = written(tmp_path, "ttl", "plain")
    kg = skillkg.load(esco=[rdf, unpacked(tmp_path / tables)])
    assert [snapshot.version for snapshot in kg.snapshots] == [seen]
    assert len(kg.store.snapshots()) == 2


# The same concept both ways --------------------------------------------------------------------

SKOS, XL = "<http://www.w3.org/2004/02/skos/core#", "<http://www.w3.org/2008/05/skos-xl#"
ESCO = "<http://data.europa.eu/esco/model#"
ONLY_RDF = {
    f"{ESCO}hasAssociation> <{DATA}relation/…>": "the tables have no association objects",
    f"{XL}prefLabel> <{DATA}label/…>": "the tables have no label nodes",
    f"{XL}altLabel> <{DATA}label/…>": "the tables have no label nodes",
    f'{ESCO}referenceLanguage> "en"^^<http://www.w3.org/2001/XMLSchema#language>': (
        "the tables do not tell the reference language"
    ),
    f"{SKOS}topConceptOf> <{DATA}concept-scheme/skills>": (
        "the excerpt is of 1.0, where skills were at the top; 1.1 put them under groups"
    ),
}
ONLY_TABLES = {
    f"{SKOS}broader> <{DATA}skill/bf4822d3-1f66-499d-afc9-151a9ba33e58>": (
        "the group under which 1.1 put the skill"
    ),
    f'{SKOS}altLabel> "add paint hardeners"@en': (
        "1.1 repeats the preferred label among the alternative ones"
    ),
}
MINTED = re.compile(rf"<(?:{DATA}|https://w3id.org/skillkg/esco/)(node-literal|label|relation)/.*>")


def said_of_the_skill(statements: set[str]) -> set[str]:
    """What is said in English, with the ids of nodes that are not concepts made equal."""
    subject = f"<{SKILL}> "
    return {
        MINTED.sub(rf"<{DATA}\1/…>", line.removeprefix(subject))
        for line in statements
        if line.startswith(subject) and ('"@' not in line or line.endswith('"@en'))
    }


def test_same_concept_from_both_forms(shared_data: Path) -> None:
    esco = shared_data / "esco"
    (rdf,) = open_esco([esco / "rdf" / "esco_official_excerpt.ttl"], version="1.0.8")
    (tables,) = open_esco([esco / "1.1.1"])
    official, ours = said_of_the_skill(read(rdf)[0]), said_of_the_skill(read(tables)[0])
    assert official - ours == set(ONLY_RDF)
    assert ours - official == set(ONLY_TABLES)
    assert len(official & ours) == 16


def text_nodes(statements: set[str]) -> list[set[str]]:
    """The predicates of each text node."""
    triples = [line.split(" ", 2) for line in statements]
    nodes = {subject for subject, _, value in triples if value == f"{ESCO}NodeLiteral>"}
    return [{p for subject, p, _ in triples if subject == node} for node in nodes]


def test_text_nodes_have_the_official_shape(shared_data: Path, tmp_path: Path) -> None:
    excerpt = shared_data / "esco" / "rdf" / "esco_official_excerpt.ttl"
    (rdf,) = open_esco([excerpt], version="1.0.8")
    (tables,) = open_esco([unpacked(tmp_path / "1.1.1")])
    official, ours = text_nodes(read(rdf)[0]), text_nodes(read(tables)[0])
    assert official
    assert ours
    assert all(predicates == official[0] for predicates in official + ours)
