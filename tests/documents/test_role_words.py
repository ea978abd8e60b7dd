from __future__ import annotations

import pytest

from skillkg.documents.structure.role_words import names_role, role_words


@pytest.mark.parametrize(
    "text",
    ["Senior Nurse (m/f/d)", "PUBLIC RELATIONS INTERN", "Head of Sales", "cooks", "Teller2", "CEO"],
)
def test_titles_name_a_role(text: str) -> None:
    assert names_role(text)


@pytest.mark.parametrize("text", ["Sales", "Quality management", "Emily Baker", "Acme GmbH", ""])
def test_fields_people_and_companies_do_not(text: str) -> None:
    assert not names_role(text)


def test_words_are_singular_and_in_small_letters() -> None:
    words = role_words()
    assert {"actress", "developer", "lead"} <= words
    assert all(word.isalpha() and word == word.casefold() for word in words)
    assert not [word for word in words if word + "s" in words]
