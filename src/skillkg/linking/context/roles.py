"""What each sentence of an ad is for: what is required, preferred, done, or told of the employer.

A sentence is required or preferred by its words first, by its section otherwise. Of a sentence
that says neither, and stands under no heading that tells, the role is open.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from skillkg.linking.context.employer import is_about_employer
from skillkg.linking.context.scopes import Scopes
from skillkg.text.pattern_lists import pattern_lists, uncased
from skillkg.text.sentences import Sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skillkg.documents.document import Document
    from skillkg.model.mention import Role

_WORDS: Final = pattern_lists("skillkg.linking.context", "roles.toml")
_BOILERPLATE: Final = uncased(rf"\b{_WORDS['boilerplate']}")
_BARRED: Final = uncased(
    r"\b(?:without|lacking|no)\b[^.\n]{0,90}\b(?:(?:will|can|shall) ?not be|won['’]t be"
    r"|cannot be|can['’]t be) (?:considered|accepted|shortlisted|hired)"
    r"|\b(?:without|lacking)\b[^.\n]{0,90}\bneed not apply"
)
"""``Applicants without two years of experience will not be considered``."""
_PREFERRED_AHEAD: Final = uncased(
    rf"\b{_WORDS['preferred_ahead']}\b"
    r"(?! (?:candidates?|applicants?|person|hire|colleague|but|and|or)\b)"
)
_PREFERRED_BACK: Final = uncased(
    rf"\b{_WORDS['preferred_back']}\b(?! (?:candidates?|applicants?|person|hire|colleague)\b)"
)
_UNASKED: Final = uncased(
    rf"\b{_WORDS['not']}\b[^.\n]{{0,60}}\b{_WORDS['needed']}\b"
    r"|\bno (?:prior |previous |formal |particular )?(?:[\w-]+ ){0,3}?"
    r"(?:experience|qualifications?|degree|licen[cs]e|certificat\w+)\??\s*(?:[.,!?]|$)"
    rf"|\b{_WORDS['regardless']}\b"
    r"|\b(?:is|are)(?: not|n['’]t)\s*(?:[.;]|$)"
)
_REQUIRED: Final = uncased(rf"\b{_WORDS['required']}\b")
_EXPECTED: Final = uncased(rf"\b{_WORDS['expected']}(?!\w)")
"""Weaker than a word that says it outright: ``ideally you have``, ``minimum 2 years preferred``."""
_DUTY: Final = re.compile(
    r"^\W*(?:you(?:['’]ll| will)\b|(?:\w+ly )?(?!(?:us|cross|process|address|business|class"
    r"|access)\b)"
    r"[A-Z][a-z]+(?:ing|s)? (?:and \w+ )?(?:the|all|our|a|an|new|with|in|on|for|to|customers?"
    r"|patients"
    r"|pupils|students|clients|daily)\b|responsible for|responsibilit\w+ (?:include|for))",
)
_SUBJECT: Final = re.compile(
    rf"\W*(?!{_WORDS['no_name']}\b)"
    r"(?:[A-Z][\w&'’-]*|\[REDACTED\])(?: (?:[A-Z&][\w&'’-]*|\[REDACTED\])){0,4}"
    rf"(?:,? (?:[Ll]td|[Ii]nc|[Gg]mb[Hh]|plc|PLC|LLC)\.?)? {_WORDS['verb']}(?: been| now| also)*\s+"
    rf"(?!{_WORDS['wants']}\w*\b)"
)
"""``Acme has 30 years of experience``."""
_OF_ITSELF: Final = uncased(
    r"\bwe(?:['’]ve|['’]re)?\s+(?:(?:have|has|had|are|is|were|was|been|also|all|both|each|now"
    rf"|currently|proudly)\s+)*+(?!{_WORDS['wants']}\w*\b)\w+"
    r"|\b(?:our (?!(?:ideal|perfect|next|new|future|successful|requirement|expectation)\w*\b)"
    r"(?:[\w'’&-]+ ){0,3}?[\w'’&-]+"
    rf"|the (?:[\w&-]+ )?{_WORDS['organisation']})\s+"
    rf"(?:also |all |both |each |now |currently |proudly )*{_WORDS['verb']}\s+"
    rf"(?!{_WORDS['wants']}\w*\b)"
    rf"|\b{_WORDS['of_itself']}\b"
)
"""What a sentence says of the employer or others, and does not ask for."""
_OPENING: Final = uncased(
    r"^\W*(?:with|having|boasting|thanks to|after|for|over|drawing on|building on|backed by)\b"
    r"[^,]*,\s*"
    r"(?!(?:you|the (?:ideal|successful|right|post|job|candidate|applicant)|candidate|applicant"
    r"|including|preferably|ideally|and|or|plus|as|in|of|with|at|such)\b)"
    rf"[\w&'’. -]{{1,60}}?\b(?:{_WORDS['verb']}|delivers?|builds?|helps?|knows?|leads?)\b"
)
"""``With 40 years' experience in the sector, Acme is a household name``."""
_PART: Final = uncased(
    r"[,;:()]|\s[-–—]\s|\bbut\b|\bhowever\b|\balthough\b|\bthough\b|(?=\b(?:minimum|at least)\b)"
)
_CLAUSE: Final = re.compile(r";|\bbut\b|\bhowever\b|\balthough\b|\bthough\b", re.IGNORECASE)
_TURN: Final = re.compile(rf"{_CLAUSE.pattern}|\s[-–—]\s", re.IGNORECASE)
"""Where a sentence turns to something else."""
_CUES: Final[dict[Role, tuple[re.Pattern[str], ...]]] = {
    "unasked": (_UNASKED,),
    "preferred": (_PREFERRED_BACK, _PREFERRED_AHEAD),
    "required": (_REQUIRED,),
}
_NEAR: Final = 120
"""Characters around a place that tell what it is about, where a sentence is longer."""
_BY_SECTION: Final[dict[str, Role]] = {
    "requirements": "required", "nice to have": "preferred", "responsibilities": "duty",
    "benefits": "employer", "about": "employer",
}  # fmt: skip


class Roles:
    """The roles of an ad's sentences.

    Args:
        document: the ad.
    """

    def __init__(self, document: Document) -> None:
        self.document, self.text = document, document.text
        self.sentences = Sentences(document.text)
        self._scopes = Scopes(document.text, self.sentences, "ad")

    def __iter__(self) -> Iterator[tuple[int, int, Role]]:
        """Start, end and role of every sentence that is not empty, in text order."""
        for start, end in self.sentences:
            if self.text[start:end].strip():
                yield start, end, self.at(start, end)

    def at(self, start: int, end: int) -> Role:
        """The role of what stands at a place, in its sentence."""
        first, last = self.sentences.around(start)
        sentence = self.text[first:last]
        meanings = {scope.cue.meaning for scope in self._scopes.over(start, end)}
        if _BOILERPLATE.search(sentence[max(0, start - first - _NEAR) : end - first]):
            return "boilerplate"
        if _is_of_itself(sentence, start - first, end - first) or "company" in meanings:
            return "employer"
        if _BARRED.search(sentence):
            return "required"
        if "negated" in meanings:
            return "unasked"
        asked = _asked(sentence, start - first)
        if asked in ("unasked", "preferred") or meanings & {"preferred", "wished"}:
            return "unasked" if asked == "unasked" else "preferred"
        if asked == "required" or "required" in meanings:
            return "required"
        return self._by_section(sentence, first)

    def _by_section(self, sentence: str, place: int) -> Role:
        if is_about_employer(self.document, self.sentences, place):
            return "employer"
        section = _BY_SECTION.get(self.document.section_at(place), "open")
        if section in ("open", "duty") and _EXPECTED.search(sentence):
            return "required"
        return "duty" if section == "open" and _DUTY.search(sentence) else section


def _asked(sentence: str, place: int) -> Role | None:
    """What the words of a sentence say of a place: those nearest to it, in its own part first."""
    near = max(0, place - _NEAR), min(len(sentence), place + _NEAR)
    for seam in (_PART, _CLAUSE, None):
        start, end = near if seam is None else _around(seam, sentence, *near, place)
        cues = list(_cues(sentence, start, end, place))
        if cues:
            return min((max(cue - place, place - until), role) for cue, until, role in cues)[1]
    return None


def _cues(sentence: str, start: int, end: int, place: int) -> Iterator[tuple[int, int, Role]]:
    """Cues between two places, of what may be said of a third; none within another."""
    taken: list[tuple[int, int]] = []
    for role, patterns in _CUES.items():
        for pattern in patterns:
            for match in pattern.finditer(sentence, start, end):
                is_behind = pattern is _PREFERRED_AHEAD and match.start() > place
                is_before = pattern is _PREFERRED_BACK and match.end() <= place
                is_within = any(s < match.end() and match.start() < e for s, e in taken)
                if not (is_behind or is_before or is_within):
                    taken.append(match.span())
                    yield *match.span(), role


def _around(
    seam: re.Pattern[str], sentence: str, first: int, last: int, place: int
) -> tuple[int, int]:
    """Start and end of the part of ``sentence[first:last]`` between two seams."""
    ends = [match.span() for match in seam.finditer(sentence, first, last)]
    start = max((end for _, end in ends if end <= place), default=first)
    return start, min((begin for begin, _ in ends if begin >= place), default=last)


def _is_of_itself(sentence: str, start: int, end: int) -> bool:
    """Whether a sentence tells of the employer, its people or its customers, and asks nothing.

    Where line breaks are lost, a sentence runs over a whole ad: only what is near counts.
    """
    first, last = _around(_TURN, sentence, max(0, start - _NEAR), end + _NEAR, start)
    near = sentence[first:last]
    opens = first == 0 and (_SUBJECT.match(near) or _OPENING.search(near))
    return bool((opens and not _REQUIRED.search(near)) or _OF_ITSELF.search(near))
