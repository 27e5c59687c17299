"""What a message asks for: one of the jobs, or a follow-up on what was just said."""

from assistent.dialogue.intent import Art, Hensigt
from assistent.dialogue.router import Router

__all__ = ["Art", "Hensigt", "Router"]
