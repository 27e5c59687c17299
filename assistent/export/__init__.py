"""A plan, a card or a letter as the bytes of a file, and a plan read back from one."""

from assistent.export.docx import letter_docx, plan_docx
from assistent.export.docx_in import LaestLinje, LaestPlan, read_plan_docx
from assistent.export.ics import calendar_ics
from assistent.export.jsonform import plan_from_json, plan_json, schema
from assistent.export.markdown import plan_markdown
from assistent.export.pdf import card_pdf, letter_pdf, plan_pdf

__all__ = [
    "LaestLinje",
    "LaestPlan",
    "calendar_ics",
    "card_pdf",
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
