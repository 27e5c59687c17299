from __future__ import annotations

import re

import pytest

from assistent.anonymise.review import Gennemsyn
from assistent.datamodels import Maskering
from assistent.ui.marked import marked_html


def review(text: str, *masks: tuple[str, str, str]) -> Gennemsyn:
    """A review in which the first place of each word is masked."""
    spots = [
        Maskering(text.index(word), text.index(word) + len(word), kind, written)
        for word, kind, written in masks
    ]
    return Gennemsyn(text, tuple(sorted(spots, key=lambda spot: spot.start)))


def test_mask_says_its_kind_its_group_and_what_stood():
    html = marked_html(review("Emma leger.", ("Emma", "NAVN", "barn A")))
    assert html == (
        '<p><mark class="slor" id="sted-0" data-nr="1" data-slags="Navn" '
        'title="Navn: der stod »Emma«">barn A</mark> leger.</p>'
    )


def test_forgotten_original_is_not_said():
    masked = Gennemsyn.masked("barn A leger.", [Maskering(0, 6, "NAVN", "barn A")])
    assert 'title="Navn"' in marked_html(masked)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("# Plan", "<h3>Plan</h3>"),
        ("# Plan\n### Dybt", "<h3>Plan</h3><h4>Dybt</h4>"),
        ("- et\n* to", "<ul><li>et</li><li>to</li></ul>"),
        ("3. marts\n5. april", "<p>3. marts\n5. april</p>"),
        ("**Mål:** ro", "<p><strong>Mål:</strong> ro</p>"),
        ("<!-- side 3 -->", '<p class="sidetal">Side 3</p>'),
        ("| a | b |\n|---|---|\n| c | d |", "<tr><td>a</td><td>b</td></tr><tr><td>c</td>"),
        ("<b onclick=x>", "<p>&lt;b onclick=x&gt;</p>"),
        ("\ue0000\ue001 rester", "<p>0 rester</p>"),
    ],
)
def test_text_is_shown_to_the_letter(text, html):
    assert html in marked_html(Gennemsyn(text, ()))


def test_what_a_mask_hides_and_says_becomes_no_markup():
    hidden = review('Her er "><script>', ('"><script>', "NAVN", "<b>A</b>"))
    html = marked_html(hidden)
    assert not re.search(r"<script|<b>", html)
    assert "&lt;b&gt;A&lt;/b&gt;" in html
