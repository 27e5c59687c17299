"""Draws the views of an opened plan, each by itself, so that a fault in one leaves the others."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from assistent import texts_planer as t
from assistent.datamodels import ELEMENTER, Element, Tjekforskel
from assistent.errors import PlanFejl
from assistent.handleplan import Planversion
from assistent.ui.plan_adjust_html import adjust_html
from assistent.ui.plan_check_html import check_differences_html, check_html, unchecked_html
from assistent.ui.plan_check_words import CheckWords
from assistent.ui.plan_features_html import features_html
from assistent.ui.plan_followup_html import concepts_html, follow_up_html
from assistent.ui.plan_head_html import head_html, switch_html
from assistent.ui.plan_history_html import choose_html, differences_html, history_html
from assistent.ui.plan_lines_html import lines_html
from assistent.ui.plan_paper_html import card_html, letter_html
from assistent.ui.plan_parts import Shown, empty
from assistent.ui.plan_readings_html import readings_html
from assistent.ui.plans_acts import Said
from assistent.ui.plans_layout import PlanParts
from assistent.ui.shell import Changes

if TYPE_CHECKING:
    from assistent.assistant import Assistant

_log = logging.getLogger(__name__)


class Views:
    """The views of one page; what they show is read anew each time."""

    def __init__(self, assistant: Assistant, parts: PlanParts) -> None:
        self._assistant = assistant
        self._parts = parts

    @property
    def navne(self) -> dict[Element, str]:
        """The names of the eight elements."""
        return {element: self._assistant.names[element] for element in ELEMENTER}

    def draw(self, version: Planversion, checked: bool = False) -> Changes:
        """Everything that shows the plan; the check is made where it was ``checked`` before."""
        shown, plans, ident = Shown(version, self.navne), self._assistant.plans, version.plan
        drawn: dict[str, Callable[[], str]] = {
            "planen": partial(lines_html, shown),
            "tjek": lambda: self._check(shown) if checked else unchecked_html(shown),
            "justering": partial(adjust_html, shown),
            "afstemning": lambda: readings_html(shown, plans.readings(ident)),
            "kortet": lambda: card_html(shown, plans.card(ident)),
            "brevet": lambda: self._letter(shown, None),
            "opfoelgning": lambda: follow_up_html(
                shown,
                plans.continuity(ident),
                _safely(lambda: concepts_html(shown, plans.concepts(ident))),
                features_html(shown, self._assistant.features),
            ),
            "historik": lambda: choose_html(shown, plans.history(ident)),
            "udgaver": lambda: history_html(shown, plans.history(ident)),
        }
        return {
            self._parts.head: head_html(shown),
            self._parts.switch: switch_html(shown),
            self._parts.file: "",
            **{self._parts.telling(name): _safely(draw) for name, draw in drawn.items()},
        }

    def check(self, version: Planversion) -> Changes:
        """The view of the check, made now."""
        return {self._parts.views["tjek"]: self._check(Shown(version, self.navne))}

    def _check(self, shown: Shown) -> str:
        ident = shown.version.plan
        check = self._assistant.check_plan(ident, shown.version.nr)
        return check_html(shown, check, self._words, self._assistant.plans.history(ident))

    def check_differences(self, ident: str, told: Said) -> tuple[tuple[Tjekforskel, ...], str]:
        """What the check says differently of the versions asked for, and the HTML of it."""
        before, after = _asked(told)
        found = self._assistant.compare_checks(ident, before, after)
        return found, check_differences_html(found, before, after, self._words)

    def differences(self, ident: str, told: Said) -> tuple[int, str]:
        """How many differences there are between the versions asked for, and the HTML of them."""
        before, after = _asked(told)
        plans = self._assistant.plans
        found = plans.compare(ident, before, after)
        versions = plans.open(ident, before), plans.open(ident, after)
        html = differences_html(found, versions, self.navne, self._assistant.features)
        return len(found.forskelle), html

    @property
    def _words(self) -> CheckWords:
        return CheckWords.of(self._assistant.frames, self._assistant.names)

    def letter(self, version: Planversion, chosen: Sequence[str]) -> Changes:
        """The view of the letter with some of its sections."""
        shown = Shown(version, self.navne)
        return {self._parts.views["brevet"]: self._letter(shown, chosen)}

    def _letter(self, shown: Shown, chosen: Sequence[str] | None) -> str:
        from assistent.plans.letter import SECTIONS
        from assistent.plans.reading_words import FILE

        titles = self._assistant.frames.options(FILE, "brev_afsnit")
        names = dict(title.split(": ", 1) for title in titles)
        wanted = [name for name in SECTIONS if chosen is None or name in chosen]
        made = self._assistant.plans.letter(shown.version.plan, wanted) if wanted else None
        return letter_html(shown, made, names, wanted)


def _asked(told: Said) -> tuple[int, int]:
    """The two versions that were chosen, the earlier one first. Raises PlanFejl."""
    asked = [told.get(key, "") for key in ("ene", "anden")]
    if not all(number.isdecimal() for number in asked):
        raise PlanFejl(t.SAMMENLIGN_HVILKE)
    before, after = sorted(int(number) for number in asked)
    return before, after


def _safely(draw: Callable[[], str]) -> str:
    """The view; where it fails, a word in its place: the rest of the plan is of use without it."""
    try:
        return draw()
    except Exception:
        _log.error("a view of a plan failed", exc_info=True)
        return empty(t.KAN_IKKE_VISES)
