"""A plan, a card, a letter or a check as the bytes of a file; a plan read back from one."""

from assistent.export.check_docx import check_docx
from assistent.export.check_pdf import check_pdf
from assistent.export.check_xlsx import check_xlsx
from assistent.export.docx import letter_docx, plan_docx
from assistent.export.docx_in import LaestLinje, LaestPlan, read_plan_docx
from assistent.export.heatmap import Varmekort, heatmap
from assistent.export.ics import calendar_ics
from assistent.export.jsonform import plan_from_json, plan_json, schema
from assistent.export.markdown import plan_markdown
from assistent.export.pdf import card_pdf, letter_pdf, plan_pdf

__all__ = [
    "LaestLinje",
    "LaestPlan",
    "Varmekort",
    "calendar_ics",
    "card_pdf",
    "check_docx",
    "check_pdf",
    "check_xlsx",
    "heatmap",
    "letter_docx",
    "letter_pdf",
    "plan_docx",
    "plan_from_json",
    "plan_json",
    "plan_markdown",
    "plan_pdf",
    "read_plan_docx",
    "schema",
]
