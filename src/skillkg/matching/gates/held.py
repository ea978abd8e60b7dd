"""Whether a resume says that its owner has something, lacks it, or that others have it."""

from __future__ import annotations

import re
from typing import Final, Literal

Holding = Literal["held", "denied", "pending", "of others"]

_WINDOW: Final = 90
"""Characters before a place, and behind it, in which its line may say who has it."""
_PEOPLE: Final = (
    r"(?:mentors?|boss(?:es)?|managers?|directors?|residents?|guests?|leaders?|heads?|colleagues?"
    r"|team|people|staff|clients?|customers?|students?"
    r"|pupils?|patients?|graduates?|engineers?|developers?|teachers?|nurses?|drivers?|experts"
    r"|professionals|specialists|consultants?|professors?|lecturers?|tutors?|supervisors?"
    r"|instructors?|trainers?|candidates?|applicants?|partners?|founders?|owners?|lawyers?"
    r"|scientists?|researchers?|seniors|veterans?|members?|employees?|volunteers?|adults|children"
    r"|learners?|trainees?|apprentices?|families|parents|users?|someone|somebody|others?|those"
    r"|craftsm[ae]n|chefs?|technicians?|electricians?|welders?|mechanics?|operators?|workers?)"
)
_RELATIONS: Final = (
    r"(?:father|mother|dad|mum|mom|wife|husband|partner|brother|sister|uncle|aunt|son|daughter"
    r"|grandfather|grandmother|friend|boss|manager|mentor|team|colleagues?|employer|company"
    r"|supervisor|family|parents?|spouse|cousin|tutor|professor)"
)
_BEFORE_OTHERS: Final = re.compile(
    rf"\bmy (?:\w+ )?{_RELATIONS}\b[^.;\n]{{0,80}}$"
    r"|\b(?:his|her|their|he|she|they|who|whose|whom)\b(?![^.;\n]*\b(?:i|my|you)\b)[^.;\n]{0,70}$"
    r"|\b(?:alongside|work(?:s|ed|ing)? (?:closely )?(?:with|under|for)|join(?:s|ed|ing)?"
    r"|support(?:s|ed|ing)?|help(?:s|ed|ing)?|teach(?:es|ing)?|taught|train(?:s|ed|ing)?"
    r"|manag(?:es|ed|ing|e)|lead(?:s|ing)?|led|mentor(?:s|ed|ing)?|supervis(?:es|ed|ing|e)"
    r"|assist(?:s|ed|ing)?|serv(?:es|ed|ing|e)|report(?:s|ed|ing)? to|learn(?:ed|t|ing)? from"
    r"|guided|advis(?:es|ed|ing|e)|recruit(?:s|ed|ing)?|hir(?:ed|ing)|interview(?:s|ed|ing)?"
    r"|coach(?:es|ed|ing)?|tutor(?:s|ed|ing)?|supply|supplied|employ(?:s|ed|ing)?|team of|group of"
    r"|check(?:s|ed|ing)?|ensur(?:e|es|ed|ing)|verif(?:y|ies|ied|ying)|confirm(?:s|ed|ing)?"
    rf"|mak(?:e|ing) sure|next to|beside|with|by"
    rf"|from)\b[^.,;\n]{{0,50}}?\b{_PEOPLE}\b[^.,;\n]{{0,20}}?"
    r"\b(?:with|who|whose|holding|having|aged|of|hold|have|has|had|bring|studying)\b[^.,;\n]{0,25}$"
    r"|\bteam'?s?\b[^.,;\n]{0,20}\bwith\b[^.,;\n]{0,25}$",
    re.IGNORECASE,
)
_WANTED: Final = re.compile(
    r"\b(?:looking for|seek\w*|need\w*|hiring|recruit(?:ing)? (?:for )?|require\w*|want\w*"
    r"|search\w* for"
    r"|must|candidates? (?:who|with|must)|applicants? (?:who|with|must)|(?:someone|somebody|person)"
    r" (?:who|with)|you (?:must |will |should |already )?(?:have|need|are|bring|hold))\b",
    re.IGNORECASE,
)
"""What makes people with something those who are asked for."""
_BEHIND_OTHERS: Final = re.compile(
    r"(?:['’]s)?[ -](?:level[ -])?(?:students?|pupils?|learners?|class(?:es)?(?! ?[A-E\d]\b)"
    r"|lessons?|teachers?"
    r"|programmes?|programs?|courses?|modules?|curriculum|theses|candidates? (?:in|through|with)"
    r"|holders? (?:earn|get|receive)|supervision|applications?|customers?|clients?"
    r"|holders? only)\b",
    re.IGNORECASE,
)
_DENIED_BEFORE: Final = re.compile(
    r"\b(?:no|not|without|lack(?:s|ing)?|don['’]t|do not|didn['’]t|never|nor|expired|lapsed|lost"
    r"|revoked|suspended|banned|disqualified|failed|former(?:ly)?|(?:i |would |will |currently )"
    r"(?:still )?(?:need|require)(?! no\b)s?)\b[^.,;:\n]{0,40}$",
    re.IGNORECASE,
)
_NOT_DENIED: Final = re.compile(
    r"\b(?:no (?:need|points|restrictions|longer)|not only|no\.)\b[^.,;\n]*$", re.IGNORECASE
)
_DENIED_BEHIND: Final = re.compile(
    r"[^.,;\n]{0,20}?(?:[:(–—|\t-]|\bis|\bhas|\bwas)\s*(?:been )?"
    r"(?:none\b|no\b|nil\b|n/a\b|not? (?:held|yet|available|obtained|applicable)|expired|lapsed"
    r"|revoked|suspended|lost|needed|required|failed|sponsorship required)"
    r"|\s+(?:(?:has|had|is|was|now|since|recently)\s+)?(?:expired|lapsed|revoked|suspended"
    r"|withdrawn|out of date)\b",
    re.IGNORECASE,
)
_NOT_CERTIFIED: Final = re.compile(
    r"[^.\n]{0,10}[;,(–-]\s*not (?:yet )?(?:certified|qualified|licensed|registered|passed"
    r"|cleared)",
    re.IGNORECASE,
)
_PENDING_BEFORE: Final = re.compile(
    r"\b(?:will|to be|expected|in progress|pending|studying|study|pursuing|work(?:ing)? towards?"
    r"|student"
    r"|applied for|applying for|about to|awaiting|due|anticipated|currently (?:taking|doing"
    r"|completing"
    r"|undertaking|enrolled)|enrolled|provisional|learner|plan(?:s|ning)? to|hope|hoping"
    r"|aim(?:ing)?"
    r"|want(?:s|ing)? to|wish|would like|dropped out|drop-?out|left|discontinued|abandoned"
    r"|incomplete"
    r"|unfinished|started|began|some|part of|credits? towards?|candidate for|deferred|withdrew from"
    r"|did(?: not|n['’]t) (?:finish|complete)|booked|preparing for|training (?:for|towards?)"
    r"|eligible for|interested in|years? (?:of|towards?|into))\b[^.,;\n]{0,50}$",
    re.IGNORECASE,
)
_PENDING_BEHIND: Final = re.compile(
    r"[^.;\n]{0,60}?(?:\b(?:expected|in progress|ongoing|on-going|pending|incomplete|unfinished"
    r"|not (?:completed|finished|awarded)|to be (?:completed|awarded)|candidate|student|dropped out"
    r"|withdrew|discontinued|anticipated|in process|being processed|not yet|underway|graduating"
    r"|booked|applied for|deferred|abandoned|predicted|part-?completed)\b|\b\d+ credits\b)",
    re.IGNORECASE,
)


_OURS: Final = re.compile(r"\b(?:our|their|its)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_PEOPLE_BEHIND: Final = re.compile(rf"\s*(?:[\w-]+\s+){{0,2}}?{_PEOPLE}\b", re.IGNORECASE)
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
