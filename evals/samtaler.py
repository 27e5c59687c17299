"""Conversations: each turn of evals/data/samtaler-*.jsonl said in turn, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from assistent.assistant import Assistant
from evals.spoerg import holds


@dataclass(frozen=True)
class Tur:
    """A turn: what was said, whether it went right, and if not what came instead."""

    samtale: str
    nr: int
    bruger: str
    rigtig: bool
    hvorfor: str = ""


def run(assistant: Assistant, row: Mapping[str, Any]) -> list[Tur]:
    """Say every turn of one conversation; the conversation is forgotten afterwards."""
    chat = assistant.new_chat()
    found = []
    try:
        for number, turn in enumerate(row["ture"], 1):
            chat = assistant.say(chat.id, turn["bruger"])
            why = judge(turn, chat)
            found.append(Tur(row["id"], number, turn["bruger"], not why, why))
    finally:
        assistant.delete_chat(chat.id)
    return found


def judge(turn: Mapping[str, Any], chat: Any) -> str:
    """What is wrong with the reply to ``turn``; empty when nothing is."""
    reply = chat.ture[-1]
    answer = chat.hukommelse.svar
    declined = reply.opgave == "spoerg" and answer is not None and answer.afvist
    text = " ".join(reply.tekst.lower().split())
    faults = (
        ("siger noget, den ikke må", any(holds(text, [group]) for group in _groups(turn["ikke"]))),
        (
            "svarer, hvor den burde sige fra",
            turn["afvist"] and not declined and reply.opgave != "samtale",
        ),
        (
            f"tager det for {reply.opgave}",
            not turn["afvist"] and turn["opgave"] != reply.opgave,
        ),
        ("afviser", not turn["afvist"] and turn["opgave"] == "spoerg" and declined),
        ("svarer noget andet", _lacks(turn, text)),
        ("forkert side", _elsewhere(turn, reply)),
    )
    return next((name for name, found in faults if found), "")


def _groups(told: list[Any]) -> list[list[str]]:
    """Words, or lists of words for the same, as lists."""
    return [group if isinstance(group, list) else [group] for group in told]


def _lacks(turn: Mapping[str, Any], text: str) -> bool:
    asked = turn["opgave"] == "spoerg" and not turn["afvist"] and turn["svar_indeholder"]
    return bool(asked) and not holds(text, turn["svar_indeholder"])


def _elsewhere(turn: Mapping[str, Any], reply: Any) -> bool:
    asked = turn["opgave"] == "spoerg" and not turn["afvist"] and turn["sider"]
    return bool(asked) and not {cite.side for cite in reply.henvisninger} & set(turn["sider"])


def leaks(assistant: Assistant, rows: list[Mapping[str, Any]], tick: Callable[[], None]) -> int:
    """How many first turns are answered otherwise in the middle of another conversation's turns.

    Two conversations take turns; each must be answered as it is alone.
    """
    differing = 0
    for one, other in zip(rows[::2], rows[1::2], strict=False):
        alone = [_texts(assistant, [row])[0] for row in (one, other)]
        mixed = _texts(assistant, [one, other])
        differing += alone != mixed
        tick()
    return differing


def _texts(assistant: Assistant, rows: list[Mapping[str, Any]]) -> list[list[str]]:
    chats = [assistant.new_chat() for _ in rows]
    said: list[list[str]] = [[] for _ in rows]
    for turn in range(max(len(row["ture"]) for row in rows)):
        for place, (chat, row) in enumerate(zip(chats, rows, strict=True)):
            if turn < len(row["ture"]):
                kept = assistant.say(chat.id, row["ture"][turn]["bruger"])
                said[place].append(kept.ture[-1].tekst)
    for chat in chats:
        assistant.delete_chat(chat.id)
    return said
