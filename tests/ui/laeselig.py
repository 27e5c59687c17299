"""What everybody must be able to read: names, contrast, headings in order."""

from __future__ import annotations

import itertools

from driver import Side

HEADINGS = """() => Array.from(document.querySelectorAll('h1,h2,h3,h4,h5,h6'))
    .filter(h => h.checkVisibility()).map(h => [Number(h.tagName[1]), h.textContent.trim()])"""
NAMELESS = """() => Array.from(document.querySelectorAll('button, a, textarea, input'))
    .filter(e => e.checkVisibility())
    .filter(e => !(e.getAttribute('aria-label') || e.textContent.trim() || e.labels?.length))
    .map(e => e.outerHTML.slice(0, 120))"""
# Text whose contrast with what is behind it is below AA: 4.5, or 3 for large text.
FAINT = """() => {
  const parse = c => (c.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => { const f = v => (v /= 255) <= .03928 ? v / 12.92
    : ((v + .055) / 1.055) ** 2.4; return .2126 * f(r) + .7152 * f(g) + .0722 * f(b); };
  const behind = e => { for (; e; e = e.parentElement) {
    const c = parse(getComputedStyle(e).backgroundColor);
    if (c.length && (c.length < 4 || c[3] > 0)) return c; } return [255, 255, 255]; };
  const found = [];
  for (const e of document.querySelectorAll('#skal *')) {
    const own = Array.from(e.childNodes).some(n => n.nodeType === 3 && n.textContent.trim());
    if (!own || !e.checkVisibility()) continue;
    const style = getComputedStyle(e);
    const [a, b] = [light(parse(style.color)), light(behind(e))];
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    const size = parseFloat(style.fontSize);
    const need = size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5;
    if (size > 0 && ratio < need) found.push([e.textContent.slice(0, 40), ratio]);
  }
  return found;
}"""


def readable(side: Side) -> None:
    """The page as it stands is Danish, every control has a name, no text is faint."""
    page = side.page
    assert page.evaluate("document.documentElement.lang") == "da"
    assert "Gradio" not in page.title()
    assert page.evaluate(NAMELESS) == []
    assert page.evaluate(FAINT) == []
    levels = [level for level, _ in page.evaluate(HEADINGS)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
