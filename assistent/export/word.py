"""A Word document with calm styles, a header and a footer, to be filled."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import count
from typing import Any

from assistent.export.marks import ORIGIN_STYLE

INK, MUTED, GREEN, AMBER, LINE = "22302B", "57635D", "1F5C4A", "6D4A12", "CFC7B8"
FACTS, EMPTY, CONFLICT, SOURCE, CELL = "Planoplysning", "Tomt", "Konflikt", "Kilde", "Celle"
TABLE = "Plantabel"
_FONT = "Calibri"
_WIDTH = 9356  # Twentieths of a point between the margins of A4.
_TABLE_STYLE = f"""
<w:style xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  w:type="table" w:customStyle="1" w:styleId="{TABLE}">
  <w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/>
  <w:tblPr><w:tblBorders>
      <w:top w:val="single" w:sz="8" w:color="{GREEN}"/>
      <w:bottom w:val="single" w:sz="4" w:color="{LINE}"/>
      <w:insideH w:val="single" w:sz="4" w:color="{LINE}"/></w:tblBorders>
    <w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>
      <w:bottom w:w="60" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>
  <w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="{GREEN}"/></w:rPr>
    <w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="E7F0EB"/></w:tcPr></w:tblStylePr>
</w:style>"""


class Word:
    """Writes one document: paragraphs with bookmarks, tables, header and footer."""

    def __init__(self, title: str, moment: str = "", keywords: str = "") -> None:
        import docx

        self.document: Any = docx.Document()
        self._marks = count(1)
        self._names: set[str] = set()
        _page(self.document)
        _styles(self.document)
        _settings(self.document)
        _properties(self.document, title, moment, keywords)
        # The library looks a style up by name in time that grows with the styles.
        self._ids = {style.name: style.style_id for style in self.document.styles}

    def paragraph(self, text: str, style: str, *names: str) -> Any:
        """Add a paragraph whose text stands in the bookmarks ``names``; its element."""
        return self._fill(self.document.element.body.add_p(), text, style, names)

    def origin(self, paragraph: Any, mark: str) -> None:
        """Add a line's origin, muted."""
        run = paragraph.add_r()
        run.style, run.text = self._ids[ORIGIN_STYLE], f" {mark}"

    def _fill(self, paragraph: Any, text: str, style: str, names: Sequence[str]) -> Any:
        paragraph.style = self._ids[style]
        opened = [self._open(paragraph, name) for name in names if name]
        paragraph.add_r().text = text
        for number in filter(None, opened):
            paragraph.append(_element("w:bookmarkEnd", {"w:id": str(number)}))
        return paragraph

    def table(
        self, rows: Sequence[Sequence[str]], names: Sequence[str], shares: Sequence[float]
    ) -> Any:
        """Add a table, its head first; ``names`` are the rows' bookmarks. Its element."""
        table = self.document.add_table(rows=len(rows), cols=len(shares), style=TABLE)
        widths = [round(_WIDTH * share / sum(shares)) for share in shares]
        _look(table, widths)
        for number, (row, told) in enumerate(zip(table._tbl.tr_lst, rows, strict=True)):
            _row(row, heading=number == 0)
            for column, (cell, text) in enumerate(zip(row.tc_lst, told, strict=True)):
                cell.get_or_add_tcPr().get_or_add_tcW().set(_qn("w:w"), str(widths[column]))
                name = names[number] if column == 0 else ""
                self._fill(cell.p_lst[0], text, CELL, [name])
        return table._tbl

    def header(self, left: str, right: str) -> None:
        """The line at the top of every page."""
        paragraph = self.document.sections[0].header.paragraphs[0]
        paragraph.add_run(f"{left}\t{right}")

    def footer(self, left: str, page: str, between: str) -> None:
        """The line at the foot of every page, with the page's number and how many there are."""
        paragraph = self.document.sections[0].footer.paragraphs[0]
        paragraph.add_run(f"{left}\t{page} ")
        _field(paragraph, "PAGE")
        paragraph.add_run(f" {between} ")
        _field(paragraph, "NUMPAGES")

    def bytes(self) -> bytes:
        """The document as a file."""
        stream = io.BytesIO()
        self.document.save(stream)
        return stream.getvalue()

    def _open(self, paragraph: Any, name: str) -> int | None:
        """Begin a bookmark; None where the name is taken by a line already."""
        unique = self._unique(name)
        if not unique:
            return None
        number = next(self._marks)
        attributes = {"w:id": str(number), "w:name": unique}
        paragraph.append(_element("w:bookmarkStart", attributes))
        return number

    def _unique(self, name: str) -> str:
        """The name, numbered where the export uses it again; Word does not tell case apart."""
        key, number = name.lower(), 2
        while key in self._names:
            if name.startswith("linje_"):
                return ""
            key, number = f"{name.lower()}_{number}", number + 1
        self._names.add(key)
        return name if key == name.lower() else key


def _qn(name: str) -> str:
    """The name with its namespace, as lxml wants it."""
    from docx.oxml.ns import qn

    return str(qn(name))


def _element(tag: str, attributes: dict[str, str] | None = None) -> Any:
    from docx.oxml import OxmlElement

    element = OxmlElement(tag)
    for name, value in (attributes or {}).items():
        element.set(_qn(name), value)
    return element


def _field(paragraph: Any, code: str) -> None:
    field = _element("w:fldSimple", {"w:instr": code})
    run, text = _element("w:r"), _element("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _row(row: Any, heading: bool) -> None:
    properties = row.get_or_add_trPr()
    properties.append(_element("w:cantSplit"))
    if heading:
        properties.append(_element("w:tblHeader"))


def _look(table: Any, widths: Sequence[int]) -> None:
    """Give the columns their widths; only the first row is told apart by the table's style."""
    table.autofit = False
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.set(_qn("w:w"), str(width))
    properties = table._tbl.tblPr
    for old in properties.findall(_qn("w:tblLook")):
        properties.remove(old)
    flags = {"w:firstRow": "1", "w:noHBand": "1", "w:noVBand": "1"}
    others = {"w:lastRow": "0", "w:firstColumn": "0", "w:lastColumn": "0"}
    properties.append(_element("w:tblLook", {"w:val": "0620", **flags, **others}))


def _page(document: Any) -> None:
    from docx.shared import Cm, Twips

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Twips((11906 - _WIDTH) // 2)
    section.top_margin, section.bottom_margin = Cm(2.6), Cm(2.2)
    section.header_distance = section.footer_distance = Cm(1.1)


def _settings(document: Any) -> None:
    settings = document.settings.element
    for found in settings.iter(_qn("w:compatSetting")):
        if found.get(_qn("w:name")) == "compatibilityMode":
            found.set(_qn("w:val"), "15")
    for found in list(settings.iter(_qn("w:useFELayout"))):
        found.getparent().remove(found)
    for found in settings.iter(_qn("w:themeFontLang")):
        found.set(_qn("w:val"), "da-DK")


def _properties(document: Any, title: str, moment: str, keywords: str) -> None:
    core = document.core_properties
    core.title, core.language, core.keywords = title[:255], "da-DK", keywords
    core.author = core.last_modified_by = core.comments = ""
    try:
        then = datetime.fromisoformat(moment)
    except ValueError:
        then = datetime.now(UTC)
    then = then.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    core.created = core.modified = then


def _styles(document: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml import parse_xml

    styles = document.styles
    for language in styles.element.iter(_qn("w:lang")):
        language.set(_qn("w:val"), "da-DK")
    _style(styles["Normal"], 11, INK, 0, 6)
    _style(styles["Title"], 24, GREEN, 0, 4, bold=True)
    _style(styles["Heading 1"], 14, GREEN, 16, 4, bold=True)
    _style(styles["Heading 2"], 12, GREEN, 12, 3, bold=True)
    _style(styles["Quote"], 11, MUTED, 0, 6)
    _style(styles["List Bullet"], 11, INK, 0, 4)
    _style(styles["Header"], 9, MUTED, 0, 0)
    _style(styles["Footer"], 9, MUTED, 0, 0)
    for name, size, color, after in (
        (FACTS, 10, MUTED, 2),
        (EMPTY, 11, MUTED, 6),
        (CONFLICT, 11, AMBER, 6),
        (SOURCE, 10, INK, 4),
        (CELL, 10, None, 0),
    ):
        own = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        own.base_style = styles["Normal"]
        _style(own, size, color, 0, after)
    origin = styles.add_style(ORIGIN_STYLE, WD_STYLE_TYPE.CHARACTER)
    _letters(origin, 9.5, MUTED, False)
    styles.element.append(parse_xml(_TABLE_STYLE))
    _indents(styles)


def _indents(styles: Any) -> None:
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Twips

    styles[CONFLICT].paragraph_format.left_indent = Twips(360)
    styles["Quote"].paragraph_format.left_indent = Twips(360)
    styles[EMPTY].font.italic = True
    styles[SOURCE].paragraph_format.left_indent = Twips(440)
    styles[SOURCE].paragraph_format.first_line_indent = Twips(-440)
    styles[SOURCE].paragraph_format.tab_stops.add_tab_stop(Twips(440))
    for name in ("Header", "Footer"):
        properties = styles[name].element.get_or_add_pPr()
        for old in properties.findall(_qn("w:tabs")):
            properties.remove(old)
        stops = styles[name].paragraph_format.tab_stops
        stops.add_tab_stop(Twips(_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    spacing = styles["List Bullet"].element.get_or_add_pPr()
    for old in spacing.findall(_qn("w:contextualSpacing")):
        spacing.remove(old)
    border = styles["Title"].element.get_or_add_pPr()
    for old in border.findall(_qn("w:pBdr")):
        border.remove(old)


def _style(
    style: Any, size: float, color: str | None, before: int, after: int, bold: bool = False
) -> None:
    from docx.shared import Pt

    _letters(style, size, color, bold)
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
    style.paragraph_format.line_spacing = 1.15


def _letters(style: Any, size: float, color: str | None, bold: bool) -> None:
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size, style.font.bold = _FONT, Pt(size), bold or None
    fonts = style.element.get_or_add_rPr().find(_qn("w:rFonts"))
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(_qn(f"w:{theme}"), None)
    if color:
        style.font.color.rgb = RGBColor.from_string(color)
