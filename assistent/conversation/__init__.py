"""Runs a conversation turn by turn: mask, route, do the job or follow up, keep."""

from assistent.conversation.conversation import Conversation
from assistent.conversation.replies import Jobs, Reply

__all__ = ["Conversation", "Jobs", "Reply"]
