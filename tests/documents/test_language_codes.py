"""Languages of structured resumes: by their codes, with their levels."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from skillkg.documents.formats.language_codes import language_name, with_levels
from skillkg.documents.read import read

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("de", "German"), ("deu", "German"), ("ger", "German"), ("de-AT", "German"),
        ("DE", "German"), ("ell", "Modern Greek"), ("spa", "Spanish"), ("German", "German"),
        ("Sign language", "Sign language"), ("xx", "xx"), ("", ""),
    ],
)  # fmt: skip
def test_codes_have_names(code: str, name: str) -> None:
    assert language_name(code) == name


def test_the_least_of_several_levels_stands_first() -> None:
    levels = {"Listening": "C1", "Writing": "b2 ", "Reading": ""}
    assert with_levels("deu", levels) == "German B2 (listening C1, writing B2)"
    assert with_levels("de", {}) == "German"
    assert with_levels("", {"Writing": "B2"}) == ""


PASSPORT = """<SkillsPassport><LearnerInfo><Skills><Linguistic>
<MotherTongueList><MotherTongue><Description><Code>pt</Code></Description></MotherTongue>
</MotherTongueList><ForeignLanguageList><ForeignLanguage><Description><Code>de</Code></Description>
<ProficiencyLevel><Listening>B2</Listening><SpokenInteraction>B1</SpokenInteraction>
</ProficiencyLevel></ForeignLanguage></ForeignLanguageList></Linguistic></Skills></LearnerInfo>
</SkillsPassport>"""
CANDIDATE = """<Candidate><CandidatePerson><PrimaryLanguageCode>slv</PrimaryLanguageCode>
</CandidatePerson><CandidateProfile><PersonQualifications><PersonCompetency>
<CompetencyID>deu</CompetencyID><TaxonomyID>language</TaxonomyID>
<CompetencyDimension><CompetencyDimensionTypeCode>CEF-Writing-Production</CompetencyDimensionTypeCode>
<Score><ScoreText>C1</ScoreText></Score></CompetencyDimension>
</PersonCompetency></PersonQualifications></CandidateProfile></Candidate>"""


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        (
            "a.xml",
            PASSPORT,
            ["Portuguese (native)", "German B1 (listening B2, spoken interaction B1)"],
        ),
        ("a.xml", CANDIDATE, ["German C1 (writing production C1)", "Slovenian (native)"]),
        (
            "a.json",
            json.dumps(
                {"basics": {"name": "X"}, "languages": [{"language": "de", "fluency": "B2"}]}
            ),
            ["German, B2"],
        ),
    ],
)
def test_levels_are_in_the_text(name: str, text: str, lines: list[str], tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    document = read(tmp_path / name)
    for line in lines:
        assert line in document.text


def test_of_several_openings_the_others_are_told(tmp_path: Path) -> None:
    openings = [{"positionProfiles": [{"positionTitle": title}]} for title in ("Nurse", "Welder")]
    for value in (openings, {"positionOpenings": openings}, {"openings": {"item": openings}}):
        path = tmp_path / "o.json"
        path.write_text(json.dumps(value), encoding="utf-8")
        document = read(path)
        assert document.text.startswith("Nurse")
        assert "more openings, not read: Welder" in document.notes
