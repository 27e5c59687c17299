"""A conversation, turn by turn: mask, route, reply, keep."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Protocol

from assistent.anonymise.case import Sag
from assistent.conversation import plan
from assistent.conversation.replies import Jobs, Replies
from assistent.danish import words
from assistent.datamodels import Hukommelse, Opgave, Renset, Samtale, Tur
from assistent.dialogue.intent import NYE, OPGAVER, Art, Hensigt
from assistent.errors import LagerFejl, TomTekst
from assistent.present import Presenter
from assistent.prompts import Frames

_SHORT_WORDS = 14


class Routes(Protocol):
    """What a conversation needs of a router."""

    def route(self, message: Renset, memory: Hukommelse) -> Hensigt:
        """What a message asks for."""
        ...

    def choose(self, message: Renset, choices: tuple[Art, ...]) -> Art | None:
        """The choice that a short answer names."""
        ...


class Chats(Protocol):
    """What a conversation needs of a store."""

    def new(self) -> Samtale:
        """Keep a fresh conversation."""
        ...

    def get(self, ident: str) -> Samtale | None:
        """A conversation, or None."""
        ...

    def append(self, ident: str, seen: int, turns: Sequence[Tur], memory: Hukommelse) -> None:
        """Add turns after the ``seen`` first."""
        ...

    def delete(self, ident: str) -> None:
        """Remove a conversation."""
        ...


_CASES = 500


class Conversation:
    """Holds no conversation itself: each turn reads it from the store and writes it back.

    ``clean`` masks personal data and raises an AssistentFejl on text that cannot be worked on.
    ``names`` are vidensbasen's names of elements, in place of those in prompts/vis.
    """

    def __init__(
        self,
        jobs: Jobs,
        router: Routes,
        store: Chats,
        frames: Frames,
        clean: Callable[[str, Sag], Renset],
        names: Mapping[str, str] | None = None,
    ) -> None:
        self._router = router
        self._store = store
        self._clean = clean
        self._cases: OrderedDict[str, Sag] = OrderedDict()
        self._replies = Replies(jobs, frames, Presenter(frames, names))
        self._doubts = self._replies.doubts()

    def new(self) -> Samtale:
        """Begin a conversation."""
        return self._store.new()

    def get(self, chat_id: str) -> Samtale | None:
        """A conversation, or None when there is none of that id."""
        return self._store.get(chat_id)

    def delete(self, chat_id: str) -> None:
        """Forget a conversation."""
        self._cases.pop(chat_id, None)
        self._store.delete(chat_id)

    def say(self, chat_id: str, text: str, job: Opgave | None = None) -> Samtale:
        """Say ``text`` and get the conversation back with the reply as its last turn.

        ``job`` is the way in that the user chose; a follow-up is still taken for one. Only masked
        text is used and kept, and nothing is kept when an AssistentFejl is raised.
        """
        chat = self._store.get(chat_id)
        if chat is None:
            raise LagerFejl("Samtalen findes ikke længere. Begynd en ny.")
        message = self._clean(text, self._case(chat))
        if not words(message):
            raise TomTekst("Der står ikke noget at arbejde med. Skriv eller indsæt en tekst.")
        about, intent = self._understand(message, chat, job)
        reply = self._replies.reply(intent, about, chat)
        time = datetime.now(UTC).isoformat(timespec="seconds")
        turns = (
            Tur("bruger", message, reply.opgave, (), time),
            Tur("assistent", reply.shown.tekst, reply.opgave, reply.shown.henvisninger, time),
        )
        self._store.append(chat.id, len(chat.ture), turns, reply.memory)
        return Samtale(chat.id, (*chat.ture, *turns), reply.memory)

    def _case(self, chat: Samtale) -> Sag:
        """Who was given which letter in this conversation; in memory only, the latest ones."""
        case = self._cases.pop(chat.id, None)
        if case is None:
            case = Sag()
            for turn in chat.ture:
                case.avoid(turn.tekst)
        self._cases[chat.id] = case
        while len(self._cases) > _CASES:
            self._cases.popitem(last=False)
        return case

    def _understand(
        self, message: Renset, chat: Samtale, job: Opgave | None
    ) -> tuple[Renset, Hensigt]:
        """The text to work on and what is asked for: after a question back, the text before it."""
        asked = self._asked_back(chat)
        if asked is not None:
            before, choices = asked
            art = self._router.choose(message, choices)
            if art is not None:
                intent = self._router.route(before, chat.hukommelse)
                return before, replace(intent, art=art, opgave=OPGAVER.get(art, intent.opgave))
        intent = self._router.route(message, chat.hukommelse)
        if job is None and self._answers_what_was_asked(message, intent, chat):
            return message, replace(intent, art="tilfoej", opgave="udkast")
        return message, _by_choice(intent, message, job)

    def _answers_what_was_asked(self, message: str, intent: Hensigt, chat: Samtale) -> bool:
        """True for a statement that comes right after one element of the plan was asked for."""
        if plan.open_element(chat.hukommelse.plantekst, self._replies.names) is None:
            return False
        statement = not message.rstrip().endswith("?") and len(words(message)) <= _SHORT_WORDS * 3
        return statement and intent.art in (*NYE, "tvivl", "flere", "synsvinkel")

    def _asked_back(self, chat: Samtale) -> tuple[Renset, tuple[Art, Art]] | None:
        """The message that was in doubt and its two readings, when that was the last thing said."""
        if len(chat.ture) < 2:
            return None
        said = chat.ture[-1].tekst
        choices = next((pair for text, pair in self._doubts.items() if said.endswith(text)), None)
        return (Renset(chat.ture[-2].tekst), choices) if choices else None


def _by_choice(intent: Hensigt, message: str, job: Opgave | None) -> Hensigt:
    """The job that the user chose, save for a short message that is clearly something else."""
    chosen: Art | None = next((art for art in NYE if art == job), None)
    if chosen is None or intent.art == chosen:
        return intent
    other = intent.art not in (*NYE, "tvivl") and len(words(message)) <= _SHORT_WORDS
    return intent if other else replace(intent, art=chosen, opgave=OPGAVER[chosen], bar=False)
