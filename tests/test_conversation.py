"""Tests of conversations: each follow-up, what is remembered, and that nothing leaks."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from assistent.anonymise import Anonymiser
from assistent.anonymise.case import Sag
from assistent.assistant import Assistant
from assistent.config import Settings
from assistent.conversation import Conversation
from assistent.conversation.plan import add_note, close_heading, open_element, refined, statements
from assistent.danish import is_danish
from assistent.datamodels import (
    ELEMENTER,
    FORUDSAETNINGER,
    ElementTjek,
    ForudsaetningTjek,
    Henvisning,
    Hukommelse,
    Ideer,
    Linje,
    Opgave,
    Renset,
    Samtale,
    Strategi,
    Svar,
    Tjek,
    Udkast,
)
from assistent.dialogue import Art, Hensigt
from assistent.errors import AssistentFejl, ForStorTekst, IkkeDansk, LagerFejl, TomTekst
from assistent.present import Presenter
from assistent.prompts import load_frames
from assistent.store import Chats, Database

GUARD = Anonymiser(Settings().navne, Path("/findes-ikke"))
FRAMES = load_frames(Path(__file__).resolve().parents[1] / "prompts")
NAMES = Presenter(FRAMES).names
CITE = Henvisning(1, "evaluering-2017", "Evalueringen", 28, "2.3", "en råskitse")
SITUATION = "Vi har en dreng på 4, der slår. Hvad kan vi gøre?"


def strategy(name: str) -> Strategi:
    return Strategi(
        name,
        f"Om {name}.",
        (f"Gør {name}.",),
        {"rp": f"Ser {name}.", "foraeldre": "Hører om det."},
        "Bliv der.",
        ("Ro.",),
        (CITE,),
        name.lower(),
    )


@dataclass
class FakeJobs:
    """Answers from what it is given, and remembers it."""

    calls: list[tuple[str, str, tuple[str, ...]]] = field(default_factory=list)

    def ask(self, question: Renset) -> Svar:
        self.calls.append(("ask", question, ()))
        declined = "ukendt" in question
        return Svar(f"Svar på {question} [1]", declined, () if declined else (CITE,))

    def ideas(self, situation: Renset, exclude: Sequence[str] = ()) -> Ideer:
        self.calls.append(("ideas", situation, tuple(exclude)))
        names = [n for n in ("Tegnekort", "Beta", "Gamma", "Delta") if n.lower() not in exclude]
        found = tuple(map(strategy, names[:2]))
        return Ideer((), (), found, ("Hvornår går det godt?",), (), "Her er bud.")

    def draft(self, notes: Renset) -> Udkast:
        """Lines »Mål: …« under the goal, those with »uge« under how often, the rest as problem."""
        self.calls.append(("draft", notes, ()))
        plan: dict[str, list[Linje]] = {element: [] for element in ELEMENTER}
        for line in filter(None, map(str.strip, notes.splitlines())):
            place = "maal" if line.startswith("Mål:") else "problemstilling"
            place = "opfoelgning_hyppighed" if "uge" in line else place
            plan[place].append(Linje(line.removeprefix("Mål:").strip(), "note"))
        missing = tuple(element for element in ELEMENTER if not plan[element])
        for element in missing:
            plan[element].append(Linje("Mangler.", "mangler"))
        lines = {element: tuple(plan[element]) for element in ELEMENTER}
        return Udkast(lines, missing, tuple(f"Hvad med {e}?" for e in missing), ())

    def check(self, plan: Renset) -> Tjek:
        self.calls.append(("check", plan, ()))
        elements = {e: ElementTjek("delvist", "citat fra planen", f"Råd {e}.") for e in ELEMENTER}
        conditions = {
            f: ForudsaetningTjek("delvist", "c", f"Grund {f}.", f"Råd {f}.", 0.5, (CITE,))
            for f in FORUDSAETNINGER
        }
        return Tjek(elements, conditions, "Tjekket.")


class FakeRouter:
    """Routes as the test says; »?a|b« in doubt is settled by the name of a kind."""

    def __init__(self) -> None:
        self.next: Hensigt = Hensigt("spoerg", "spoerg")

    def route(self, message: Renset, memory: Hukommelse) -> Hensigt:
        return self.next

    def choose(self, message: Renset, choices: tuple[Art, ...]) -> Art | None:
        return next((art for art in choices if art == message), None)


def clean(text: str, case: Sag) -> Renset:
    if not text.strip():
        raise TomTekst("tom")
    if len(text) > 5000:
        raise ForStorTekst("stor")
    if not is_danish(text):
        raise IkkeDansk("engelsk")
    return GUARD.mask(text, case).tekst


class Talk:
    """A conversation under test."""

    def __init__(self, folder: Path) -> None:
        self.jobs, self.router, self.store = FakeJobs(), FakeRouter(), Chats(Database(folder))
        self.conversation = Conversation(self.jobs, self.router, self.store, FRAMES, clean)
        self.chat = self.conversation.new()

    def say(
        self, art: Art, text: str = "tekst", job: Opgave | None = None, **points: object
    ) -> str:
        self.router.next = replace(Hensigt(art, "samtale"), **points)  # type: ignore[arg-type]
        self.chat = self.conversation.say(self.chat.id, text, job)
        return self.chat.ture[-1].tekst

    @property
    def memory(self) -> Hukommelse:
        return self.chat.hukommelse

    @property
    def last_call(self) -> tuple[str, str, tuple[str, ...]]:
        return self.jobs.calls[-1]


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    return Talk(tmp_path)


def test_a_question_is_answered_and_kept_with_its_citations(talk: Talk) -> None:
    assert talk.say("spoerg", "hvad står der?") == "Svar på hvad står der? [1]"
    user, assistant = talk.chat.ture
    assert (user.rolle, user.opgave, assistant.opgave) == ("bruger", "spoerg", "spoerg")
    assert assistant.henvisninger == (CITE,) and assistant.tid
    assert talk.conversation.get(talk.chat.id) == talk.chat


def test_only_masked_text_is_used_and_kept(talk: Talk, tmp_path: Path) -> None:
    talk.say("ideer", "drengen med 010120-1234 slår")
    assert talk.last_call[1] == "drengen med [CPR] slår"
    assert "010120" not in repr(talk.chat)
    assert not any(b"010120" in file.read_bytes() for file in tmp_path.iterdir())


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("   ", TomTekst),
        ("?!", TomTekst),
        ("x" * 5001, ForStorTekst),
        ("What should we do with the children when they are not listening to us?", IkkeDansk),
    ],
)
def test_text_that_cannot_be_used_leaves_nothing(
    talk: Talk, text: str, error: type[AssistentFejl]
) -> None:
    with pytest.raises(error):
        talk.say("spoerg", text)
    assert talk.conversation.get(talk.chat.id) == Samtale(talk.chat.id)


def test_a_job_that_fails_leaves_nothing(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(question: Renset) -> Svar:
        raise LagerFejl("væk")

    monkeypatch.setattr(talk.jobs, "ask", fail)
    with pytest.raises(LagerFejl):
        talk.say("spoerg", "hvad?")
    assert talk.conversation.get(talk.chat.id) == Samtale(talk.chat.id)


def test_a_conversation_that_is_gone_is_said_to_be(talk: Talk) -> None:
    talk.conversation.delete(talk.chat.id)
    assert talk.conversation.get(talk.chat.id) is None
    with pytest.raises(LagerFejl, match="findes ikke"):
        talk.say("hilsen", "hej")


@pytest.mark.parametrize(
    "art", ["hilsen", "tak", "kan", "afvis_diagnose", "afvis_stoette", "afvis_kollega", "bekymring"]
)
def test_talk_and_refusals_run_no_job_and_forget_nothing(talk: Talk, art: Art) -> None:
    talk.say("ideer", SITUATION)
    before, calls = talk.memory, len(talk.jobs.calls)
    assert len(talk.say(art)) > 20
    assert talk.memory == before and len(talk.jobs.calls) == calls


def test_a_strategy_is_elaborated_in_full(talk: Talk) -> None:
    talk.say("ideer", SITUATION)
    assert talk.say("uddyb", nr=2).startswith("### 2. Beta")
    assert talk.say("uddyb", nr=-1).startswith("### 2. Beta")
    assert talk.say("uddyb", "mere om metoden tegnekort").startswith("### 1. Tegnekort")
    assert "1 eller 2" in talk.say("uddyb", "uddyb")
    assert "1 eller 2" in talk.say("uddyb", nr=7)
    assert "Fortæl lidt" in Talk(talk.store._database._data / "ny").say("uddyb", nr=1)


def test_more_ideas_leave_out_those_shown_and_go_on_counting(talk: Talk) -> None:
    talk.say("ideer", SITUATION)
    text = talk.say("flere")
    assert talk.last_call == ("ideas", SITUATION, ("tegnekort", "beta"))
    assert "**3. Gamma**" in text and "Tegnekort" not in text
    assert talk.say("uddyb", nr=4).startswith("### 4. Delta")
    assert talk.say("uddyb", nr=1).startswith("### 1. Tegnekort")
    assert "ikke flere" in talk.say("flere")


def test_what_if_refines_the_situation_and_a_new_age_replaces_the_old(talk: Talk) -> None:
    talk.say("ideer", SITUATION)
    talk.say("tilfoej", "hvad hvis han er to år?")
    assert talk.last_call[:2] == (
        "ideas",
        "Vi har en dreng, der slår. Hvad kan vi gøre?\nhvad hvis han er to år?",
    )


def test_a_partys_view_of_the_strategy_last_elaborated(talk: Talk) -> None:
    talk.say("ideer", SITUATION)
    assert (
        "1. Tegnekort" in (both := talk.say("synsvinkel", part="foraeldre")) and "2. Beta" in both
    )
    talk.say("uddyb", nr=2)
    text = talk.say("synsvinkel", part="rp")
    assert "Ser Beta." in text and "Tegnekort" not in text


def test_a_plan_is_drafted_from_the_situation_and_the_strategy_chosen(talk: Talk) -> None:
    talk.say("ideer", SITUATION)
    text = talk.say("udkast_fra", nr=2)
    assert talk.last_call[:2] == ("draft", "Vi har en dreng på 4, der slår.")
    plan = talk.memory.udkast
    assert plan is not None and "»Beta« (nr. 2)" in text
    chosen = [line for line in plan.handleplan["strategier"] if line.ophav == "forslag"]
    assert [line.tekst for line in chosen] == [
        "Vi prøver »Beta«.",
        "Gør Beta.",
        "Når ressourcepædagogen ikke er der: Bliv der.",
    ]
    assert {line.ophav for line in plan.handleplan["opgavefordeling"]} == {"mangler", "forslag"}


def test_the_strategy_last_elaborated_is_the_one_chosen(talk: Talk) -> None:
    talk.say("ideer", SITUATION)
    talk.say("uddyb", nr=2)
    assert "»Beta«" in talk.say("udkast_fra")


def test_an_answer_is_written_into_the_plan_and_the_chosen_strategy_stays(talk: Talk) -> None:
    talk.say("ideer", SITUATION)
    talk.say("udkast_fra", nr=1)
    text = talk.say("tilfoej", "opfølgning hver 6. uge, rp og pæd. 1 tager den")
    assert "- opfølgning hver 6. uge, rp og pæd. 1 tager den *(fra noterne)*" in text
    plan = talk.memory.udkast
    assert plan is not None and "opfoelgning_hyppighed" not in plan.mangler
    assert talk.memory.plantekst.endswith("pæd. 1 tager den")
    talk.say("ideer", "Noget helt andet.")
    talk.say("konkret", element="varighed")
    talk.say("tilfoej", "til jul")
    plan = talk.memory.udkast
    assert plan is not None
    assert any("Tegnekort" in line.tekst for line in plan.handleplan["strategier"])


def test_making_the_goal_concrete_takes_the_next_answer_into_the_plan(talk: Talk) -> None:
    talk.say("udkast", "Han slår.\nMål: han trives")
    text = talk.say("konkret", element="maal")
    assert "- han trives" in text and "vikar" in text and "[antal]" in text
    written = talk.say("tilfoej", "han siger stop\ntre dage i træk")
    assert "- han siger stop tre dage i træk *(fra noterne)*" in written
    plan = talk.memory.udkast
    assert plan is not None
    assert [x.tekst for x in plan.handleplan["maal"]] == [
        "han trives",
        "han siger stop tre dage i træk",
    ]


def test_an_unanswered_heading_does_not_stay_in_the_notes(talk: Talk) -> None:
    talk.say("udkast", "Han slår.")
    talk.say("konkret", element="varighed")
    talk.say("udkast_fra")
    assert talk.last_call[:2] == ("draft", "Han slår.")


def test_check_it_checks_the_draft_without_mere_proposals(talk: Talk) -> None:
    talk.say("ideer", SITUATION)
    talk.say("udkast_fra", nr=1)
    text = talk.say("tjek_den")
    assert talk.last_call[:2] == ("check", "Problemstilling\n- Vi har en dreng på 4, der slår.")
    assert "kun er forslag" in text and talk.memory.tjek is not None


def test_a_pasted_plan_is_checked_and_can_be_worked_on(talk: Talk) -> None:
    talk.say("tjek", "Mål: han trives")
    assert "citat fra planen" in talk.say("konkret", element="maal")
    text = talk.say("tilfoej", "han siger stop")
    assert talk.last_call[:2] == ("check", "Mål: han trives\n\nMål: han siger stop")
    assert text.startswith("Tak")
    assert "Grund F7." in talk.say("uddyb", forudsaetning="F7")
    assert "Råd maal." in talk.say("uddyb", element="maal")


@pytest.mark.parametrize(("art", "job"), [("udkast", "udkast"), ("tjek", "tjek")])
def test_a_bare_command_asks_for_the_text(talk: Talk, art: Art, job: str) -> None:
    assert "Sæt" in talk.say(art, "lav den", bar=True)
    assert talk.jobs.calls == [] and talk.memory.sidste == job


@pytest.mark.parametrize("art", ["tjek_den", "konkret", "udkast_fra", "kilder", "flere"])
def test_a_follow_up_on_nothing_is_answered_kindly(talk: Talk, art: Art) -> None:
    assert len(talk.say(art)) > 20 and talk.jobs.calls == []


def test_a_follow_up_question_carries_the_question_before(talk: Talk) -> None:
    talk.say("spoerg", "hvor længe varer et forløb?")
    talk.say("om_svar", "og i vuggestuen?")
    assert talk.last_call[:2] == ("ask", "hvor længe varer et forløb? vuggestuen?")
    talk.say("spoerg", "noget ukendt")
    talk.say("om_svar", "gælder det vuggestuen?")
    assert talk.last_call[:2] == ("ask", "gælder det vuggestuen?")


def test_sources_are_those_of_the_last_turn_that_had_any(talk: Talk) -> None:
    talk.say("spoerg", "hvad?")
    text = talk.say("kilder", "hvor står det?")
    assert "[1] Evalueringen, s. 28: »en råskitse«" in text
    assert talk.chat.ture[-1].henvisninger == (CITE,)


def test_doubt_is_asked_back_and_the_answer_settles_the_message_before(talk: Talk) -> None:
    text = talk.say("tvivl", "Han slår i garderoben.", valg=("ideer", "udkast"))
    assert text.endswith("?") and talk.jobs.calls == []
    talk.say("spoerg", "udkast")
    assert talk.last_call[:2] == ("draft", "Han slår i garderoben.")


def test_doubt_that_is_not_settled_is_left(talk: Talk) -> None:
    talk.say("tvivl", "Han slår.", valg=("ideer", "udkast"))
    talk.say("spoerg", "hvad er en handleplan?")
    assert talk.last_call[:2] == ("ask", "hvad er en handleplan?")


def test_the_way_in_that_was_chosen_decides_save_for_follow_ups(talk: Talk) -> None:
    talk.say("spoerg", "tekst", job="tjek")
    assert talk.last_call[0] == "check"
    talk.say("hilsen", "hej", job="udkast")
    assert talk.last_call[0] == "check"
    talk.say("bekymring", " ".join(["ord"] * 40), job="ideer")
    assert talk.last_call[0] == "ideas"


def test_a_possible_concern_is_answered_beside_the_job(talk: Talk) -> None:
    text = talk.say("ideer", SITUATION, bekymret=True)
    assert "leder i dag" in text and "**1. Tegnekort**" in text


def test_two_people_at_once_never_see_each_others_text(tmp_path: Path) -> None:
    talk = Talk(tmp_path)
    talk.router.next = Hensigt("ideer", "ideer")
    faults: list[BaseException] = []

    def person(name: str) -> None:
        try:
            chat = talk.conversation.new()
            for number in range(5):
                chat = talk.conversation.say(chat.id, f"{name} fortæller {number}")
            others = {"anna", "bo", "carl", "dorte"} - {name}
            assert len(chat.ture) == 10
            assert not any(other in repr(chat) for other in others)
        except BaseException as error:
            faults.append(error)

    threads = [threading.Thread(target=person, args=(n,)) for n in ("anna", "bo", "carl", "dorte")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults


def test_notes_with_an_open_heading() -> None:
    notes = add_note("Han slår.\nMål:", "ti\nminutter", "maal", NAMES)
    assert open_element("Han slår.\nMål:\n", NAMES) == "maal"
    assert open_element("Mål: ro", NAMES) is None
    assert close_heading("Han slår.\nMål:", NAMES) == "Han slår."
    assert notes == "Han slår.\n\nMål: ti minutter"


@pytest.mark.parametrize(
    ("before", "message", "wanted"),
    [
        ("En 4-årig slår.", "han er to år", "En slår.\nhan er to år"),
        ("En pige på 3 på stuen.", "hun er 2½ år", "En pige på stuen.\nhun er 2½ år"),
        ("Vi er på 2 stuer.", "han er tre år", "Vi er på 2 stuer.\nhan er tre år"),
        ("En dreng på 4 år.", "det er om morgenen", "En dreng på 4 år.\ndet er om morgenen"),
    ],
)
def test_a_situation_refined(before: str, message: str, wanted: str) -> None:
    assert refined(before, message) == wanted


def test_questions_are_no_notes() -> None:
    assert statements("Han slår. Hvad gør vi?") == "Han slår."
    assert statements("Hvad gør vi?") == "Hvad gør vi?"


def test_the_answer_to_what_was_asked_goes_into_the_plan(small: Assistant) -> None:
    """However it sounds: right after »gør målet mere konkret« a statement is the goal."""
    chat = small.new_chat()
    small.say(chat.id, "Barn A kører op i garderoben. rp kommer tirsdag og hjælper.", "udkast")
    small.say(chat.id, "gør målet mere konkret")
    after = small.say(chat.id, "at hun sidder med ved bordet i 10 min sammen med 3 andre")
    assert after.ture[-1].opgave == "udkast" and after.hukommelse.udkast is not None
    goals = after.hukommelse.udkast.handleplan["maal"]
    assert any("ved bordet i 10 min" in line.tekst and line.ophav == "note" for line in goals)
