"""How text breaks on words: the least width for so many lines, the lines at a width."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=4096)
def narrowest(text: str, lines: int) -> int:
    """Return the least width at which ``text`` takes at most ``lines`` without cutting a word."""
    if lines == 1:
        return len(text)
    width = max([-(-len(text) // lines), *(len(word) for word in text.split())])
    while line_count(text, width) > lines:
        width += 1
    return width


def line_count(text: str, width: int) -> int:
    """Return how many lines ``text`` takes at ``width``; a longer word is cut into more."""
    lines, used = 0, width
    for word in text.split():
        if used + 1 + len(word) <= width:
            used += 1 + len(word)
        else:
            cuts, used = divmod(len(word) - 1, width)
            lines, used = lines + 1 + cuts, used + 1
    return max(lines, 1)
