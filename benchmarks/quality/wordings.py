"""Other wordings of a job title that mean the same job."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SHORT = {
    "assistant": "Asst.", "associate": "Assoc.", "coordinator": "Coord.", "director": "Dir.",
    "engineer": "Eng.", "executive": "Exec.", "management": "Mgmt", "manager": "Mgr.",
    "manufacturing": "Mfg", "registered nurse": "RN", "representative": "Rep.", "senior": "Sr.",
    "specialist": "Spec.", "supervisor": "Supv.", "technician": "Tech", "human resources": "HR",
    "administrator": "Admin.", "accountant": "Acct.",
}  # fmt: skip
"""Ways to write a word, both ways."""
IN_FULL = {
    "rn": "Registered Nurse", "sr": "Senior", "pe": "Physical Education", "ma": "Medical Assistant",
    "hr": "Human Resources", "lpn": "Licensed Practical Nurse", "it": "Information Technology",
    "pct": "Patient Care Technician", "emt": "Emergency Medical Technician",
}  # fmt: skip
_SHORT = re.compile(rf"\b(?:{'|'.join(SHORT)})\b", re.IGNORECASE)
_FULL = re.compile(rf"\b(?:{'|'.join(IN_FULL)})\b\.?", re.IGNORECASE)
_ROLE = re.compile(r"[\w&' ]*\w")
_LEVEL = re.compile(r"\b(?:senior|sr\.?|junior|jr\.?|lead)\b,?\s*", re.IGNORECASE)


def _levelled(level: str) -> Callable[[str, str], str]:
    return lambda title, _: f"{level} {_LEVEL.sub('', title)}".strip()


def _plural(title: str, _: str) -> str:
    """The first part of a title, which mostly names the role, in the plural."""
    role = _ROLE.match(title)
    if role is None or role[0].endswith("s"):
        return title
    return f"{role[0]}s{title[role.end() :]}"


def _swapped(title: str, _: str) -> str:
    """Two letters in the middle of the longest word have changed places."""
    word = max(re.findall(r"\w+", title), key=len)
    at = len(word) // 2
    return title.replace(word, word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :], 1)


WORDINGS: Mapping[str, Callable[[str, str], str]] = {
    "words shortened (Mgr., Asst., Sr.)": lambda title, _: _SHORT.sub(
        lambda word: SHORT[word[0].casefold()], title
    ),
    "abbreviations in full (RN, HR, IT)": lambda title, _: _FULL.sub(
        lambda word: IN_FULL[word[0].casefold().removesuffix(".")], title
    ),
    "(m/f/d)": lambda title, _: f"{title} (m/f/d)",
    "one of its skills in brackets": lambda title, skill: f"{title} ({skill})",
    "Senior": _levelled("Senior"),
    "Junior": _levelled("Junior"),
    "Lead": _levelled("Lead"),
    "- London": lambda title, _: f"{title} - London",
    "in Berlin": lambda title, _: f"{title} in Berlin",
    "Remote": lambda title, _: f"{title} - Remote",
    "in the plural": _plural,
    "in capitals": lambda title, _: title.upper(),
    "in small letters": lambda title, _: title.lower(),
    "commas and dashes as slashes": lambda title, _: re.sub(r",\s+|\s+[-–]\s+", " / ", title),
}
"""From a title, and a skill that its ad asks for; the same title where there is nothing to do."""
NEUTRAL: Mapping[str, Callable[[str, str], str]] = {
    "neutral: two blanks for one": lambda title, _: title.replace(" ", "  "),
    "neutral: two letters swapped": _swapped,
}
