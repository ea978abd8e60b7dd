"""Years of experience as texts tell them: how many, and in what.

Digits and words, ranges (the least counts), months, and words without a number (``several years``).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from skillkg.documents.structure.role_words import names_role
from skillkg.linking.labels.overlap import stems_of
from skillkg.matching.gates.demands import KEPT
from skillkg.model.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORDS: Final = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty",
)  # fmt: skip
_OTHER_WORDS: Final = {"a": 1, "an": 1, "couple": 2, "half": 0.5, "decade": 10}
_NUMBER: Final = (
    rf"(?:\d{{1,2}}(?:\.\d)?(?:\s?½)?|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
)
_VAGUE: Final = r"(?:several|many|some|a few|multiple|a number of|numerous|various)"
_UNIT: Final = r"(?:years?|yrs?\.?|months?|mths?\.?|mos\b\.?|decades?)(?!\w)(?:['’]s?)?"
_YEARS: Final = re.compile(
    rf"(?<![\w.,/-])(?:(?P<n>{_NUMBER})\s*(?:\((?P<brackets>[^()\n]{{1,14}})\)\s*)?(?:/\s*(?P<or>\d{{1,2}})"
    r"\s*)?(?:\+|or more|-?\s?plus|or above|minimum|and above)?"
    rf"\s*(?:-?\s*(?:-|–|—|to|or)\s*-?\s*{_NUMBER}\s*(?:\(\w{{1,9}}\)\s*)?(?:\+|plus)?)?"
    rf"|(?P<few>an?(?= year| decade| full year)|half an?|(?:an? )?couple of|{_VAGUE}))"
    r"\s*-?\s*(?:(?:full|solid|consecutive|clear|complete|good|calendar|more|whole|recent)\s+)?"
    rf"(?P<unit>{_UNIT})",
    re.IGNORECASE,
)
_LABELLED: Final = re.compile(
    rf"\b(?:(?:years?|yrs)['’]?\s+(?:of\s+)?(?:[\w-]+\s+){{0,3}}?(?:experience|exp)\b"
    rf"|(?:experience|exp)\b\.?\s*(?:required\s*|needed\s*)?\(?(?:in\s+)?(?:years|yrs)\b\)?)"
    rf"\s*(?:(?:required|needed|minimum|in total|total|\([^)\d\n]{{1,20}}\))\s*){{0,2}}(?:\||\t"
    rf"|[:=>≥–—-])\s*(?:min(?:imum)?\.?\s*|at least\s*|>=?\s*|≥\s*)?"
    rf"(?P<n>{_NUMBER})(?![\w.]*\d|\s*%)",
    re.IGNORECASE,
)
"""``Years of experience: 4+``."""
_DENIED: Final = re.compile(
    r"\b(?:no|without|zero|lack(?:s|ing)?(?: of)?|(?:have|had|has)(?:n['’]t| not) (?:got "
    r"|had )?any)\s+"
    r"(?:(?:any|prior|previous|relevant|formal|professional|paid|work|working|direct|real)\s+)*"
    r"(?P<field>(?:[\w+#./-]+\s+){0,3}?)experience\b"
    r"(?:\s+(?:in|with|of|as)\s+(?P<named>[^.,;:()\n]{2,60}))?"
    r"|\bnever\s+(?:worked|been employed)\s+(?:in|with|as)\s+(?P<worked>[^.,;:()\n]{2,60})",
    re.IGNORECASE,
)
_NAMED_BEFORE: Final = re.compile(
    r"(?:^|[\n,;|•·*-])\s*(?P<field>[A-Za-z][\w+#./& -]{0,40}?)\s*(?:[:(–—-]|\bfor)\s*"
    r"(?:over |more than |nearly |almost |about |c\. )?$",
    re.IGNORECASE,
)
"""``DevOps: 4 years``, ``C# - 5 years``, ``Bookkeeper for eleven years``."""
_NAMED_AFTER: Final = re.compile(r"['’]?\s*(?:$|[\n,;.)|(]|required|essential|minimum|or more)")
_NO_FIELD: Final = re.compile(
    r"(?:\w+ )*(?:duration|contract|term|age|aged|warranty|guarantee|tenure|period|notice|probation"
    r"|length|validity|established|history|course|programme|program|visa|lease|project|degree"
    r"|diploma"
    r"|apprenticeship|internship|placement|bsc|ba|msc|phd|md|type|fixed|salary|maternity|employment"
    r"|location|and|or|to|we|i|us|open|live|lived|operat\w+|trad\w+|running|business)",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(
    r"\s*(?:of\s+|in\s+|['’]?\s*)?[^.\n;]{0,60}?\b(?:experience|exp|background|track record"
    r"|work(?:ed|ing)?"
    r"|career|post[- ]?qualif\w*|pqe|practi[cs]e|hands[- ]on|employment|expertise|industry"
    r"|on the job"
    r"|in (?:an?|the|this|similar)|as|seniority|exposure)\b"
    r"|\s+(?:in|with|using|of)\s+\w"
    r"|\s+(?:[\w/+&-]+\s+){0,2}?(?!(?:during|including|following|starting|beginning|running|lasting|being|remaining"
    r"|according"
    r"|depending|ending|rolling|training|funding|outstanding|sliding)\b)\w{3,}ing\b"
    r"|\s+(?:minimum|min\b|required|essential|needed)|\s*(?:\+\s*)?(?:\||\t)",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(
    r"\b(?:experience|exp\.?|background)(?!\w)[^.\n;]{0,40}$"
    r"|\b(?:worked|working|practi[cs]ed|qualified|driven|taught|managed|employed"
    r"|trained)\b[^.\n;]{0,40}$",
    re.IGNORECASE,
)
_OTHER: Final = re.compile(
    r"['’]?[\s-]*(?:old\b|of age|ago\b|warrant|guarantee|(?:rolling |renewable )?contract|fixed"
    r"|anniversar|plan\b"
    r"|in (?:business|a row|prison|length|duration|total contract)|in (?:the )?(?:uk|us|country"
    r"|eu)\b"
    r"|of (?:history|tradition|success|age|service|growth|heritage|innovation|continuous service"
    r"|warranty"
    r"|tenure|maternity|parental|free|support|funding|salary|rent|existence|excellence|trading"
    r"|college"
    r"|university|study|studies|schooling|education|graduation|your|the (?:project|start|contract))"
    r"|(?:after|before|from|prior to)\b|histor|degree|course|program|scheme|apprentice|training"
    r"|traineeship|rotation|graduate scheme|placement|secondment|maternity|sabbatical"
    r"|visa|lease|term\b|project|pension|funded|study|diploma|in which|during which|since\b|later\b"
    r"|no claims|with (?:a |the )?(?:possib|option|extension)|posting|renewable|extendable"
    r"|probation|registration|licen[cs]e|clean\b|driving licence)",
    re.IGNORECASE,
)
"""What else years are of."""
_TIME_BEFORE: Final = re.compile(
    r"\b(?:aged?|ages|between|after|within(?: the (?:last|past|first|next))?|every|once in|per"
    r"|(?:in|over|during|for) (?:the|your) (?:last|past|next|first|coming|previous|final)|in (?=$)"
    r"|first|for (?:up to|the next)|founded|born|residen\w+ (?:for|of)|lived (?:in [\w ]+ )?for"
    r"|(?:duration|terms? of employment|contract|period|probation|tenure)(?: of)?[:,]?|up to"
    r"|lasts?|runs? for|registered for|held for)\s*$",
    re.IGNORECASE,
)
_FIELD: Final = re.compile(
    r"['’]?\s*(?:of\s+)?(?P<kind>(?:[\w+#./&-]+\s+){0,3}?)"
    r"(?:experience|exp\b\.?|background|career|expertise)\s+"
    r"(?:working\s+|gained\s+)?(?:in|with|of|as|using|on|at)\s+(?P<named>[^.,;:()\n]{2,60})"
    r"|['’]?\s*(?:of\s+)?(?P<before>(?:[\w+#./&-]+\s+){1,4}?)(?:work(?:ing)?\s+)?(?:experience"
    r"|exp)\b"
    r"|['’]?\s*(?:of|in|as|with|using)\s+(?P<as>[^.,;:()\n]{2,60})"
    r"|['’]?\s+(?P<doing>(?:[\w/+&-]+\s+){0,2}?\w{3,}ing\b[^.,;:()\n]{0,50})",
    re.IGNORECASE,
)
_FIELD_END: Final = re.compile(
    r"\b(?:or (?:equivalent|similar|related|above|more|higher|a\b|an\b|\d+|relevant|other|any)"
    r"|who|that|which|within|is|are|required|preferred|needed|for|to|since|from|at"
    r"|and will|plus"
    r"|essential|must)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_EXPERIENCE: Final = re.compile(r"\b(?:work )?(?:experience|exp)\b\.?", re.IGNORECASE)
_RUN_ON: Final = re.compile(r"(?<=[a-z]{2})\s+(?=[A-Z][a-z]+\b)|\[")
"""``as a cook How to apply``: lists whose line breaks are lost."""
_GENERAL: Final = stems_of(
    "of in as an a any all your relevant professional work working practical proven hands on "
    "related similar progressive industry role position field area environment setting practice "
    "experience exp minimum commercial least full time paid previous prior solid post "
    "post-qualification "
    "qualification job this that same comparable the discipline capacity sector level pqe "
    "experienced "
    "demonstrable verifiable recent direct overall total general good strong post-qualified "
    "qualified "
    "employment career background expertise equivalent appropriate significant successful specific"
)
_OR: Final = re.compile(r"\beither\b|\bor\b|/|,", re.IGNORECASE)
_FAMILY: Final = 4
"""Letters from which a stem may begin others of its family."""
MOST: Final = 40
"""More years than that are nobody's experience."""


class Experience(NamedTuple):
    """Years that a text connects with work; ``None`` where it does not say how many."""

    years: float | None
    field: str
    span: Span


@lru_cache(KEPT)
def told_years(text: str) -> tuple[Experience, ...]:
    """Years of experience that a text tells, in text order."""
    labelled = [_labelled(match) for match in _LABELLED.finditer(text)]
    places = [(e.span.start, e.span.end) for e in labelled]
    others = (
        told
        for match in _YEARS.finditer(text)
        if not any(s < match.end() and match.start() < e for s, e in places)
        and (told := _told(text, match)) is not None
    )
    return tuple(sorted((*labelled, *others), key=lambda told: told.span))


def is_in(told: str, field: str) -> bool:
    """Whether a text tells of a field: it has half of its words at least."""
    given = _stems(told)
    named = [part for part in _OR.split(field) if _stems(part)]
    return not named or any(
        _names(given, _stems(part)) or _is_abbreviated(part, told) for part in named
    )


@lru_cache(16 * KEPT)
def _stems(text: str) -> frozenset[str]:
    """The stems of a text's words, without those that any experience may be told by."""
    return frozenset(stems_of(text) - _GENERAL)


def _is_abbreviated(field: str, told: str) -> bool:
    """Whether a text has a field's initials: *HR* for human resources."""
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", field)).upper()
    return len(initials) > 1 and re.search(rf"\b{initials}\b", told) is not None


def _names(given: frozenset[str], wanted: frozenset[str]) -> bool:
    """Whether half of the stems that are wanted are there, or others of their word families."""
    akin = sum(any(_are_akin(each, other) for other in given) for each in wanted - given)
    return 2 * (len(wanted & given) + akin) >= len(wanted)


def _are_akin(one: str, other: str) -> bool:
    """Whether two stems are of one word family: *supervisor* and *supervisory*."""
    short, long = (one, other) if len(one) < len(other) else (other, one)
    return len(short) >= _FAMILY and long.startswith(short)


def denied_years(text: str) -> Iterator[Experience]:
    """Where a resume says that there is no experience: none at all, or none in a field."""
    for match in _DENIED.finditer(text):
        named = match["named"] or match["field"] or match["worked"] or ""
        field = _RUN_ON.split(_FIELD_END.sub("", named))[0].strip()
        general = not stems_of(field) - _GENERAL
        yield Experience(0.0, "" if general else field, Span(*match.span(), match[0]))


def _labelled(match: re.Match[str]) -> Experience:
    return Experience(_number(match["n"]), "", Span(*match.span(), match[0]))


def _told(text: str, match: re.Match[str]) -> Experience | None:
    line_end = text.find("\n\n", match.end())
    rest = text[match.end() : match.end() + 90 if line_end < 0 else min(line_end, match.end() + 90)]
    before = text[: match.start()][-60:]
    line = before.rpartition("\n")[2]
    named = _named_before(line, rest)
    is_work = named or _AFTER.match(rest) or _BEFORE.search(before)
    if not is_work or _OTHER.match(rest) or _TIME_BEFORE.search(line):
        return None
    years = _years(match)
    if years is not None and years > MOST:
        return None
    return Experience(years, _field(rest) or named, Span(*match.span(), match[0]))


def _named_before(line: str, rest: str) -> str:
    """What a number of years is of by the words before it, as lists have them."""
    match = _NAMED_BEFORE.search(line)
    if match is None or not _NAMED_AFTER.match(rest) or _NO_FIELD.fullmatch(match["field"]):
        return ""
    is_list = not match[0].rstrip().endswith("for") or names_role(match["field"])
    general = not stems_of(match["field"]) - _GENERAL
    return "" if general or not is_list else _EXPERIENCE.sub("", match["field"]).strip()


def _years(match: re.Match[str]) -> float | None:
    if match["few"]:
        words = match["few"].casefold().split()
        number = next((_OTHER_WORDS[w] for w in ("couple", "half") if w in words), None)
        number = _OTHER_WORDS.get(words[0]) if number is None and len(words) == 1 else number
    else:
        digits = re.match(r"\s*\d{1,2}\b", match["brackets"] or "")
        number = _number(digits[0].strip() if digits else match["n"])
        number = min(number, float(match["or"] or number))
    if number is None:
        return None
    unit = match["unit"].casefold()
    scale = 1 / 12 if unit.startswith("m") else 10 if unit.startswith("d") else 1
    return round(number * scale, 2)


def _number(digits: str) -> float:
    digits = digits.casefold()
    if digits in _WORDS:
        return float(_WORDS.index(digits) + 1)
    return float(digits.rstrip("½ ") or 0) + (0.5 if "½" in digits else 0)


def _field(rest: str) -> str:
    """What experience is asked for in; empty where the words are general."""
    match = _FIELD.match(rest)
    if match is None:
        return ""
    named = match["named"] or match["before"] or match["as"] or match["doing"] or ""
    if match["kind"] and stems_of(match["kind"]) - _GENERAL:
        named = match["kind"]  # ``teaching experience in a UK school``
    named = _RUN_ON.split(_FIELD_END.sub("", named))[0].strip()
    named = re.sub(r"^(?:an?|the|our)\s+", "", named, flags=re.IGNORECASE)
    return named if stems_of(named) - _GENERAL else ""
