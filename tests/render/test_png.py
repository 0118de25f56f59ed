"""The picture for a chat: exactly 1080 pixels wide, whole rankings, the same bytes."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from fractions import Fraction

import pytest
from PIL import Image

from eid_campaign.campaign.errors import UsageProblem
from eid_campaign.document import Card, CardLine
from eid_campaign.render.png import _content, render
from eid_campaign.wording import said

from .sample import CARD, DOCUMENT, REPORT


def _picture(card: Card) -> Image.Image:
    return Image.open(io.BytesIO(render(replace(REPORT, card=card))))


def _lines(number: int) -> tuple[CardLine, ...]:
    return tuple(CardLine(n, f"Thôn {n}", Fraction(n, number), 0) for n in range(1, number + 1))


@pytest.mark.parametrize("number", [0, 1, 11, 30, 43])
def test_a_picture_is_1080_pixels_wide(number: int) -> None:
    """Whatever is on it; its height follows."""
    picture = _picture(replace(CARD, ranking=_lines(number)))
    assert picture.format == "PNG"
    assert picture.width == 1080
    assert picture.height > 600


def test_a_longer_ranking_makes_a_higher_picture() -> None:
    """Up to thirty lines each is shown; of more the first ten and the last five."""
    heights = [_picture(replace(CARD, ranking=_lines(number))).height for number in (5, 15, 30)]
    assert heights == sorted(set(heights))
    many = [_picture(replace(CARD, ranking=_lines(number))).height for number in (31, 200)]
    assert many[0] == many[1] < heights[2]


def test_the_same_card_gives_the_same_bytes() -> None:
    """No clock and no font of the machine gets in."""
    assert render(REPORT) == render(REPORT)


def test_what_stands_on_the_card() -> None:
    """Figures in the reader's notation, arrows with signs, words where nobody reported."""
    found = _content(CARD)
    figure = found["figures"][0]
    assert (figure["achieved"], figure["target"]) == ("402", "1.037")
    assert (figure["rate_said"], figure["in_period"]) == ("38,77\u00a0%", "trong kỳ: +212")
    assert found["figures"][1]["achieved"] is None
    assert [line["moved"] for line in found["ranking"]] == ["▲2", "▼1", "=", ""]
    assert [line["rank"] for line in found["ranking"]] == ["1", "2", "2", ""]
    assert found["ranking"][3]["rate"] == "chưa báo cáo"


def test_of_a_long_ranking_both_ends_are_shown() -> None:
    """The first ten, a gap, the last five: who leads and who is behind."""
    lines = _content(replace(CARD, ranking=_lines(43)))["ranking"]
    shown = [line.get("rank", "…") for line in lines]
    assert shown == [*map(str, range(1, 11)), "…", *map(str, range(39, 44))]


def test_words_are_never_read_as_markup() -> None:
    """A name that is code of the typesetter is drawn as it stands, and breaks nothing."""
    nasty = '#panic("x") *a* $1$ @ref \\ "]'
    card = replace(CARD, title=nasty, ranking=(CardLine(1, nasty, Fraction(1)),))
    assert nasty in json.dumps(_content(card), ensure_ascii=False).replace('\\"', '"').replace(
        "\\\\", "\\"
    )
    assert _picture(card).width == 1080


def test_an_answer_without_a_card_is_refused_in_the_readers_language() -> None:
    """And it is said which answers have one."""
    with pytest.raises(UsageProblem) as raised:
        render(DOCUMENT)
    assert said(raised.value) == (
        "Kết quả này không có ảnh để gửi vào nhóm trò chuyện.",
        "Có dạng này: eidc report daily, weekly, final.",
    )
