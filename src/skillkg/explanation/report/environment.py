"""The templates of reports, and the filters that they share."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING, Final

from skillkg.explanation.arithmetic import figure
from skillkg.explanation.canonical import canonical
from skillkg.explanation.mentions import reason
from skillkg.explanation.report import wording as words
from skillkg.explanation.report.amounts import rounded, shortened, signed
from skillkg.explanation.report.contexts import quoted
from skillkg.extras import needs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Environment
    from markupsafe import Markup

    from skillkg.model.document import Span

_NO_LETTER: Final = re.compile(r"[^A-Za-z0-9 ]")


def _places(spans: Sequence[Span]) -> list[tuple[str, list[Span]]]:
    """The quotes of spans, each with its places, in the order of the text."""
    quotes: dict[str, list[Span]] = {}
    for span in sorted(spans):
        quotes.setdefault(words.one_line(span.quote), []).append(span)
    return list(quotes.items())


def _at(span: Span, pages: Sequence[int]) -> str:
    """Where a quote stands: its page, where there are pages, and its offsets."""
    page = f"p. {bisect_right(pages, span.start)}, " if pages else ""
    return f"{page}{span.start}–{span.end}"


def _written(value: object) -> str:
    """A parameter's value as a reader writes it: text as it is, the rest as canonical JSON."""
    if isinstance(value, str):
        return words.one_line(value)
    return words.one_line(canonical(value).decode())


def _web(address: str) -> str:
    """The address where it may be followed by a click, else nothing."""
    return address if address.startswith(("https://", "http://")) else ""


def _exact(number: float) -> str:
    """A number in full precision."""
    return "0" if number == 0 else repr(number)


def _css_string(text: str) -> Markup:
    """Text as a string of CSS; all but letters, digits and spaces is escaped."""
    from markupsafe import Markup

    return Markup('"{}"').format(Markup(_NO_LETTER.sub(lambda c: f"\\{ord(c[0]):x} ", text)))


@cache
def environment() -> Environment:
    """The templates, and the filters that they share."""
    with needs("documents"):
        from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("skillkg.explanation.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "at": _at,
        "css_string": _css_string,
        "exact": _exact,
        "family": words.family,
        "file_name": words.file_name,
        "figure": figure,
        "graph_name": words.graph_name,
        "phrase": words.phrase,
        "quoted": quoted,
        "places": _places,
        "rounded": rounded,
        "shortened": shortened,
        "signed": signed,
        "reason": reason,
        "one_line": words.one_line,
        "written": _written,
        "printable": words.printable,
        "web": _web,
    }
    return environment
