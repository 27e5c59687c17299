"""The few errors a user can meet. Each carries a Danish text that says what to do."""

from __future__ import annotations


class AssistentFejl(Exception):
    """Base of every error whose text is written for the user."""


class TomTekst(AssistentFejl):
    """There is nothing to work on."""


class ForStorTekst(AssistentFejl):
    """The input is larger than the job can answer for."""


class IkkeDansk(AssistentFejl):
    """The text is in another language than Danish."""


class FilFejl(AssistentFejl):
    """A file cannot be read: missing, damaged, encrypted, scanned or of an unknown kind."""


class VidensbaseFejl(AssistentFejl):
    """A file of the knowledge base breaks its schema; the text names the file and the line."""


class IndeksFejl(AssistentFejl):
    """The index is missing, locked or damaged."""


class ModelFejl(AssistentFejl):
    """An embedder or a trained part cannot be loaded."""


class RensFejl(AssistentFejl):
    """Masking of personal data failed, so the work stops."""


class LagerFejl(AssistentFejl):
    """The database cannot be read or written."""


class PlanFejl(AssistentFejl):
    """A change to a plan that cannot be made as it stands."""


class PromptFejl(AssistentFejl):
    """A frame in prompts/ is missing or misses a variable."""
