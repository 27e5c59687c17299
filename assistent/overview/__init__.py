"""The overview for a leader: figures across all plans, none of them of fewer than five."""

from assistent.overview.build import build
from assistent.overview.features import Kendetegnsord
from assistent.overview.suppress import LEAST
from assistent.overview.tables import FILE, Grundlag, Ord, Overblik, Tabel, Udsnit, described

__all__ = [
    "FILE",
    "LEAST",
    "Grundlag",
    "Kendetegnsord",
    "Ord",
    "Overblik",
    "Tabel",
    "Udsnit",
    "build",
    "described",
]
