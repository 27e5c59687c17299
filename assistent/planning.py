"""Plans from the first notes to the end: every change masked, kept as a version, merged where two
people work at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Protocol

from assistent.anonymise.case import Sag
from assistent.datamodels import Element, Henvisning, Renset, Tjek, Tjekforskel, Udkast
from assistent.errors import PlanFejl
from assistent.handleplan import (
    Aflysning,
    Afstemning,
    Begrebsspoergsmaal,
    Beslutning,
    Brev,
    Handleplan,
    Justering,
    Kalender,
    Kendetegn,
    Kontinuitet,
    Kortpunkt,
    Laesning,
    Maalstatus,
    Planfil,
    Planhaendelse,
    Planpost,
    PlanStatus,
    Planversion,
    Sammenligning,
)
from assistent.knowledge import Begreb
from assistent.overview import LEAST, Grundlag
from assistent.plans import changes, merge
from assistent.plans.compare import compare
from assistent.plans.lines import Skrevet, from_draft, rewritten
from assistent.plans.text import plan_text
from assistent.prompts import Frames
from assistent.store.plans import Foraeldet, Plans

if TYPE_CHECKING:
    from assistent.export import LaestPlan

FILE = "planer"
_TRIES = 20
FORMER: Mapping[str, str] = {
    "docx": "docx", "pdf": "pdf", "md": "md", "json": "json", "ics": "ics",
    "kort": "pdf", "brev": "docx", "brev-pdf": "pdf", "tjek": "docx", "tjek-pdf": "pdf",
}  # fmt: skip
"""The forms of export, and the ending of each one's file."""
_WHOLE = frozenset(("docx", "pdf", "md", "json", "ics"))
Change = Callable[[Handleplan], Handleplan]
Report = Callable[[Tjek, str, Mapping[str, str], Frames], bytes]


class Drafts(Protocol):
    """What the plans need of the rest: drafts and checks, masking, citations."""

    def draft(self, notes: Renset) -> Udkast:
        """A draft of masked notes."""
        ...

    def check(self, plan: Renset) -> Tjek:
        """The check of a masked plan."""
        ...

    def names(self) -> Mapping[str, str]:
        """What the elements and the conditions of a check are called."""
        ...

    def notes(self, text: str, case: Sag) -> Renset:
        """Masked notes, fit to be drafted. Raises an AssistentFejl."""
        ...

    def mask(self, text: str, case: Sag) -> Renset:
        """Masked text of any length. Raises RensFejl."""
        ...

    def cite(self, source: str, page: int | None, quote: str) -> Henvisning | None:
        """The citation of a quote."""
        ...


@dataclass(frozen=True)
class Hvem:
    """Who changes a plan, seeing version ``saa`` of it (0: the newest), and why."""

    hvem: str
    hvorfor: str = ""
    saa: int = 0


class Planning:
    """The plans. Holds none itself: each call reads from the store and keeps what it changes.

    A plan is named by its id or the beginning of it. Every method raises LagerFejl when the
    database fails, and PlanFejl on what cannot be done.
    """

    def __init__(
        self,
        store: Plans,
        jobs: Drafts,
        frames: Frames,
        concepts: Callable[[], Sequence[Begreb]],
        names: Callable[[], Mapping[Element, str]],
    ) -> None:
        self._names = names
        self._store = store
        self._jobs = jobs
        self._frames = frames
        self._concepts = concepts

    # Reading

    def all(self) -> tuple[Planpost, ...]:
        """Every plan, the one changed last first."""
        return self._store.listed()

    def open(self, ident: str, nr: int | None = None) -> Planversion:
        """The newest version of a plan, or version ``nr``."""
        version = self._store.get(self._whole(ident), nr)
        if version is None:
            raise PlanFejl(f"Planen har ikke nogen udgave {nr}. Se historikken.")
        return version

    def history(self, ident: str) -> tuple[Planhaendelse, ...]:
        """What happened to a plan, the newest first."""
        return self._store.history(self._whole(ident))

    def compare(self, ident: str, before: int, after: int | None = None) -> Sammenligning:
        """Two versions side by side; ``after`` is the newest where it is left out."""
        return compare(self.open(ident, before), self.open(ident, after))

    def text(self, ident: str, nr: int | None = None) -> Renset:
        """What a check reads of a plan: the lines that are agreed on, under their headings."""
        return plan_text(self.open(ident, nr).indhold, self._names())

    def check(self, ident: str, nr: int | None = None) -> Tjek:
        """The check of a plan, or of version ``nr`` of it."""
        return self._jobs.check(self.text(ident, nr))

    def compare_checks(
        self, ident: str, before: int, after: int | None = None
    ) -> tuple[Tjekforskel, ...]:
        """What the checks of two versions say differently; ``after`` as in ``compare``."""
        from assistent.check.versions import compare as status_by_status

        return status_by_status(self.check(ident, before), self.check(ident, after))

    def basis(
        self, with_checks: bool, progress: Callable[[int, int], None] | None = None
    ) -> tuple[Grundlag, ...]:
        """What an overview counts of every plan; ``progress`` is told (done, all)."""
        today, posts = date.today(), self.all()
        found = []
        for post in posts:
            plan = self.open(post.id).indhold
            begun, steady = self.history(post.id)[-1].tid, changes.continuity(plan, today)
            # Too few plans are not shown, so nobody waits for their checks.
            checking = with_checks and len(posts) >= LEAST
            check = self._jobs.check(plan_text(plan, self._names())) if checking else None
            found.append(Grundlag(plan, begun, steady, check))
            if progress is not None:
                progress(len(found), len(posts))
        return tuple(found)

    def _whole(self, ident: str) -> str:
        found = self._store.find(ident.strip().lower())
        if len(found) > 1:
            raise PlanFejl(f"Flere planer begynder med »{ident}«. Skriv lidt mere af nummeret.")
        if not found:
            raise PlanFejl(f"Der er ingen plan, der begynder med »{ident}«. Se listen over planer.")
        return found[0]

    # Beginning and rewriting

    def begin(self, notes: str, title: str, by: Hvem) -> Planversion:
        """A new plan from raw notes or from a plan written elsewhere."""
        case = Sag()
        masked = self._jobs.notes(notes, case)
        return self._keep_new(self._jobs.draft(masked), title, by, case)

    def begin_from(self, draft: Udkast, title: str, by: Hvem) -> Planversion:
        """A new plan from a draft that is masked already."""
        return self._keep_new(draft, title, by, Sag())

    def _keep_new(self, draft: Udkast, title: str, by: Hvem, case: Sag) -> Planversion:
        name = self._jobs.mask(title, case) if title.strip() else ""
        called = name or self._frames.fill(FILE, "uden_titel", dato=date.today().isoformat())
        plan = from_draft(draft, called)
        return self._store.create(plan, self._who(by, case), self._why(by, "begyndt", case))

    def rewrite(
        self,
        ident: str,
        written: Mapping[Element, Sequence[Skrevet]],
        by: Hvem,
        title: str | None = None,
        notes: Sequence[str] | None = None,
    ) -> Planversion:
        """The plan with elements as somebody wrote them (see ``plans.lines.rewritten``).

        ``title`` and ``notes`` (those that fit nowhere) stay as they are where left out.
        """

        def change(plan: Handleplan) -> Handleplan:
            case = _case(plan)
            masked = {
                element: [Skrevet(self._masked(line.tekst, plan, case), line.id) for line in own]
                for element, own in written.items()
            }
            new = rewritten(plan, masked)
            if title and title != plan.titel:
                new = replace(new, titel=self._jobs.mask(title, case))
            if notes is None:
                return new
            known = set(plan.oevrige_noter)
            kept = (n if n in known else str(self._jobs.mask(n, case)) for n in notes if n.strip())
            return replace(new, oevrige_noter=tuple(kept))

        return self._change(ident, by, "rettet", change)

    def accept(self, ident: str, line: str, by: Hvem) -> Planversion:
        """A proposal taken into the plan as it stands."""
        return self._change(ident, by, "forslag_taget", lambda plan: changes.accepted(plan, line))

    def _masked(self, text: str, plan: Handleplan, case: Sag) -> str:
        """Masked, unless the words stand in the plan already: those were masked once."""
        known = {line.tekst for _, line in plan.lines().values()}
        return text if text in known or not text.strip() else self._jobs.mask(text, case)

    # Between the meetings

    def adjust(self, ident: str, change: Justering, element: Element, by: Hvem) -> Planversion:
        """A quick adjustment: in the plan at once, listed for the next meeting."""

        def made(plan: Handleplan) -> Handleplan:
            case = _case(plan)
            told = replace(
                change,
                hvad=self._jobs.mask(change.hvad, case),
                hvorfor=self._jobs.mask(change.hvorfor, case),
                hvem=self._who(by, case),
                tid=_now(),
            )
            return changes.adjusted(plan, told, element)

        return self._change(ident, replace(by, hvorfor=by.hvorfor or change.hvorfor), "", made)

    def discussed(self, ident: str, day: str, by: Hvem) -> Planversion:
        """The adjustments so far were taken up at the meeting on ``day``."""
        return self._change(ident, by, "droeftet", lambda plan: changes.discussed(plan, day))

    def cancel(self, ident: str, entry: Aflysning, by: Hvem) -> Planversion:
        """A day on which the ressourcepædagog did not come."""

        def made(plan: Handleplan) -> Handleplan:
            case = _case(plan)
            told = replace(
                entry,
                grund=self._jobs.mask(entry.grund, case),
                i_stedet=self._jobs.mask(entry.i_stedet, case),
                hvem=self._who(by, case),
            )
            return changes.cancelled(plan, told)

        return self._change(ident, by, "aflyst", made)

    def decide(
        self, ident: str, line: str, signs: str, decision: Beslutning, day: str, by: Hvem
    ) -> Planversion:
        """A decision on a goal, with the signs that were seen."""

        def made(plan: Handleplan) -> Handleplan:
            case = _case(plan)
            told = Maalstatus(line, self._jobs.mask(signs, case), decision, day, by.hvem)
            return changes.decided(plan, replace(told, hvem=self._who(by, case)))

        return self._change(ident, by, "maal_vurderet", made)

    def date(self, ident: str, calendar: Kalender, by: Hvem) -> Planversion:
        """The dates of the forløb."""
        return self._change(ident, by, "datoer", lambda plan: changes.dated(plan, calendar))

    def describe(self, ident: str, features: Kendetegn, by: Hvem) -> Planversion:
        """What kind of forløb it is: its art, its problem areas and its uses."""
        return self._change(ident, by, "kendetegn", lambda plan: changes.described(plan, features))

    def continuity(self, ident: str) -> Kontinuitet:
        """How steady the presence has been until today."""
        return changes.continuity(self.open(ident).indhold, date.today())

    # What an agreement means

    def read(self, ident: str, line: str, party: str, words: str, by: Hvem) -> Planversion:
        """What an agreement means for one party on Monday morning."""

        def made(plan: Handleplan) -> Handleplan:
            case = _case(plan)
            told = Laesning(self._jobs.mask(party, case), self._jobs.mask(words, case), _now())
            return changes.read_by(plan, line, told)

        return self._change(ident, by, "laest", made)

    def readings(self, ident: str) -> tuple[Afstemning, ...]:
        """The agreements that somebody has read in own words, with where they differ."""
        from assistent.plans.readings import compare as laid_side_by_side

        plan = self.open(ident).indhold
        lines = plan.lines()
        return tuple(
            laid_side_by_side(lines[f.linje][1], f.laesninger, self._frames)
            for f in plan.forventninger
            if f.linje in lines
        )

    def agree(self, ident: str, line: str, words: str, day: str, by: Hvem) -> Planversion:
        """The parties have settled what a line means."""

        def made(plan: Handleplan) -> Handleplan:
            told = self._masked(words, plan, _case(plan))
            return changes.agreed(plan, line, told, day)

        return self._change(ident, by, "afstemt", made)

    def settle(self, ident: str, line: str, words: str | None, by: Hvem) -> Planversion:
        """A conflict ended: the line says ``words``, or both texts stay as lines (None)."""

        def made(plan: Handleplan) -> Handleplan:
            if words is None:
                return merge.both_kept(plan, line)
            return merge.settled(plan, line, self._masked(words, plan, _case(plan)))

        return self._change(ident, by, "konflikt_loest", made)

    def concepts(self, ident: str) -> tuple[Begrebsspoergsmaal, ...]:
        """The words of the plan that people read differently, cited."""
        from assistent.plans.concepts import find

        known = {concept.begreb: concept for concept in self._concepts()}
        found = find(self.open(ident).indhold, tuple(known.values()), self._frames)
        return tuple(
            replace(entry, henvisninger=tuple(self._sources(known[entry.begreb])))
            for entry in found
        )

    def _sources(self, concept: Begreb) -> list[Henvisning]:
        cites = [self._jobs.cite(h.kilde, h.side, h.citat) for h in concept.henvisninger]
        return [replace(cite, nr=nr) for nr, cite in enumerate(filter(None, cites), 1)]

    # Card and letter

    def card(self, ident: str) -> tuple[Kortpunkt, ...]:
        """The card for the wall: as it was filled in, else as the plan proposes it."""
        from assistent.plans.card import propose

        plan = self.open(ident).indhold
        return plan.kort or propose(plan, self._frames)

    def fill_card(self, ident: str, points: Sequence[Kortpunkt], by: Hvem) -> Planversion:
        """Keep the card as people filled it in."""

        def made(plan: Handleplan) -> Handleplan:
            case = _case(plan)

            def told(text: str) -> str:
                return self._masked(text, plan, case)

            return replace(
                plan,
                kort=tuple(
                    Kortpunkt(p.linje, told(p.goer), told(p.siger), told(p.tegn)) for p in points
                ),
            )

        return self._change(ident, by, "kort", made)

    def letter(self, ident: str, sections: Sequence[str] = ()) -> Brev:
        """A letter to the parents with the chosen sections, or all."""
        from assistent.plans.letter import SECTIONS, write

        unknown = [name for name in sections if name not in SECTIONS]
        if unknown:
            listed = ", ".join(SECTIONS)
            raise PlanFejl(f"Brevet har ikke noget afsnit »{unknown[0]}«. Vælg mellem: {listed}.")
        return write(self.open(ident).indhold, sections or SECTIONS, self._frames)

    # Out and in

    def export(self, ident: str, form: str, sections: Sequence[str] = ()) -> Planfil:
        """The plan as a file: one of ``FORMER``; ``sections`` choose those of a letter."""
        if form not in FORMER:
            raise PlanFejl(f"Formen »{form}« kender jeg ikke. Vælg mellem: {', '.join(FORMER)}.")
        version = self.open(ident)
        content = self._content(version, form, sections)
        kind = "" if form in _WHOLE else f"-{form.partition('-')[0]}"
        name = re.sub(r"[^a-zæøå0-9]+", "-", version.indhold.titel.lower()).strip("-")
        return Planfil(f"{name[:60] or 'handleplan'}{kind}.{FORMER[form]}", content)

    def _content(self, version: Planversion, form: str, sections: Sequence[str]) -> bytes:
        from assistent import export

        frames, names = self._frames, self._names()
        plan = version.indhold
        makers: dict[str, Callable[[], bytes]] = {
            "docx": lambda: export.plan_docx(version, names, frames),
            "pdf": lambda: export.plan_pdf(version, names, frames),
            "md": lambda: export.plan_markdown(version, names, frames).encode(),
            "json": lambda: export.plan_json(version).encode(),
            "ics": lambda: export.calendar_ics(version.plan, plan, frames),
            "kort": lambda: export.card_pdf(plan.titel, self.card(version.plan), frames),
            "brev": lambda: export.letter_docx(self.letter(version.plan, sections), frames),
            "brev-pdf": lambda: export.letter_pdf(self.letter(version.plan, sections), frames),
            "tjek": lambda: self._report(version, export.check_docx),
            "tjek-pdf": lambda: self._report(version, export.check_pdf),
        }
        return makers[form]()

    def _report(self, version: Planversion, make: Report) -> bytes:
        check = self.check(version.plan, version.nr)
        return make(check, version.indhold.titel, self._jobs.names(), self._frames)

    def take_back(self, ident: str, data: bytes, by: Hvem) -> Planversion:
        """A .docx that was exported and edited elsewhere; lines are known by their marks.

        What was written outside the eight elements is kept among the notes.
        """
        from assistent.export import read_plan_docx

        found = read_plan_docx(data, self._names(), self._frames)
        seen = self._exported_from(ident, found, by)
        written = {
            element: [Skrevet(line.tekst, line.id) for line in lines]
            for element, lines in found.elementer.items()
        }
        return self.rewrite(ident, written, seen, found.titel or None, found.oevrige)

    def _exported_from(self, ident: str, found: LaestPlan, by: Hvem) -> Hvem:
        """``by`` with the version that the file was made from, so that later changes are merged.

        Raises PlanFejl on a file of another plan, and on one that has no line of this plan.
        """
        version = self.open(ident)
        if found.plan not in ("", version.plan):
            raise PlanFejl("Filen hører til en anden plan. Vælg filen til den plan, du har åben.")
        lines = version.indhold.lines()
        known = {line.tekst for _, line in lines.values()}
        own = [line for part in found.elementer.values() for line in part]
        if lines and not any(line.id in lines or line.tekst in known for line in own):
            raise PlanFejl(
                "Jeg kan ikke finde nogen af planens linjer i filen. Er det en Word-fil, der er "
                "hentet herfra? Intet er ændret."
            )
        return replace(by, saa=min(found.udgave, version.nr) or by.saa)

    # Acts

    def move(self, ident: str, status: PlanStatus, by: Hvem, outcome: str = "") -> Planversion:
        """Approve, reopen or finish a plan, by a person's act."""

        def made(plan: Handleplan) -> Handleplan:
            told = self._masked(outcome, plan, _case(plan))
            return changes.moved_to(plan, status, told)

        finished = self.open(ident).indhold.status == "afsluttet"
        act = "genaabnet" if finished and status == "godkendt" else f"status_{status}"
        return self._change(ident, by, act, made)

    def undo(self, ident: str, nr: int, by: Hvem) -> Planversion:
        """The plan as it was in version ``nr``, kept as a new version: nothing is lost."""
        old = self.open(ident, nr)
        newest = self.open(ident)
        reason = self._frames.fill(FILE, "fortrudt", nr=nr)
        return self._store.append(
            newest.plan, newest.nr, old.indhold, self._who(by, Sag()), by.hvorfor or reason
        )

    def delete(self, ident: str) -> bool:
        """Remove a plan with all its versions, in every file."""
        return self._store.delete(self._whole(ident))

    # Keeping

    def _change(self, ident: str, by: Hvem, act: str, change: Change) -> Planversion:
        """Make a change and keep it; what others kept in the meantime is merged into it."""
        base = self.open(ident, by.saa or None)
        made = change(base.indhold)
        case = _case(base.indhold)
        who, why = self._who(by, case), self._why(by, act, case)
        seen, content = base.nr, made
        for _ in range(_TRIES):
            try:
                return self._store.append(base.plan, seen, content, who, why)
            except Foraeldet:
                newest = self.open(base.plan)
                seen = newest.nr
                content = merge.merge(base.indhold, made, newest.indhold)
        raise PlanFejl("Der er mange, der gemmer i planen lige nu. Prøv igen om lidt.")

    def _who(self, by: Hvem, case: Sag) -> str:
        if not by.hvem.strip():
            raise PlanFejl("Skriv, hvem du er: din rolle eller dine initialer.")
        return self._jobs.mask(by.hvem.strip(), case)

    def _why(self, by: Hvem, act: str, case: Sag) -> str:
        if by.hvorfor.strip():
            return self._jobs.mask(by.hvorfor.strip(), case)
        return self._frames.fill(FILE, f"handling_{act}")


def _case(plan: Handleplan) -> Sag:
    """A case that gives nobody a letter that the plan uses already."""
    case = Sag()
    lines = (line.tekst for _, line in plan.lines().values())
    case.avoid("\n".join((plan.titel, *lines, *plan.oevrige_noter)))
    return case


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
