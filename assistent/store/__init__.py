"""What is kept in the database: conversations and plans."""

from assistent.store.chats import Chats
from assistent.store.database import MIGRATIONS, Database, migrate, now
from assistent.store.plans import Plans

__all__ = ["MIGRATIONS", "Chats", "Database", "Plans", "migrate", "now"]
