"""The layouts.

1. A receipt holds every fact given to it, on one page.
2. The address stands in the envelope's window, a long one too, in every direction of writing.
3. Long names, long words and other scripts stay on the sheet and lose no letter.
4. Every page says its number and the check code; pages after the first also say the request's number.
5. Nothing that a person typed is read as markup.
6. Groups of one title stand under one heading, each with its situation; every item has its box.
7. "Page x of y" wants a place for x, in whatever order a language has it.
8. The code says what it was given, its quiet zone is four modules, its correction level M.
"""

from __future__ import annotations

import base64
import dataclasses
import io
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formgen.rendering.pdf.checklist import document_list_html
from formgen.rendering.pdf.code import qr_png_uri
from formgen.rendering.pdf.layouts import counter_parts, direction, direction_of
from formgen.rendering.pdf.letter import Letter, Sender, letter_html
from formgen.rendering.pdf.pool import PdfPool
from tests.rendering.pdf import samples

MILLIMETRE = 72 / 25.4


@dataclasses.dataclass(frozen=True)
class Word:
    page: int
    text: str
    left: float  # millimetres from the sheet's upper left corner
    top: float
    right: float
    bottom: float


def words_of(pool: PdfPool, letter: Letter, folder: Path) -> list[Word]:
    path = folder / "letter.pdf"
    path.write_bytes(pool.render_now(letter_html(letter), language=letter.language, title=letter.title))
    return words_in(path)


def words_in(path: Path) -> list[Word]:
    boxes = subprocess.run(
        ["pdftotext", "-bbox", path, "-"], capture_output=True, text=True, check=True, timeout=60
    ).stdout
    words, page = [], 0
    for line in boxes.splitlines():
        page += "<page " in line
        if match := re.search(r'xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*)</word>', line):
            words.append(Word(page, match[5], *(float(match[side]) / MILLIMETRE for side in range(1, 5))))
    return words


def text_of(words: list[Word], page: int | None = None) -> str:
    return " ".join(word.text for word in words if page in (None, word.page)).replace("&apos;", "'")


def test_a_receipt_holds_every_fact_on_one_page(pool: PdfPool, tmp_path: Path) -> None:  # 1
    receipt = samples.receipt()
    words = words_of(pool, receipt, tmp_path)
    text = text_of(words)
    assert {word.page for word in words} == {1}
    facts = [*receipt.references, *receipt.identity]
    for wanted in (*(part for fact in facts for part in fact), *receipt.address, *receipt.sender.address):
        assert wanted in text
    for wanted in (receipt.title, receipt.sender.email, receipt.sender.phone, "17/02/2023", "refusée"):
        assert wanted in text


@pytest.mark.parametrize("name", ["receipt", "refusal", "long_names", "arabic"])
def test_the_address_stands_in_the_window(name: str, pool: PdfPool, tmp_path: Path) -> None:  # 2
    words = words_of(pool, getattr(samples, name)(), tmp_path)
    address = [word for word in words if word.page == 1 and word.left > 102 and 40 < word.top < 84]
    assert "59000" in text_of(address)
    assert min(word.top for word in address) >= 45
    assert max(word.bottom for word in address) <= 82  # the sheet may still slide by 8 of its 11 mm
    assert max(word.right for word in address) <= 190


@pytest.mark.parametrize("name", ["refusal", "long_names", "arabic"])
def test_nothing_leaves_the_sheet(name: str, pool: PdfPool, tmp_path: Path) -> None:  # 3
    for word in words_of(pool, getattr(samples, name)(), tmp_path):
        assert word.left >= 21.5, word
        assert word.right <= 188.5, word
        assert 13 <= word.top < word.bottom <= 290, word


def test_long_names_lose_no_letter(pool: PdfPool, tmp_path: Path) -> None:  # 3
    text = text_of(words_of(pool, samples.long_names(), tmp_path)).replace(" ", "")
    for _, value in samples.long_names().identity[:4]:
        assert value.replace(" ", "") in text
    assert "محمد" in text or "محمد"[::-1] in text


def test_every_page_says_what_it_belongs_to(pool: PdfPool, tmp_path: Path) -> None:  # 4
    refusal = samples.refusal()
    words = words_of(pool, refusal, tmp_path)
    assert max(word.page for word in words) == 3
    for page in (1, 2, 3):
        text = text_of(words, page)
        assert f"Page {page} sur 3" in text
        assert "7KQM-2XWD-94HF" in text
        assert (refusal.running in text) == (page > 1)


def test_nothing_typed_is_markup() -> None:  # 5
    attack = "<img src='file:///etc/passwd'>&{{ 7 * 7 }}\"'>"
    letter = dataclasses.replace(
        samples.receipt(),
        title=attack,
        identity=((attack, attack),),
        references=((attack, attack),),
        address=(attack,),
        signature=(attack,),
        running=attack,
        check=attack,
        sender=Sender(name=attack, address=(attack,), email=attack, phone=attack),
        code=dataclasses.replace(samples.CODE, alt=attack, caption=attack),
        page_words=attack + "{page}",
    )
    html = letter_html(letter)
    assert html.count("<img") == 1, "the code's own picture"
    assert "49" not in re.sub(r"base64,[^\"]*", "", html)
    assert html.count("&lt;img") >= 14


def test_groups_of_one_title_stand_together(pool: PdfPool, tmp_path: Path) -> None:  # 6
    listed = samples.checklist()
    html = document_list_html(listed)
    assert html.count("<h2>Justificatif de domicile</h2>") == 1
    items = [item for group in listed.groups for item in group.items]
    assert html.count("<li>") == len(items)
    path = tmp_path / "list.pdf"
    path.write_bytes(pool.render_now(html, language="fr", title=listed.title))
    text = text_of(words_in(path))
    for group in listed.groups:
        for wanted in (group.title, group.when, group.text, group.rule, *group.notes):
            assert wanted in text
    for item in items:
        assert item.title in text
        assert item.note in text
    assert "Page 2 sur 2" in text


def test_page_words_want_a_place_for_the_number() -> None:  # 7
    assert counter_parts("{pages} 頁中 {page}") == (("pages", ""), ("text", " 頁中 "), ("page", ""))
    with pytest.raises(ValueError, match=r"\{page\}"):
        counter_parts("Page 1")


def test_directions() -> None:  # 2
    languages, texts = ("fr", "ar", "he-IL", "en-GB"), ("Anna", "12 عبد", "12", "", "(Αικ")
    assert [language for language in languages if direction(language) == "rtl"] == ["ar", "he-IL"]
    assert [text for text in texts if direction_of(text) == "rtl"] == ["12 عبد"]


def rows_of(uri: str) -> list[list[bool]]:
    """The pixels of a code, dark is true."""
    from PIL import Image

    with Image.open(io.BytesIO(base64.b64decode(uri.partition(",")[2]))) as picture:
        grey = picture.convert("L")
        pixels: Any = grey.load()
        return [[pixels[x, y] < 128 for x in range(grey.width)] for y in range(grey.height)]


@given(st.text(min_size=1, max_size=300))
def test_a_code_has_its_quiet_zone(content: str) -> None:  # 8
    rows = rows_of(qr_png_uri(content))
    zone = 4 * 6
    assert not any(any(row) for row in (*rows[:zone], *rows[-zone:]))
    assert not any(any(row[:zone]) or any(row[-zone:]) for row in rows)
    assert all(rows[zone][zone : zone + 7 * 6]), "the corner mark begins where the zone ends"
    assert (len(rows) // 6 - 8 - 17) % 4 == 0, "a QR code and no Micro QR code"


def test_a_code_says_its_level() -> None:  # 8
    rows = rows_of(qr_png_uri("https://example.org/"))
    # ISO/IEC 18004, 7.9: the first two modules of row 8, unmasked from 101010000010010, are 00 for M.
    level = [rows[(4 + 8) * 6][(4 + column) * 6] for column in (0, 1)]
    assert [bit ^ mask for bit, mask in zip(level, (True, False), strict=True)] == [False, False]


def test_what_no_code_can_say() -> None:  # 8
    with pytest.raises(ValueError, match="something"):
        qr_png_uri("")
    with pytest.raises(ValueError, match="too long"):
        qr_png_uri("é" * 3000)
