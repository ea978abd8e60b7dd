"""Whether a resume says that its owner has something, lacks it, or that others have it."""

from __future__ import annotations

from typing import Final, Literal

from skillkg.text.pattern_lists import pattern_lists, uncased

Holding = Literal["held", "denied", "pending", "of others"]

_WINDOW: Final = 90
"""Characters before a place, and behind it, in which its line may say who has it."""
_WORDS: Final = pattern_lists("skillkg.matching.gates", "held.toml")
_BEFORE_OTHERS: Final = uncased(
    rf"\bmy (?:\w+ )?{_WORDS['relations']}\b[^.;\n]{{0,80}}$"
    r"|\b(?:his|her|their|he|she|they|who|whose|whom)\b(?![^.;\n]*\b(?:i|my|you)\b)[^.;\n]{0,70}$"
    rf"|\b{_WORDS['beside_people']}\b[^.,;\n]{{0,50}}?\b{_WORDS['people']}\b[^.,;\n]{{0,20}}?"
    rf"\b{_WORDS['having']}\b[^.,;\n]{{0,25}}$"
    r"|\bteam'?s?\b[^.,;\n]{0,20}\bwith\b[^.,;\n]{0,25}$"
)
_WANTED: Final = uncased(rf"\b{_WORDS['wanted']}\b")
"""What makes people with something those who are asked for."""
_BEHIND_OTHERS: Final = uncased(rf"(?:['’]s)?[ -](?:level[ -])?{_WORDS['of_people']}\b")
_DENIED_BEFORE: Final = uncased(rf"\b{_WORDS['lacking']}\b[^.,;:\n]{{0,40}}$")
_NOT_DENIED: Final = uncased(
    r"\b(?:no (?:need|points|restrictions|longer)|not only|no\.)\b[^.,;\n]*$"
)
_DENIED_BEHIND: Final = uncased(
    rf"[^.,;\n]{{0,20}}?(?:[:(–—|\t-]|\bis|\bhas|\bwas)\s*(?:been )?{_WORDS['lost']}"
    r"|\s+(?:(?:has|had|is|was|now|since|recently)\s+)?(?:expired|lapsed|revoked|suspended"
    r"|withdrawn|out of date)\b"
)
_NOT_CERTIFIED: Final = uncased(
    r"[^.\n]{0,10}[;,(–-]\s*not (?:yet )?(?:certified|qualified|licensed|registered|passed"
    r"|cleared)"
)
_PENDING_BEFORE: Final = uncased(rf"\b{_WORDS['pending_before']}\b[^.,;\n]{{0,50}}$")
_PENDING_BEHIND: Final = uncased(
    rf"[^.;\n]{{0,60}}?(?:\b{_WORDS['pending_behind']}\b|\b\d+ credits\b)"
)
_OURS: Final = uncased(r"\b(?:our|their|its)\s+(?:[\w-]+\s+){0,2}$")
_PEOPLE_BEHIND: Final = uncased(rf"\s*(?:[\w-]+\s+){{0,2}}?{_WORDS['people']}\b")
"""``our`` *Gas Safe registered* ``engineers``"""


def is_of_others(before: str, behind: str) -> bool:
    """Whether what stands between two parts of a sentence is said of others.

    ``engineers with`` *20 years* is, ``looking for engineers with`` *20 years* is not.
    """
    others = _BEFORE_OTHERS.search(before) or (
        _OURS.search(before) and _PEOPLE_BEHIND.match(behind)
    )
    return bool(others and not _WANTED.search(before)) or bool(_BEHIND_OTHERS.match(behind))


def holding(text: str, start: int, end: int) -> Holding:
    """What a resume says of who has what stands at a place, in its line."""
    before = text[max(0, start - _WINDOW) : start].rpartition("\n")[2]
    behind = text[end : end + _WINDOW].partition("\n")[0]
    if is_of_others(before, behind):
        return "of others"
    denied = _DENIED_BEFORE.search(before) and not _NOT_DENIED.search(before)
    if denied or _DENIED_BEHIND.match(behind) or _NOT_CERTIFIED.match(behind):
        return "denied"
    if _PENDING_BEFORE.search(before) or _PENDING_BEHIND.match(behind):
        return "pending"
    return "held"
