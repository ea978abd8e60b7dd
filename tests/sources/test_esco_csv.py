"""ESCO's tables: every form of download, several languages, and everything that can be wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from esco_samples import (
    DATA,
    KNOWLEDGE,
    OCCUPATION,
    OCCUPATIONS,
    RELATIONS,
    RELEASE,
    SKILL,
    SKILLS,
    read,
    table,
    unpacked,
    zipped,
)

from skillkg.errors import SourceError
from skillkg.sources.esco.csv_release import open_esco_csv
from skillkg.sources.ntriples import slug

if TYPE_CHECKING:
    from pathlib import Path

SKOS = "http://www.w3.org/2004/02/skos/core#"
ESCO = "http://data.europa.eu/esco/model#"
A = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
DESCRIPTION = "http://purl.org/dc/terms/description"


def statements(path: Path, **options: object) -> set[str]:
    (release,) = open_esco_csv([path], **options)  # type: ignore[arg-type]
    return read(release)[0]


def warnings(path: Path) -> dict[str, tuple[int, list[str]]]:
    (release,) = open_esco_csv([path])
    _, notes = read(release)
    return {kind: (finding.count, finding.examples) for kind, finding in notes.findings.items()}


def test_all_that_a_row_of_skills_says(tmp_path: Path) -> None:
    found = statements(unpacked(tmp_path / "1.1.1", {"skills_en.csv": SKILLS}))
    s = f"<{SKILL}>"
    text = "Mix hardeners with the paint."
    node = f"<https://w3id.org/skillkg/esco/node-literal/{slug(s, DESCRIPTION, 'en', text)}>"
    assert found == {
        f"{s} {A} <{SKOS}Concept>",
        f"{s} {A} <{ESCO}MemberConcept>",
        f"{s} {A} <{ESCO}Skill>",
        f"{s} <{ESCO}skillType> <{DATA}skill-type/skill>",
        f"{s} <{ESCO}skillReuseLevel> <{DATA}skill-reuse-level/occupation-specific>",
        f'{s} <{SKOS}prefLabel> "add paint hardeners"@en',
        f'{s} <{SKOS}altLabel> "add paint hardener"@en',
        # The stray space is the release's own; `skillkg check` reports it.
        f'{s} <{SKOS}altLabel> "append paint hardeners "@en',
        f'{s} <http://purl.org/iso25964/skos-thes#status> "released"',
        f'{s} <http://purl.org/dc/terms/modified> "2016-12-20T20:04:40Z"'
        "^^<http://www.w3.org/2001/XMLSchema#dateTime>",
        f"{s} <{SKOS}inScheme> <{DATA}concept-scheme/skills>",
        f"{s} <{SKOS}inScheme> <{DATA}concept-scheme/member-skills>",
        f"{s} <{DESCRIPTION}> {node}",
        f"{node} {A} <{ESCO}NodeLiteral>",
        f'{node} <{ESCO}language> "en"^^<http://www.w3.org/2001/XMLSchema#language>',
        f'{node} <{ESCO}nodeLiteral> "{text}"',
    }


def test_what_only_occupations_say(tmp_path: Path) -> None:
    found = statements(unpacked(tmp_path / "1.1.1"))
    o = f"<{OCCUPATION}>"
    assert {
        f"{o} {A} <{ESCO}Occupation>",
        f"{o} <{ESCO}memberOfISCOGroup> <{DATA}isco/C7132>",
        f"{o} <{ESCO}regulatedProfessionNote> <{DATA}regulated-professions/unregulated>",
        f'{o} <{SKOS}notation> "7132.1"',
        f"{o} <{ESCO}relatedOptionalSkill> <{SKILL}>",
        f"<{SKILL}> <{ESCO}isOptionalSkillFor> {o}",
    } <= found


def test_skills_need_skills(tmp_path: Path) -> None:
    row = {
        "originalSkillUri": SKILL,
        "originalSkillType": "knowledge",
        "relationType": "essential",
        "relatedSkillType": "knowledge",
        "relatedSkillUri": KNOWLEDGE,
    }
    path = unpacked(tmp_path / "1.1.1", {**RELEASE, "skillSkillRelations.csv": [row]})
    assert {
        f"<{SKILL}> <{ESCO}relatedEssentialSkill> <{KNOWLEDGE}>",
        f"<{KNOWLEDGE}> <{ESCO}isEssentialSkillFor> <{SKILL}>",
    } == {line for line in statements(path) if "EssentialSkill" in line}
    assert f"<{SKILL}> <{ESCO}skillType> <{DATA}skill-type/knowledge>" not in statements(path)


def test_schemes_and_their_top_concepts_in_both_directions(tmp_path: Path) -> None:
    row = {
        "conceptType": "ConceptScheme",
        "conceptSchemeUri": DATA + "concept-scheme/skills",
        "preferredLabel": "ESCO skills",
        "title": "",
        "description": "",
        "hasTopConcept": f"{SKILL},\n{KNOWLEDGE}",
    }
    path = unpacked(tmp_path / "1.1.0", {**RELEASE, "conceptSchemes_en.csv": [row]})
    scheme = f"<{DATA}concept-scheme/skills>"
    found = {line for line in statements(path) if scheme in line and "inScheme" not in line}
    assert found == {
        f"{scheme} {A} <{SKOS}ConceptScheme>",
        f'{scheme} <{SKOS}prefLabel> "ESCO skills"@en',
        *(f"{scheme} <{SKOS}hasTopConcept> <{c}>" for c in (SKILL, KNOWLEDGE)),
        *(f"<{c}> <{SKOS}topConceptOf> {scheme}" for c in (SKILL, KNOWLEDGE)),
    }


def test_hierarchy_of_rows_that_stop_early(tmp_path: Path) -> None:
    path = unpacked(tmp_path / "1.1.1")
    header = ",".join(
        [f"Level {n} URI,Level {n} preferred term" for n in range(4)]
        + ["Description", "Scope note", *(f"Level {n} code" for n in range(4))]
    )
    row = f"{DATA}skill/S,skills,{DATA}skill/S1,communication,,,,,Talking.,,S"
    (path / "skillsHierarchy_en.csv").write_text(f"{header}\n{row}\n")
    found = statements(path)
    top, group = f"<{DATA}skill/S>", f"<{DATA}skill/S1>"
    assert {
        f"{group} <{SKOS}broader> {top}",
        f'{group} <{SKOS}prefLabel> "communication"@en',
        f"{group} {A} <{ESCO}SkillGroup>",
        f'{top} <{SKOS}notation> "S"',
    } <= found
    assert sum(line.startswith(f"{group} <{DESCRIPTION}>") for line in found) == 1
    assert not any(line.startswith(f"{top} <{DESCRIPTION}>") for line in found)


COLLECTED = {
    "conceptType": "KnowledgeSkillCompetence",
    "conceptUri": SKILL,
    "preferredLabel": "add paint hardeners",
    "status": "released",
    "skillType": "skill/competence",
    "reuseLevel": "occupation-specific",
    "altLabels": "add paint hardener | append paint hardeners ",
    "description": "Mix hardeners with the paint.",
    "broaderConceptUri": f"{DATA}skill/a | {DATA}skill/b",
    "broaderConceptPT": "mixing | painting",
}


def test_collection_adds_its_scheme_and_repeats_the_rest(tmp_path: Path) -> None:
    plain = statements(unpacked(tmp_path / "1.1.1"))
    path = unpacked(tmp_path / "1.1.1", {**RELEASE, "greenSkillsCollection_en.csv": [COLLECTED]})
    assert statements(path) - plain == {
        f"<{SKILL}> <{SKOS}inScheme> <{DATA}concept-scheme/green>",
        f"<{SKILL}> <{SKOS}broader> <{DATA}skill/a>",
        f"<{SKILL}> <{SKOS}broader> <{DATA}skill/b>",
        f'<{DATA}skill/a> <{SKOS}prefLabel> "mixing"@en',
        f'<{DATA}skill/b> <{SKOS}prefLabel> "painting"@en',
    }


def test_line_ends_inside_cells_are_no_part_of_labels(tmp_path: Path) -> None:
    plain = statements(unpacked(tmp_path / "a" / "1.1.1"))
    rows = [{**row, "altLabels": row["altLabels"].replace("\n", "\r\n")} for row in SKILLS]
    path = unpacked(tmp_path / "b" / "1.1.1", {**RELEASE, "skills_en.csv": rows})
    assert any("\r\n" in row["altLabels"] for row in rows)
    assert statements(path) == plain


def test_names_that_do_not_fit_their_iris_are_counted(tmp_path: Path) -> None:
    row = {**COLLECTED, "broaderConceptPT": "mixing"}
    path = unpacked(tmp_path / "1.1.1", {**RELEASE, "greenSkillsCollection_en.csv": [row]})
    ((kind, (count, (example,))),) = warnings(path).items()
    assert (count, "not as many" in kind) == (1, True)
    assert example.endswith("greenSkillsCollection_en.csv:2 mixing")


def test_types_come_from_relations_only_where_the_concepts_are_absent(tmp_path: Path) -> None:
    row = {
        "conceptType": "KnowledgeSkillCompetence",
        "conceptUri": KNOWLEDGE,
        "broaderType": "SkillGroup",
        "broaderUri": DATA + "skill/K",
    }
    name = "broaderRelationsSkillPillar_en.csv"
    whole = unpacked(tmp_path / "1.1.1", {**RELEASE, name: [row]})
    partial = unpacked(tmp_path / "1.2.0", {"occupations_en.csv": OCCUPATIONS, name: [row]})
    typed = f"<{KNOWLEDGE}> {A} <{ESCO}Skill>"
    assert typed not in statements(whole)
    assert typed in statements(partial)


def test_zipped_unpacked_and_in_pieces_are_the_same(tmp_path: Path) -> None:
    plain = unpacked(tmp_path / "a" / "esco-1.1.1")
    whole = zipped(tmp_path / "b" / "ESCO dataset - v1.1.1 - classification - en - csv.zip")
    folder = tmp_path / "c" / "1.1.1"
    concepts = {name: rows for name, rows in RELEASE.items() if "Relations" not in name}
    one = zipped(folder / "ESCO dataset - v1.1.1 - classification - en - csv.zip", concepts)
    two = zipped(
        folder / "ESCO dataset - v1.1.1 - classification -  - csv.zip",
        {"occupationSkillRelations.csv": RELATIONS},
    )
    (pieces,) = open_esco_csv([one, two])
    assert pieces.version == "1.1.1"
    assert pieces.complete
    assert len(pieces.files) == 2
    expected = statements(plain)
    assert statements(whole) == statements(folder) == read(pieces)[0] == expected


def test_two_versions_in_two_paths_are_two_releases(tmp_path: Path) -> None:
    paths = [unpacked(tmp_path / version) for version in ("1.2.0", "1.1.0")]
    assert [release.version for release in open_esco_csv(paths)] == ["1.1.0", "1.2.0"]


def test_languages_side_by_side(tmp_path: Path) -> None:
    german = [{**SKILLS[0], "preferredLabel": "Farbhärter zugeben", "altLabels": ""}]
    path = unpacked(tmp_path / "1.1.1", {**RELEASE, "skills_de.csv": german})
    label = f'<{SKILL}> <{SKOS}prefLabel> "Farbhärter zugeben"@de'
    assert label in statements(path)
    assert statements(path, languages=["en"]) == statements(unpacked(tmp_path / "en" / "1.1.1"))
    only = statements(path, languages=["de"])
    assert label in only
    assert not any(line.endswith("@en") for line in only)
    assert any("relatedOptionalSkill" in line for line in only)
    (release,) = open_esco_csv([path], languages=["de", "fr"])
    assert "language fr" in read(release)[1].absent


def test_language_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"has nothing in fr\n  Its languages are: en\."):
        open_esco_csv([unpacked(tmp_path / "1.1.1")], languages=["fr"])


def test_absent_tables_are_named(tmp_path: Path) -> None:
    (release,) = open_esco_csv([unpacked(tmp_path / "1.1.1", {"skills_en.csv": SKILLS})])
    _, notes = read(release)
    assert not release.complete
    assert {"occupations", "occupationSkillRelations", "skillsHierarchy"} < set(notes.absent)
    assert "ictSkillsCollection" not in notes.absent
    assert notes.rows == {"skills_en.csv": 1}


def test_other_files_and_columns_are_counted(tmp_path: Path) -> None:
    path = unpacked(tmp_path / "1.1.1", {"skills_en.csv": [{**SKILLS[0], "mood": "good"}]})
    (path / "derived").mkdir()
    (path / "derived" / "skills_en.partial.csv").write_text("a\n")
    assert warnings(path) == {
        "not one of ESCO's tables, not read": (
            1,
            [str(path / "derived" / "skills_en.partial.csv")],
        ),
        "unknown column, not read": (1, [f"{path / 'skills_en.csv'} 'mood'"]),
    }


def test_row_with_a_broken_iri_is_left_out_and_counted(tmp_path: Path) -> None:
    bad = {**SKILLS[0], "conceptUri": "http://data.europa.eu/esco/skill/a b"}
    path = unpacked(tmp_path / "1.1.1", {"skills_en.csv": [*SKILLS, bad]})
    ((kind, (count, (example,))),) = warnings(path).items()
    assert (kind, count) == ("broken IRI, row left out", 1)
    assert example.endswith("skills_en.csv:6 'http://data.europa.eu/esco/skill/a b'")
    assert statements(path) == statements(unpacked(tmp_path / "1.1.1", {"skills_en.csv": SKILLS}))


def test_broken_iri_in_a_cell_costs_that_value_only(tmp_path: Path) -> None:
    bad = {**SKILLS[0], "inScheme": f"not an IRI,\n{DATA}concept-scheme/skills"}
    path = unpacked(tmp_path / "1.1.1", {"skills_en.csv": [bad]})
    assert "broken IRI, value left out" in warnings(path)
    schemes = {line for line in statements(path) if "inScheme" in line}
    assert schemes == {f"<{SKILL}> <{SKOS}inScheme> <{DATA}concept-scheme/skills>"}


def test_unknown_relation_is_counted(tmp_path: Path) -> None:
    rows = [{**RELATIONS[0], "relationType": "handy"}]
    path = unpacked(tmp_path / "1.1.1", {**RELEASE, "occupationSkillRelations.csv": rows})
    assert warnings(path)["unknown relationType, row left out"][0] == 1


def test_renamed_column(tmp_path: Path) -> None:
    row = {key.replace("altLabels", "altLabel"): value for key, value in SKILLS[0].items()}
    path = unpacked(tmp_path / "1.1.1", {"skills_en.csv": [row]})
    with pytest.raises(SourceError, match=r"skills_en.csv:1: lacks the column 'altLabels'"):
        statements(path)


@pytest.mark.parametrize(
    ("encoding", "message"), [("latin-1", "is not UTF-8"), ("utf-16", "is UTF-16, not UTF-8")]
)
def test_wrong_encoding(tmp_path: Path, encoding: str, message: str) -> None:
    path = unpacked(tmp_path / "1.1.1")
    rows = [{**SKILLS[0], "preferredLabel": "Farbhärter"}]
    (path / "skills_en.csv").write_bytes(table(rows).decode().encode(encoding))
    with pytest.raises(SourceError, match=message):
        statements(path)


def test_byte_order_mark_changes_nothing(tmp_path: Path) -> None:
    path = unpacked(tmp_path / "1.1.1")
    expected = statements(path)
    (path / "skills_en.csv").write_bytes(b"\xef\xbb\xbf" + table(SKILLS))
    assert statements(path) == expected


def test_truncated_zip_and_no_zip(tmp_path: Path) -> None:
    path = zipped(tmp_path / "esco-1.1.1.zip")
    path.write_bytes(path.read_bytes()[:400])
    with pytest.raises(SourceError, match="truncated zip"):
        open_esco_csv([path])
    path.write_bytes(b"<html>sign in</html>")
    with pytest.raises(SourceError, match="web page"):
        open_esco_csv([path])


def test_relations_alone_are_no_release(tmp_path: Path) -> None:
    path = zipped(tmp_path / "v1.1.1.zip", {"occupationSkillRelations.csv": RELATIONS})
    with pytest.raises(SourceError, match="has no table of ESCO's concepts"):
        open_esco_csv([path])


def test_two_releases_mixed_in_one_folder(tmp_path: Path) -> None:
    zipped(tmp_path / "esco" / "esco-1.1.0.zip")
    zipped(tmp_path / "esco" / "esco-1.1.1.zip")
    with pytest.raises(SourceError, match="has files of 2 releases"):
        open_esco_csv([tmp_path / "esco"])


def test_two_unnamed_releases_mixed_in_one_folder(tmp_path: Path) -> None:
    unpacked(tmp_path / "1.1.1" / "old")
    unpacked(tmp_path / "1.1.1" / "new")
    with pytest.raises(SourceError, match="is there a second time"):
        open_esco_csv([tmp_path / "1.1.1"])


def test_version_that_no_name_tells(tmp_path: Path) -> None:
    path = unpacked(tmp_path / "esco")
    with pytest.raises(SourceError, match="VERSION=PATH"):
        open_esco_csv([path])
    (release,) = open_esco_csv([path], version="1.1.1")
    assert (release.source, release.version, release.title) == ("esco", "1.1.1", "ESCO 1.1.1")


def test_a_table_that_was_cut_at_the_end_of_a_row(tmp_path: Path) -> None:
    skills = [{**SKILLS[0], "conceptUri": f"{DATA}skill/{number}"} for number in range(40)]
    needs = [{**RELATIONS[0], "skillUri": skill["conceptUri"]} for skill in skills]
    whole = {**RELEASE, "skills_en.csv": skills, "occupationSkillRelations.csv": needs}
    assert statements(unpacked(tmp_path / "1.1.1", whole))
    cut = unpacked(tmp_path / "1.1.0", {**whole, "skills_en.csv": skills[:20]})
    with pytest.raises(SourceError, match=r"skills_en\.csv.* lacks 20 of the 40 skills that"):
        statements(cut)
    few = unpacked(tmp_path / "1.0.9", {**whole, "skills_en.csv": skills[:35]})
    assert statements(few)
