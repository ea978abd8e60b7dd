"""Amounts and quotes as people read them: two decimals, and whole words."""

from __future__ import annotations

from typing import Final

from skillkg.explanation.report.wording import one_line

LEAST: Final = 0.01
"""What is less is told as that: more digits would feign a precision that no reading has."""
LONG: Final = 90
"""Characters of a quote where a reader looks first."""


def rounded(amount: float) -> str:
    """An amount of a fit in two decimals: ``0.56``, ``below 0.01``, ``0``."""
    if amount == 0:
        return "0"
    return f"{amount:.2f}" if amount >= LEAST else f"below {LEAST}"


def signed(effect: float) -> str:
    """An effect on a fit in two decimals, with its sign: ``+0.05``, ``about 0``."""
    text = f"{effect:+.2f}".replace("-", "−")
    return text if text[1:] != "0.00" else "about 0"


def percent(share: float) -> str:
    """A share without decimals: ``81 %``."""
    return f"{100 * share:.0f}\u00a0%"


def shortened(quote: str, long: int = LONG) -> str:
    """A quote on one line, ended after a whole word where it is long."""
    line = one_line(quote)
    if len(line) <= long:
        return line
    return line[:long].rsplit(" ", 1)[0].rstrip(",;:") + " …"
