from __future__ import annotations

import pickle
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import skillkg
from skillkg.errors import QueryError
from skillkg.matching.scoring import DEFAULT

if TYPE_CHECKING:
    from pathlib import Path

AD = "Accountant\n\nRequirements\n- prepare financial statements\n"
RESUME = "Experience\n\nBookkeeper, 2015 - 2019\n- prepared financial statements\n"


def test_a_scoring_is_kept_whole(tmp_path: Path) -> None:
    scoring = replace(DEFAULT, name="mine", skills=0.5, passages=(3, 6))
    scoring.save(tmp_path / "scoring.json")
    again = skillkg.Scoring.load(tmp_path / "scoring.json")
    assert again == scoring == pickle.loads(pickle.dumps(scoring))
    assert again.digest == scoring.digest != DEFAULT.digest


def test_what_a_file_leaves_out_is_as_in_the_default(tmp_path: Path) -> None:
    (tmp_path / "scoring.json").write_text('{"best": 3}', encoding="utf-8")
    assert skillkg.Scoring.load(tmp_path / "scoring.json") == replace(DEFAULT, best=3)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"beast": 3}', "a scoring has no beast"),
        ('{"skills": 2}', "skills of a scoring is a share from 0 to 1"),
        ('{"skills": "much"}', "cannot be read as a scoring"),
        ('{"width": 0}', "width of a scoring has to be more than 0"),
        ('{"statements": 1001}', "statements of a scoring takes a whole number from 1 to 1,000"),
        ('{"requirements": 2.5}', "requirements of a scoring takes a whole number from 1 to 200"),
        ('{"best": 0}', "best of a scoring takes a whole number from 1 to 1,000"),
        ('{"passages": [8, 0]}', "passages of a scoring takes a whole number from 1 to 1,000"),
        ('{"passages": [1000000]}', "passages of a scoring takes a whole number from 1 to 1,000"),
        (f'{{"passages": {[*range(1, 10)]}}}', "passages of a scoring has at most 8 lengths"),
        ("[]", "cannot be read as a scoring"),
        ("{", "cannot be read as a scoring"),
        (None, "cannot be read as a scoring"),
    ],
)
def test_what_is_no_scoring_is_said(text: str | None, said: str, tmp_path: Path) -> None:
    if text is not None:
        (tmp_path / "scoring.json").write_text(text, encoding="utf-8")
    with pytest.raises(QueryError, match=said):
        skillkg.Scoring.load(tmp_path / "scoring.json")


def test_a_match_says_by_which_scoring(sample_store: Path) -> None:
    scoring = skillkg.Scoring(name="skills alone", skills=1.0)
    kg = skillkg.open(sample_store, scoring=scoring)
    match = kg.match(kg.read_text(AD, "ad"), kg.read_text(RESUME, "resume"))
    assert match.parameters.scoring["name"] == "skills alone"
    assert match.parameters.scoring_digest == scoring.digest
    assert {c.block for c in match.contributions if c.contribution} <= {"skills"}
