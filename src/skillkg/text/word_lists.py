"""Lists of English words that reading and linking rest on."""

from __future__ import annotations

from typing import Final


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


FUNCTION_WORDS: Final = _set(
    "a about above after again all also am an and any are as at be because been before being both "
    "but by can could did do does down each few for from go had has have he her here him his how i "
    "if in into is it its just let like me more most my no nor not now of off on once one only or "
    "other our out over own re same she should so some such than that the their them then there "
    "these they this those through to too under until up us very was we well were what when where "
    "which while who whom why will with would you your"
)
"""Words that are never a skill when written in small letters."""

BEFORE_NAME: Final = _set("and or & with in using use of knows know")
"""Words that an enumeration of skills may follow."""

AFTER_NAME: Final = _set(
    "and or & code coding database databases developer developers development engineer engineers "
    "framework language languages libraries library programmer programmers programming script "
    "scripting scripts server skills software"
)
"""Words that may follow the name of a technology in an enumeration."""

TITLE_LIMITS: Final = _set("at in with for within on from near")
"""Words behind which a job title goes on about something else."""

KEEP_HYPHEN: Final = _set(
    "all back co cross data end ex first front full half high in large long low mid multi near "
    "non object off on open part post pre problem real remote result second self semi service "
    "short single small state team test third time user well"
)
"""First parts of compounds that keep their hyphen where a line ends at it."""
