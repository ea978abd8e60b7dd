"""The catalogue has every sentence that reports say, and no other; all its forms take the same."""

from __future__ import annotations

import re
import string
import tomllib
from typing import TYPE_CHECKING, Any, Final

import pytest
from kept_stores import ROOT

from skillkg.explanation.report.amounts import percent, rounded, shortened, signed
from skillkg.explanation.report.catalogue import VOICES, Catalogue
from skillkg.explanation.report.contexts import quoted
from skillkg.model.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

REPORT: Final = ROOT / "src" / "skillkg" / "explanation" / "report"
_KEY: Final = re.compile(r"""["']([a-z]+\.[a-z_]+)["']""")
_BEGINNING: Final = re.compile(r"""["']([a-z]+\.[a-z_]*)(?:["'] ~|\{)""")
"""Of keys that end in what is only known when a report is written: ``role.``."""


def entries() -> dict[str, Any]:
    sections = tomllib.loads((REPORT / "catalogues" / "en.toml").read_text("utf-8"))
    return {f"{s}.{name}": each for s, names in sections.items() for name, each in names.items()}


def forms(entry: Any) -> Iterator[str]:
    if isinstance(entry, str):
        yield entry
    else:
        for each in entry.values():
            yield from forms(each)


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def sources() -> str:
    files = [*REPORT.glob("*.py"), *REPORT.glob("templates/**/*.j2")]
    return "\n".join(file.read_text("utf-8") for file in sorted(files))


def test_forms_of_a_sentence_take_the_same() -> None:
    for key, entry in entries().items():
        assert len({frozenset(fields(each) - {"n"}) for each in forms(entry)}) == 1, key


def test_tables_are_of_voices_or_numbers() -> None:
    for key, entry in entries().items():
        if isinstance(entry, dict):
            names = set(entry)
            assert names == {"one", "other"} or "recruiter" in names <= {*VOICES}, key


def test_every_sentence_that_is_said_is_there_and_no_other_is() -> None:
    text, known = sources(), entries()
    sections = {key.split(".")[0] for key in known}
    beginnings = set(_BEGINNING.findall(text))
    said = {key for key in _KEY.findall(text) if key.split(".")[0] in sections} - beginnings
    assert said <= known.keys()
    for beginning in beginnings:
        assert beginning.split(".")[0] not in sections or any(
            k.startswith(beginning) for k in known
        )
    assert not {k for k in known.keys() - said if not k.startswith(tuple(beginnings))}


def test_voices_and_numbers_choose() -> None:
    assert Catalogue("candidate").say("why.heading") == "What speaks for you"
    assert Catalogue("auditor").say("why.heading") == Catalogue().say("why.heading")
    assert Catalogue().say("ledger.smaller", n=1) == "one less likely reading"
    assert Catalogue().say("ledger.smaller", n=2) == "2 less likely readings"


def test_text_from_right_to_left_is_kept_to_itself() -> None:
    said = Catalogue().say("headline.shown", what="\u202eevil")
    assert said == "Best shown: \u2068\u202eevil\u2069."


@pytest.mark.parametrize(
    ("amount", "said"),
    [(0.0, "0"), (0.0035, "below 0.01"), (0.01, "0.01"), (0.5567, "0.56"), (1.0, "1.00")],
)
def test_amounts_have_two_decimals(amount: float, said: str) -> None:
    assert rounded(amount) == said


def test_effects_have_signs_and_shares_none() -> None:
    assert [signed(each) for each in (0.054, -0.054, 0.001, -0.001, 0.0)] == [
        "+0.05",
        "−0.05",
        "about 0",
        "about 0",
        "about 0",
    ]
    assert percent(0.806) == "81\u00a0%"


def test_quotes_end_after_a_word() -> None:
    assert shortened("one two three four", 10) == "one two …"
    assert shortened("one two", 10) == "one two"


def test_quotes_stand_in_their_line_or_with_whole_words_around() -> None:
    line = Span(10, 40, "We need SQL, and much of that.")
    assert quoted([Span(18, 21, "SQL")], [line]) == "“We need SQL, and much of that.”"
    long = Span(0, 300, ("word " * 30 + "SQL" + " more" * 28 + " " * 10)[:300])
    said = quoted([Span(150, 153, "SQL")], [long])
    assert re.fullmatch(r"“… (word )+SQL( more)+ …”", said)
    assert quoted([Span(500, 503, "SQL")], [line, long]) == "“SQL”"
    assert quoted([Span(n, n + 1, letter) for n, letter in enumerate("aAbcd")], most=2) == (
        "“a”, “b” (+2)"
    )
