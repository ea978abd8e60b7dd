"""Words whose letters only look Latin are told, and ordinary words in two scripts are not."""

from __future__ import annotations

import pytest

from skillkg.documents.lookalikes import lookalike_note
from skillkg.documents.read import read_text


@pytest.mark.parametrize("word", ["Pyth\u043en", "\u03a1ython", "J\u0430va", "\u0420\u041d\u0420"])
def test_lookalikes_are_told(word: str) -> None:
    note = lookalike_note(f"Skills: {word}, SQL")
    assert note is not None
    assert f"“{word}”" in note
    assert note in read_text(f"Skills\n{word}, SQL", "resume").notes


@pytest.mark.parametrize(
    "text",
    [
        "Python, SQL",
        "β-carotene, 5 μm, 10 kΩ, π, Δt, σ",
        "our Москва office, Python-разработчик, IT-специалист",
        "нет and тор beside разработчик",
        "Crème brûlée, Łódź",
        "日本語とPython",
    ],
)
def test_ordinary_text_is_not(text: str) -> None:
    assert lookalike_note(text) is None
