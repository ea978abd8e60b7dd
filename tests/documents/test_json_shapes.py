"""JSON as sites and tools write it, and not only as its schemas have it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from skillkg.documents.formats.json_formats import read_json

if TYPE_CHECKING:
    from skillkg.documents.formats.parsed import ParsedFile

NURSE: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "JobPosting",
    "title": "Nurse",
    "description": "You know SQL.",
}
COOK = NURSE | {"title": "Cook"}


def parsed(value: object) -> ParsedFile:
    data = value if isinstance(value, str) else json.dumps(value)
    return read_json(data.encode(), Path("x.json"))


def test_skills_and_languages_may_be_texts() -> None:
    resume = {"basics": {"label": "Developer"}, "skills": ["HTML", "CSS"], "languages": ["German"]}
    assert parsed(resume).text == "Developer\n\nSkills\nHTML\nCSS\n\nLanguages\nGerman"


def test_levels_stand_beside_what_they_are_of() -> None:
    resume = {
        "basics": {"label": "Developer"},
        "skills": [{"name": "Web", "level": "Master", "keywords": ["HTML"]}],
        "languages": [{"language": "German", "fluency": "B2"}],
    }
    assert "Web, Master\n- HTML" in parsed(resume).text
    assert "German, B2" in parsed(resume).text


@pytest.mark.parametrize(
    "description",
    [
        "<p>You know <b>SQL</b>.</p>",
        "&lt;p&gt;You know &lt;b&gt;SQL&lt;/b&gt;.&lt;/p&gt;",
        "&amp;lt;p&amp;gt;You know &amp;lt;b&amp;gt;SQL&amp;lt;/b&amp;gt;.&amp;lt;/p&amp;gt;",
    ],
)
def test_html_may_be_escaped_more_than_once(description: str) -> None:
    assert parsed(NURSE | {"description": description}).text == "Nurse\n\nYou know SQL."


def test_line_feeds_may_stand_in_texts() -> None:
    text = json.dumps(NURSE | {"description": "You know@SQL"}).replace("@SQL", "\nSQL")
    assert parsed(text).text == "Nurse\n\nYou know\nSQL"


@pytest.mark.parametrize(
    "page",
    [
        [NURSE, COOK],
        {"@graph": [{"@type": "Organization"}, NURSE, COOK]},
        {
            "@type": "ItemList",
            "itemListElement": [{"@type": "ListItem", "item": item} for item in (NURSE, COOK)],
        },
        {"@type": "ItemList", "itemListElement": [NURSE, COOK]},
        {"@type": "WebPage", "mainEntity": [NURSE, COOK]},
    ],
)
def test_of_several_postings_the_first_is_read_and_the_others_are_told(page: object) -> None:
    file = parsed(page)
    assert file.text == "Nurse\n\nYou know SQL."
    assert file.notes[-1] == "more postings, not read: Cook"


def test_things_that_stand_for_requirements() -> None:
    file = parsed(
        NURSE
        | {
            "experienceRequirements": {
                "@type": "OccupationalExperienceRequirements",
                "monthsOfExperience": 24,
            },
            "educationRequirements": {
                "@type": "EducationalOccupationalCredential",
                "credentialCategory": "bachelor degree",
            },
        }
    )
    assert "24 months of experience" in file.text
    assert "bachelor degree" in file.text
