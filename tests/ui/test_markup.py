from __future__ import annotations

import re

import pytest

from assistent.datamodels import Henvisning
from assistent.ui.markup import place, render, render_passage

CITE = Henvisning(1, "evaluering-2017", "Evalueringen", 12, "2.1", "et citat")


def marked(html: str) -> str:
    return " ".join(re.findall(r"<mark>(.*?)</mark>", html, re.DOTALL))


@pytest.mark.parametrize(
    ("text", "forbidden"),
    [
        ("<script>alert(1)</script>", "<script"),
        ("<b onclick=x>hej</b>", "<b "),
        ("![x](http://ude.dk/x.png)", "<img"),
        ("[klik](https://ude.dk)", "<a "),
        ("<https://ude.dk>", "<a "),
    ],
)
def test_text_becomes_no_markup_and_no_way_out(text, forbidden):
    assert forbidden not in render(text)


def test_only_known_numbers_become_buttons():
    html = render("Se [1] og [2].", cites=[CITE], turn=3)
    assert html.count("<button") == 1
    assert 'data-tur="3" data-nr="1"' in html
    assert "[2]" in html


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Før. Et citat\nover to linjer. Efter.", "Et citat over to linjer."),
        ("- et\n- to\n- tre", "to"),
        ("Et **fedt** ord i et citat.", "ord i et"),
    ],
)
def test_quote_is_marked(text, quote):
    assert marked(render_passage(text, quote)).split() == quote.split()


def test_quote_that_is_not_there_marks_nothing():
    assert "<mark>" not in render_passage("Noget helt andet.", "et citat")
    assert "\ue000" not in render_passage("Noget helt andet.", "et citat")


def test_bold_paragraph_is_a_heading_and_levels_begin_where_asked():
    assert render("**Mål**\n\n- et") == "<h4>Mål</h4>\n<ul>\n<li>et</li>\n</ul>\n"
    assert "<h5>" in render("## Et\n\n### To", top=4)
    assert "<h4>" not in render("**Mål:** noget")
    assert "<h4>" not in render("- **Mål**")


def test_origin_of_a_line_is_a_tag():
    assert '<span class="tag">fra noterne</span>' in render("- Noget. *(fra noterne)*")
    assert '<span class="tag mangler">mangler</span>' in render("- Noget. *(mangler)*")
    assert "<em>" in render("*Skriv »tjek den«.*")


@pytest.mark.parametrize(
    ("side", "afsnit", "shown"),
    [
        (12, "2.1", "s. 12, afsnit 2.1"),
        (12, "Resumé", "s. 12, Resumé"),
        (None, "Trin", "Trin"),
        (None, "", ""),
    ],
)
def test_place(side, afsnit, shown):
    assert place(Henvisning(1, "k", "T", side, afsnit, "c")) == shown
