"""From the SVG that matplotlib writes to an element for any page, light or dark."""

from __future__ import annotations

import re
from html import escape
from typing import Final

_POINT: Final = 25.4 / 72
"""Millimetres."""


def for_a_page(svg: str, size: tuple[float, float], name: str, title: str, *, ink: str) -> str:
    """Return what matplotlib wrote as an element that can stand in any page beside others.

    Its ids begin with ``name``, ``title`` says it to who cannot see it, and what was drawn in
    ``ink`` takes the colour of the page's text.
    """
    prefix = re.sub(r"[^A-Za-z0-9_-]", "-", name) or "chart"
    _prolog, _open, rest = svg.partition("<svg ")
    _attributes, _close, inner = rest.partition(">")
    inner = re.sub(r"<!--.*?-->|<metadata>.*?</metadata>", "", inner, flags=re.DOTALL)
    # Its style sheet speaks of "*": in a page it would change everything else.
    inner = re.sub(r"<defs>\s*<style.*?</style>\s*</defs>", "", inner, flags=re.DOTALL)
    used = set(re.findall(r'(?:href="#|url\(#)([^")]+)', inner))
    inner = re.sub(
        r' id="([^"]+)"',
        lambda found: f' id="{prefix}-{found[1]}"' if found[1] in used else "",
        inner,
    )
    inner = re.sub(r'(href="#|url\(#)', rf"\g<1>{prefix}-", inner)
    inner = re.sub(r"\s*\n\s*", "\n", inner.replace(ink, "currentColor"))
    # A hundredth of a point is finer than any printer.
    inner = re.sub(r"scale\([^)]*\)|\d+\.\d{3,}", _shorter, inner)
    width, height = (f"{side:g}" for side in size)
    points = " ".join(f"{side / _POINT:g}" for side in size)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' width="{width}mm" height="{height}mm" viewBox="0 0 {points}" role="img"'
        f' stroke-linejoin="round" stroke-linecap="butt">'
        f"\n<title>{escape(title)}</title>{inner}"
    ).rstrip()


def _shorter(found: re.Match[str]) -> str:
    """Return a number with two decimals; how much a letter is scaled down needs all of them."""
    return found[0] if found[0].startswith("scale") else f"{float(found[0]):.2f}"
