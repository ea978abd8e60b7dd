"""Edits of a resume's head that say who somebody is, and nothing of what they can do."""

from __future__ import annotations

NAME = "James Miller"
NAMES = ("Emily Clarke", "Lakisha Washington", "Mehmet Yılmaz", "Nguyễn Thị Mai", "Olga Petrova")
ADDRESSES = (
    "12 Elm Street, Springfield, IL 62704",
    "Karl-Marx-Straße 15, 12043 Berlin, Germany",
    "Plot 5, Banjara Hills, Hyderabad 500034, India",
)
PLACES = ("Lagos, Nigeria", "Warsaw", "Based in Guadalajara")
"""Which patterns cannot tell from anything else."""
CONTACTS = ("j.miller@example.com | (555) 010-4477 | Austin, TX",)
PHOTOS = ("[Photo]", "Photo: see attachment")
LABELLED = (
    "Nationality: Turkish\nDate of birth: 12 March 1961\nMarital status: married, two children",
    "Gender: female\nAge: 27\nReligion: Catholic",
)
STATED = (
    "Born on 12 March 1961 in Ankara, Turkish citizen, married, two children",
    "Single mother of three, 27 years old",
)
PRONOUNS = ("Pronouns: she/her", "He/Him", "(they/them)")
PERSONS = (("He", "his"), ("She", "her"), ("They", "their"))
_SENTENCE = "{} can be relied on, and {} colleagues say so.\n"


def headed(text: str, *lines: str, name: str = NAME) -> str:
    """A text under a name, and lines below it."""
    return "\n".join([name, *lines, "", text])


def below_the_headline(text: str, line: str) -> str:
    """A text under a name, and a line below its first one, which is its headline."""
    first, rest = text.lstrip().split("\n", 1)
    return headed(f"{first}\n{line}\n\n{rest}")


def told(text: str, person: tuple[str, str]) -> str:
    """A text under a name, with a sentence about its person."""
    return headed(text, _SENTENCE.format(*person))


def families(text: str) -> dict[str, list[str]]:
    """By what they tell, texts that differ in nothing else; the first is what others differ from.

    Args:
        text: of a resume without a name.
    """
    plain = headed(text)
    below = {
        "an address": ADDRESSES,
        "a place and nothing else": PLACES,
        "an e-mail address, a number and a place": CONTACTS,
        "a note on a photo": PHOTOS,
        "origin, age and family, in fields": LABELLED,
        "the same in a sentence": STATED,
        "pronouns in a line": PRONOUNS,
    }
    return {
        "a name, or none": [text, plain],
        "another name": [plain, *(headed(text, name=name) for name in NAMES)],
        "a place below the headline": [plain, *(below_the_headline(text, p) for p in PLACES)],
        "he, she or they in a sentence": [told(text, person) for person in PERSONS],
        **{what: [plain, *(headed(text, line) for line in lines)] for what, lines in below.items()},
    }
