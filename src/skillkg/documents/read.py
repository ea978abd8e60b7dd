"""A file or a text to a document: checked, decoded, cut into sections, its job titles told."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Final, get_args

from skillkg.arguments import as_names, as_path, check_name, check_text
from skillkg.documents.document import Document
from skillkg.documents.formats.parsed import MAX_BYTES, ParsedFile, Writer, clean
from skillkg.documents.formats.registry import FORMATS, PLAIN, checked, parse, parser_of
from skillkg.documents.isolation.parsing import parse_apart
from skillkg.documents.language import find_languages
from skillkg.documents.lookalikes import lookalike_note
from skillkg.documents.structure.personal import person_of
from skillkg.documents.structure.positions import positions
from skillkg.documents.structure.sections import find_sections, guess_kind
from skillkg.documents.structure.titles import ad_titles, headline, resume_name
from skillkg.errors import DocumentError
from skillkg.file_kinds import why_no_file
from skillkg.model.document import DocumentKind, Position
from skillkg.text.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def read(path: Path, kind: DocumentKind | None = None) -> Document:
    """Read a job ad or a resume.

    What needs a parser is parsed in another process, with limits (:mod:`.parsing`).

    Args:
        path: A file in one of :data:`.registry.FORMATS`, at most 20 MB, with at most 2 million
            characters.
        kind: What it is. Left out, JSON says it itself, and other formats are told apart by
            their headings; the notes say what was assumed.

    Raises:
        DocumentError: the file cannot be read; says what was found and what to do.
        QueryError: the path is none, or there is no such kind.
    """
    path = as_path(path, "a document")
    _check_kind(kind)
    data = _load(path)
    is_plain = path.suffix.lower() in PLAIN
    parsed = parse(data, path) if is_plain else parse_apart(data, path)
    if kind is not None and parsed.kind is not None and kind != parsed.kind:
        raise DocumentError(
            f"{path}: {_NAMES[parsed.kind]}, where {_NAMES[kind]} was expected\n"
            "  give the ad as the ad and the resume as the resume"
        )
    return _document(path.name, data, parsed, kind or parsed.kind, path.suffix)


def read_text(text: str, kind: DocumentKind | None = None, name: str = "text") -> Document:
    """Read a job ad or a resume that is at hand as text.

    Args:
        text: The text, with at most 2 million characters.
        kind: What it is, as for :func:`read`.
        name: What the document is called in reports and messages; what cannot be shown is escaped.

    Raises:
        DocumentError: there is no text, or too much of it.
        QueryError: it is no text, or there is no such kind.
    """
    check_text(text, "read_text")
    check_text(name, "name")
    _check_kind(kind)
    parsed = checked(ParsedFile("text/plain", clean(text)), name)
    return _document(name, text.encode("utf-8", "surrogatepass"), parsed, kind)


def read_titles(titles: Iterable[str]) -> Document:
    """Read job titles as a resume that says nothing else, the latest first.

    Raises:
        DocumentError: there is none, or one has no words.
        QueryError: they are no texts.
    """
    writer = Writer()
    writer.section("experience")
    given = [" ".join(title.split()) for title in as_names(titles, "job titles")]
    spans = tuple(span for title in given for span in writer.line(title))
    if not spans or len(spans) < len(given):
        raise DocumentError(
            f"job titles: {given!r:.80} has one without words, or none at all\n"
            "  give one or more titles, the latest first"
        )
    text, sections = writer.finish()
    jobs = tuple(map(Position, spans))
    parsed = ParsedFile(
        "text/plain", text, "resume", sections=sections, titles=spans, positions=jobs
    )
    return _document("job titles", text.encode(), checked(parsed, "job titles"), "resume")


def read_as(document: Document | Path | str, kind: DocumentKind) -> Document:
    """Read what was not read, by the path of its file, as an ad or a resume.

    What was read without saying what it is becomes what it would be, had it been said.

    Raises:
        DocumentError: it cannot be read, says itself that it is the other, or is an ad that was
            taken for a resume: its title may have stood outside its text.
    """
    if not isinstance(document, Document):
        return read(as_path(document, "a document"), kind)
    known = replace(document, notes=_without(document.notes, *_GUESSED.values()))
    if known.notes == document.notes or document.kind == kind:
        return known
    if kind == "ad":
        raise DocumentError(
            f"{document.name}: taken for a resume by its headings, where a job ad was expected\n"
            "  say what it is where it is read: kind='ad'"
        )
    return _titled(_as_resume(replace(known, kind=kind, notes=_without(known.notes, _UNTITLED))))


def _without(notes: tuple[str, ...], *others: str) -> tuple[str, ...]:
    return tuple(note for note in notes if note not in others)


def _titled(document: Document) -> Document:
    """A document with a note where it has no job title."""
    return replace(document, notes=(*document.notes, *([] if document.titles else [_UNTITLED])))


def as_document(document: Document | Path | str) -> Document:
    """Read what was not read, by the path of its file.

    Raises:
        DocumentError: it cannot be read.
    """
    return document if isinstance(document, Document) else read(as_path(document, "a document"))


def _check_kind(kind: DocumentKind | None) -> None:
    if kind is not None:
        check_name(kind, "kind", get_args(DocumentKind))


_SHOWN: Final = 200
"""Characters of what may be a text, and not the path that it is given as."""
_NAMES: Final[dict[DocumentKind, str]] = {"ad": "a job ad", "resume": "a resume"}
_GUESSED: Final = {kind: f"taken for {name} by its headings" for kind, name in _NAMES.items()}
"""Notes on documents of which nobody said what they are."""
_UNTITLED: Final = "no job title was found"


def _load(path: Path) -> bytes:
    is_known = path.suffix.lower() in FORMATS
    if found := why_no_file(path):
        advice = "" if is_known else "; what is text, and no path, is for read_text"
        shown = f"{str(path)!r:.{_SHOWN}}…" if len(str(path)) > _SHOWN else str(path)
        raise DocumentError(f"{shown}: {found}\n  give the path of one document{advice}")
    if not is_known:
        raise DocumentError(
            f"{path}: the format {path.suffix or 'without extension'} is not read\n"
            f"  save it as one of {' '.join(FORMATS)}"
        )
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)  # it may be longer than it says
    except OSError as error:
        raise DocumentError(f"{path}: {error.strerror}\n  check its permissions") from error
    if len(data) > MAX_BYTES:
        raise DocumentError(
            f"{path}: {max(size, len(data)):,} bytes; the limit is {MAX_BYTES:,}\n"
            "  this is no single ad or resume: split it, or save its text alone"
        )
    if not data.strip():
        raise DocumentError(f"{path}: the file is empty\n  save the document again")
    return data


def _document(
    name: str, data: bytes, parsed: ParsedFile, kind: DocumentKind | None, extension: str = ""
) -> Document:
    notes = list(parsed.notes)
    if kind is None:
        kind = guess_kind(find_sections(parsed.text, None))
        notes.append(_GUESSED[kind])
    if note := lookalike_note(parsed.text):
        notes.append(note)
    digest = hashlib.sha256(data).hexdigest()
    language, foreign, language_notes = find_languages(parsed.text)
    document = Document(
        printable(name), kind, parsed.media_type, parsed.text, digest,
        places=parsed.places, language=language, foreign=foreign,
        parser=parser_of(extension),
    )  # fmt: skip
    if parsed.sections is not None:
        document = replace(
            document,
            sections=parsed.sections,
            titles=parsed.titles or (),
            positions=parsed.positions,
        )
    elif kind == "ad":
        document = _as_ad(document, parsed.title)
    else:
        document = _as_resume(document)
    return _titled(replace(document, notes=(*language_notes, *notes)))


def _as_ad(document: Document, heading: str | None) -> Document:
    text = document.text
    return replace(document, sections=find_sections(text, "ad"), titles=ad_titles(text, heading))


def _as_resume(document: Document) -> Document:
    text, sections = document.text, find_sections(document.text, "resume")
    name = resume_name(text)
    jobs = positions(text, sections)
    titles = {*headline(text, name), *(job.title for job in jobs)}
    head = sections[0].start if sections else len(text)
    person = tuple(person_of(text, name, head))
    return replace(
        document, sections=person + sections, titles=tuple(sorted(titles)), positions=jobs
    )
