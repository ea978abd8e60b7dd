"""JSON documents: JSON Resume, schema.org JobPosting, and HR Open's candidates and openings.

Each becomes a readable text with sections; titles are known, not searched for.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from skillkg.documents.formats import hr_open, json_resume
from skillkg.documents.formats.job_posting import find_postings, read_posting
from skillkg.documents.formats.parsed import ParsedFile, decode
from skillkg.errors import DocumentError

if TYPE_CHECKING:
    from pathlib import Path


def read_json(data: bytes, path: Path) -> ParsedFile:
    """Read a document in one of the known shapes.

    Raises:
        DocumentError: it is not JSON, has none of the shapes, or a field has a wrong type.
    """
    try:
        # Many sites write line breaks into their texts as they are.
        value = json.loads(decode(data, path), strict=False)
    except RecursionError:
        raise DocumentError(
            f"{path}: JSON nested too deep\n  it cannot be a resume or an ad"
        ) from None
    except json.JSONDecodeError as error:
        raise DocumentError(
            f"{path}:{error.lineno}: not JSON ({error.msg}, column {error.colno})\n"
            "  repair it, or save the text as .txt"
        ) from None
    if postings := list(find_postings(value)):
        return read_posting(postings, path)
    if openings := hr_open.find_openings(value):
        return hr_open.read_opening(openings, path)
    if isinstance(value, dict) and hr_open.is_candidate(value):
        return hr_open.read_candidate(value, path)
    if isinstance(value, dict) and value.keys() & {"basics", *json_resume.SECTIONS}:
        return json_resume.read_resume(value, path)
    keys = f"an object with {sorted(value)[:8]}" if isinstance(value, dict) else None
    raise DocumentError(
        f"{path}: neither a JSON Resume nor a schema.org JobPosting nor a candidate or an opening "
        f"of HR Open (found {keys or type(value).__name__})\n"
        '  a resume has "basics" or "work" at its top; a posting has "@type": "JobPosting"; a '
        'candidate has "profiles", an opening "positionProfiles"'
    )
