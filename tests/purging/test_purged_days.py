"""Of days removed for good counts are told, single people are not: that is said, never guessed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Answer
from tests.purging.test_purging import AN, LIST, place

__all__ = ["place"]

REMOVED = "2024-11-19"
"""What is before this day is removed; lists are of 5, 12 and 19 November."""
OF_PEOPLE = (
    ("people",),
    ("people", "--conflicts"),
    ("person", AN),
    ("left",),
    ("duplicates",),
    ("report", "change"),
    ("report", "exempt"),
    ("report", "quality"),
)


@pytest.fixture
def purged(place: Path, eidc: Callable[..., Answer]) -> Path:
    """The campaign of three weeks without what is before the third."""
    assert eidc("purge", "--before", REMOVED, "--yes").code == 0
    return place


def refused(answer: Answer) -> bool:
    """Whether it was said, with the way out, that people of then are gone for good."""
    said = "xóa vĩnh viễn" in answer.err and "19/11/2024" in answer.err
    return answer.code == 5 and answer.out == "" and said and "Cách xử lý" in answer.err


@pytest.mark.usefixtures("purged")
@pytest.mark.parametrize("words", OF_PEOPLE, ids=" ".join)
def test_single_people_of_a_day_removed(
    words: tuple[str, ...], eidc: Callable[..., Answer]
) -> None:
    """Refused for every day before the one the removal reached to, answered from there on."""
    for day in ("2024-11-05", "2024-11-18"):
        assert refused(eidc(*words, "--as-of", day)), (words, day)
    since = ("--from", REMOVED) if "change" in words else ()
    answer = eidc(*words, *since, "--as-of", "2024-11-20")
    assert answer.code == 0, answer.all


@pytest.mark.usefixtures("purged")
def test_people_of_a_day_removed_asked_in_other_ways(eidc: Callable[..., Answer]) -> None:
    """By the first day of a change or of the calendar, by a list to hold against, by trial of
    rules, and where today itself is a day removed.
    """
    Path("hệ thống.csv").write_text(LIST, encoding="utf-8")
    Path("rieng.tsv").write_text("", encoding="utf-8")
    assert refused(eidc("report", "change", "--from", "2024-11-18"))
    assert refused(eidc("report", "change", "--as-of", "2024-11-20"))  # since 13 November
    assert refused(eidc("calendar", "--from", "2024-11-18"))
    assert refused(eidc("review", "--format", "csv", EIDC_AS_OF="2024-11-18"))
    asked = ("reconcile", "hệ thống.csv", "--commune", "Cẩm Tân", "--as-of", "2024-11-12")
    assert refused(eidc(*asked))
    assert refused(eidc("reconcile", "thu-nhan=3", "--as-of", "2024-11-12"))  # it was 1: why?
    assert eidc("calendar", "--from", REMOVED).code == 0
    assert eidc("duplicates", "--settled", "--as-of", "2024-11-12").code == 0


@pytest.mark.usefixtures("purged")
def test_counts_of_a_day_removed_are_told(eidc: Callable[..., Answer]) -> None:
    """On 12 November one of the three not collected at the baseline was collected: Văn An."""
    asked = ("targets", "--by", "commune", "--as-of", "2024-11-12", "--format", "json")
    row, *_others = eidc(*asked).rows()
    assert (row["base_level2"], row["collected"]) == (3, 1)
    for words in (("report", "weekly"), ("report", "daily"), ("why", "1")):
        assert eidc(*words, "--as-of", "2024-11-12").code == 0, words
    assert eidc("reconcile", "thu-nhan=1", "--as-of", "2024-11-12").code == 0


@pytest.mark.usefixtures("purged")
@pytest.mark.parametrize(
    "words",
    [*OF_PEOPLE, ("targets",), ("report", "weekly"), ("report", "daily"), ("why", "1")],
    ids=" ".join,
)
def test_what_was_known_before_the_removal(
    words: tuple[str, ...], eidc: Callable[..., Answer]
) -> None:
    """Refused with --known-on: what was known then is gone, its counts were not kept yet."""
    since = ("--from", REMOVED) if "change" in words else ()
    asked = (*words, *since, "--as-of", "2024-11-20")
    assert refused(eidc(*asked, "--known-on", "#3"))
    (purge,) = [row for row in eidc("log", "--format", "json").rows() if row["kind"] == "purge"]
    assert eidc(*asked, "--known-on", f"#{purge['entry']}").code == 0
    assert eidc("log", "--known-on", "#3").code == 0


@pytest.mark.usefixtures("purged")
def test_kept_counts_are_no_imports(eidc: Callable[..., Answer]) -> None:
    """Three lists were imported: status counts three."""
    assert "Số lần nhập đang tính: 3\n" in eidc("status").out
