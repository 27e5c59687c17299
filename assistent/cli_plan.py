"""The commands of ``assistent plan``. No logic: they stand on Planning."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistent.cli_common import (
    AsJson,
    ForkertKald,
    Overwrite,
    answering,
    iso_day,
    listed,
    one_of,
    put,
    read_input,
    show,
    write_file,
)

if TYPE_CHECKING:
    from assistent.assistant import Assistant
    from assistent.datamodels import Element
    from assistent.handleplan import Beslutning, Planfil, Planlinje, PlanStatus, Planversion
    from assistent.planning import Hvem
    from assistent.terminal.plans import PlanView

plan_app = typer.Typer(
    help="Handleplaner, der bliver gemt, rettet og fulgt op.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Plan = Annotated[
    str, typer.Argument(metavar="PLAN", help="Planens nummer. De første fire tegn er nok.")
]
Line = Annotated[str, typer.Argument(metavar="LINJE", help="Linjens nummer, som »vis« viser det.")]
LineOption = Annotated[str, typer.Option("--linje", metavar="LINJE", help="Linjens nummer.")]
Who = Annotated[
    str,
    typer.Option(
        "--hvem", metavar="HVEM", help="Din rolle eller dine initialer. Ellers ASSISTENT_HVEM."
    ),
]
Why = Annotated[str, typer.Option("--hvorfor", metavar="TEKST", help="Hvorfor, til historikken.")]
Seen = Annotated[
    int | None,
    typer.Option(
        "--udgave", metavar="N", min=1, help="Den udgave, du har set. Andres rettelser flettes ind."
    ),
]
Version = Annotated[
    int | None, typer.Option("--udgave", metavar="N", min=1, help="En ældre udgave.")
]
Words = Annotated[str | None, typer.Option("--tekst", metavar="TEKST", help="Det, der skal stå.")]
Out = Annotated[
    Path | None,
    typer.Option("--ud", metavar="FIL", help="Skriv til denne fil i stedet for skærmen."),
]
_EIGHT = (
    "problemstilling, maal, strategier, varighed, opgavefordeling, foraeldresamarbejde, "
    "opfoelgning_hvordan eller opfoelgning_hyppighed. Begyndelsen er nok."
)
_WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "loerdag", "soendag")
_DECISIONS: tuple[Beslutning, ...] = ("fortsaet", "juster", "afslut")
_ON_SCREEN = ("md", "json", "ics")


# Begin, find and read


@plan_app.command("ny")
def begin(
    fil: Annotated[
        str,
        typer.Argument(metavar="FIL", help="Noter: .txt, .md, .docx, .odt, .pdf, .html eller - ."),
    ],
    titel: Annotated[str, typer.Option("--titel", metavar="TEKST", help="Planens titel.")] = "",
    hvem: Who = "",
    hvorfor: Why = "",
    as_json: AsJson = False,
) -> None:
    """Gør noter til en plan, der bliver gemt."""
    with answering(as_json) as assistant:
        by = _by(assistant, hvem, hvorfor)
        version = assistant.plans.begin(read_input(assistant, fil), titel, by)
        put(version, as_json, lambda: _view(assistant).plan(version))


@plan_app.command("liste")
def list_all(as_json: AsJson = False) -> None:
    """Vis alle planer, den senest ændrede først."""
    with answering(as_json) as assistant:
        posts = assistant.plans.all()
        put(listed("planer", posts), as_json, lambda: _view(assistant).listed(posts))


@plan_app.command("vis")
def show_plan(plan: Plan, udgave: Version = None, as_json: AsJson = False) -> None:
    """Vis en plan med linjernes numre."""
    with answering(as_json) as assistant:
        version = assistant.plans.open(plan, udgave)
        put(version, as_json, lambda: _view(assistant).plan(version))


@plan_app.command("historik")
def history(plan: Plan, as_json: AsJson = False) -> None:
    """Vis, hvem der har ændret hvad, hvornår og hvorfor."""
    with answering(as_json) as assistant:
        events = assistant.plans.history(plan)
        put(listed("historik", events), as_json, lambda: _view(assistant).history(events))


@plan_app.command("sammenlign")
def compare(
    plan: Plan,
    a: Annotated[int, typer.Argument(metavar="A", min=1, help="Den ældste udgave.")],
    b: Annotated[
        int | None, typer.Argument(metavar="B", min=1, help="Den nyeste; ellers den seneste.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Vis forskellen på to udgaver."""
    with answering(as_json) as assistant:
        plans = assistant.plans
        before, after = plans.open(plan, a), plans.open(plan, b)
        found = plans.compare(before.plan, before.nr, after.nr)
        put(found, as_json, lambda: _view(assistant).compared(before, after, found))


# Rewrite


@plan_app.command("ret")
def rewrite(
    plan: Plan,
    element: Annotated[str, typer.Argument(metavar="ELEMENT", help=_EIGHT)],
    linje: LineOption = "",
    tekst: Words = None,
    fjern: Annotated[bool, typer.Option("--fjern", help="Fjern linjen.")] = False,
    hvem: Who = "",
    hvorfor: Why = "",
    udgave: Seen = None,
    as_json: AsJson = False,
) -> None:
    """Ret en linje, tilføj en ny, eller fjern en."""
    from assistent import texts
    from assistent.plans.lines import Skrevet

    with answering(as_json) as assistant:
        if fjern == bool((tekst or "").strip()) or (fjern and not linje):
            raise ForkertKald(texts.TP_RET_HVAD)
        own = _element(element)
        seen = assistant.plans.open(plan, udgave)
        lines = [Skrevet(line.tekst, line.id) for line in seen.indhold.elementer.get(own, ())]
        if linje:
            ident = _line_of(seen, linje, own).id
            lines = [Skrevet(tekst or "", ident) if line.id == ident else line for line in lines]
        else:
            lines.append(Skrevet(tekst or ""))
        by = _by(assistant, hvem, hvorfor, seen.nr)
        _changed(assistant, assistant.plans.rewrite(seen.plan, {own: lines}, by), as_json)


@plan_app.command("aftal")
def accept(
    plan: Plan,
    linje: Line,
    hvem: Who = "",
    hvorfor: Why = "",
    udgave: Seen = None,
    as_json: AsJson = False,
) -> None:
    """Gør et forslag til en aftale."""
    with answering(as_json) as assistant:
        seen = assistant.plans.open(plan, udgave)
        line = _line_of(seen, linje)
        by = _by(assistant, hvem, hvorfor, seen.nr)
        _changed(assistant, assistant.plans.accept(seen.plan, line.id, by), as_json)


@plan_app.command("konflikt")
def settle(
    plan: Plan,
    linje: Line,
    tekst: Words = None,
    begge: Annotated[bool, typer.Option("--begge", help="Behold begge som to linjer.")] = False,
    hvem: Who = "",
    hvorfor: Why = "",
    udgave: Seen = None,
    as_json: AsJson = False,
) -> None:
    """Vælg, hvad der gælder, når to har skrevet samtidig."""
    from assistent import texts

    with answering(as_json) as assistant:
        if begge == bool((tekst or "").strip()):
            raise ForkertKald(texts.TP_KONFLIKT_HVAD)
        seen = assistant.plans.open(plan, udgave)
        line = _line_of(seen, linje)
        if not line.konflikt:
            raise ForkertKald(texts.TP_INGEN_KONFLIKT.format(linje=linje))
        by = _by(assistant, hvem, hvorfor, seen.nr)
        words = None if begge else tekst
        _changed(assistant, assistant.plans.settle(seen.plan, line.id, words, by), as_json)


# Between the meetings


@plan_app.command("juster")
def adjust(
    plan: Plan,
    hvad: Annotated[str, typer.Option("--hvad", metavar="TEKST", help="Det, I ændrer.")],
    hvorfor: Annotated[str, typer.Option("--hvorfor", metavar="TEKST", help="Hvorfor.")],
    fra: Annotated[
        str, typer.Option("--fra", metavar="DATO", help="Hvornår det begynder; ellers i dag.")
    ] = "",
    linje: Annotated[
        str, typer.Option("--linje", metavar="LINJE", help="Linjen, den træder i stedet for.")
    ] = "",
    element: Annotated[
        str, typer.Option("--element", metavar="ELEMENT", help="Hvor den nye linje skal stå.")
    ] = "strategier",
    hvem: Who = "",
    udgave: Seen = None,
    as_json: AsJson = False,
) -> None:
    """Lav en hurtig justering mellem to møder."""
    from assistent.handleplan import Justering

    with answering(as_json) as assistant:
        own = _element(element)
        seen = assistant.plans.open(plan, udgave)
        ident = _line_of(seen, linje).id if linje else ""
        by = _by(assistant, hvem, hvorfor, seen.nr)
        change = Justering("", ident, hvad, hvorfor, iso_day(fra), "")
        _changed(assistant, assistant.plans.adjust(seen.plan, change, own, by), as_json)


@plan_app.command("droeftet")
def discussed(
    plan: Plan,
    dato: Annotated[str, typer.Argument(metavar="DATO", help="Mødets dato; ellers i dag.")] = "",
    hvem: Who = "",
    hvorfor: Why = "",
    udgave: Seen = None,
    as_json: AsJson = False,
) -> None:
    """Skriv, at justeringerne er drøftet på et møde."""
    with answering(as_json) as assistant:
        by = _by(assistant, hvem, hvorfor, udgave)
        _changed(assistant, assistant.plans.discussed(plan, _day(dato), by), as_json)


@plan_app.command("maal")
def decide(
    plan: Plan,
    linje: Line,
    tegn: Annotated[str, typer.Option("--tegn", metavar="TEKST", help="De tegn, I har set.")],
    beslutning: Annotated[
        str,
        typer.Option("--beslutning", metavar="fortsaet|juster|afslut", help="Hvad I beslutter."),
    ],
    dato: Annotated[str, typer.Option("--dato", metavar="DATO", help="Ellers i dag.")] = "",
    hvem: Who = "",
    hvorfor: Why = "",
    udgave: Seen = None,
    as_json: AsJson = False,
) -> None:
    """Beslut, hvad der skal ske med et mål."""
    with answering(as_json) as assistant:
        decision = _decision(beslutning)
        seen = assistant.plans.open(plan, udgave)
        line = _line_of(seen, linje)
        by = _by(assistant, hvem, hvorfor, seen.nr)
        version = assistant.plans.decide(seen.plan, line.id, tegn, decision, _day(dato), by)
        _changed(assistant, version, as_json)


# Dates and presence


@plan_app.command("datoer")
def dates(
    plan: Plan,
    start: Annotated[str | None, typer.Option("--start", metavar="DATO")] = None,
    slut: Annotated[str | None, typer.Option("--slut", metavar="DATO")] = None,
    naeste: Annotated[
        str | None, typer.Option("--naeste", metavar="DATO", help="Næste opfølgning.")
    ] = None,
    rytme: Annotated[
        int | None, typer.Option("--rytme", metavar="DAGE", help="Dage mellem opfølgningerne.")
    ] = None,
    rp_dage: Annotated[
        str | None,
        typer.Option("--rp-dage", metavar="DAGE", help="Ressourcepædagogens dage, fx man,ons."),
    ] = None,
    hvem: Who = "",
    hvorfor: Why = "",
    udgave: Seen = None,
    as_json: AsJson = False,
) -> None:
    """Vis forløbets datoer, eller sæt dem. Tom tekst sletter en dato."""
    with answering(as_json) as assistant:
        seen = assistant.plans.open(plan, udgave)
        days = {"start": start, "slut": slut, "naeste": naeste}
        given: dict[str, Any] = {
            name: iso_day(day) for name, day in days.items() if day is not None
        }
        if rytme is not None:
            given["rytme_dage"] = rytme
        if rp_dage is not None:
            given["rp_dage"] = _weekdays(rp_dage)
        if not given:
            put(seen, as_json, lambda: _view(assistant).dates(seen))
            return
        by = _by(assistant, hvem, hvorfor, seen.nr)
        calendar = replace(seen.indhold.kalender, **given)
        _changed(assistant, assistant.plans.date(seen.plan, calendar, by), as_json)


@plan_app.command("kendetegn")
def describe(
    plan: Plan,
    art: Annotated[
        str | None,
        typer.Option(
            "--art", metavar="ART", help="gruppeforloeb, individuelt eller refleksionsforloeb."
        ),
    ] = None,
    omraade: Annotated[
        list[str] | None,
        typer.Option(
            "--omraade", metavar="OMRAADE", help="Problemområdet, fx motorik. Kan gentages."
        ),
    ] = None,
    anvendelse: Annotated[
        list[str] | None,
        typer.Option(
            "--anvendelse",
            metavar="ANVENDELSE",
            help="Brugen af ressourcefunktionen, fx sparring. Kan gentages.",
        ),
    ] = None,
    hvem: Who = "",
    hvorfor: Why = "",
    udgave: Seen = None,
    as_json: AsJson = False,
) -> None:
    """Vis, hvad det er for et forløb, eller skriv det. Tom tekst sletter det, der stod."""
    with answering(as_json) as assistant:
        seen = assistant.plans.open(plan, udgave)
        given = _features(art, omraade, anvendelse)
        if not given:
            put(seen, as_json, lambda: _view(assistant).features(seen))
            return
        by = _by(assistant, hvem, hvorfor, seen.nr)
        features = replace(seen.indhold.kendetegn, **given)
        _changed(assistant, assistant.plans.describe(seen.plan, features, by), as_json)


@plan_app.command("aflys")
def cancel(
    plan: Plan,
    dato: Annotated[str, typer.Argument(metavar="DATO", help="Dagen, fx 31/8-2026.")],
    grund: Annotated[str, typer.Option("--grund", metavar="TEKST", help="Hvorfor.")],
    i_stedet: Annotated[
        str, typer.Option("--i-stedet", metavar="TEKST", help="Hvad I gjorde i stedet.")
    ] = "",
    hvem: Who = "",
    hvorfor: Why = "",
    udgave: Seen = None,
    as_json: AsJson = False,
) -> None:
    """Skriv en dag, hvor ressourcepædagogen ikke kom."""
    from assistent.handleplan import Aflysning

    with answering(as_json) as assistant:
        by = _by(assistant, hvem, hvorfor, udgave)
        entry = Aflysning("", iso_day(dato), grund, i_stedet, "")
        _changed(assistant, assistant.plans.cancel(plan, entry, by), as_json)


@plan_app.command("kontinuitet")
def continuity(plan: Plan, as_json: AsJson = False) -> None:
    """Tæl aftalte og aflyste dage indtil nu."""
    with answering(as_json) as assistant:
        version = assistant.plans.open(plan)
        found = assistant.plans.continuity(version.plan)
        put(found, as_json, lambda: _view(assistant).continuity(version.plan, found))


# What an agreement means


@plan_app.command("laes")
def read(
    plan: Plan,
    linje: Line,
    part: Annotated[
        str, typer.Option("--part", metavar="HVEM", help="Hvem det betyder noget for, fx pædagog.")
    ],
    tekst: Annotated[
        str, typer.Option("--tekst", metavar="TEKST", help="Hvad aftalen betyder mandag morgen.")
    ],
    hvem: Annotated[
        str, typer.Option("--hvem", metavar="HVEM", help="Hvis en anden end parten skriver.")
    ] = "",
    hvorfor: Why = "",
    udgave: Seen = None,
    as_json: AsJson = False,
) -> None:
    """Skriv, hvad en aftale betyder for en af parterne."""
    with answering(as_json) as assistant:
        seen = assistant.plans.open(plan, udgave)
        line = _line_of(seen, linje)
        by = _by(assistant, hvem, hvorfor, seen.nr, otherwise=part)
        _changed(assistant, assistant.plans.read(seen.plan, line.id, part, tekst, by), as_json)


@plan_app.command("afstem")
def readings(plan: Plan, as_json: AsJson = False) -> None:
    """Vis side om side, hvordan parterne forstår aftalerne."""
    with answering(as_json) as assistant:
        version = assistant.plans.open(plan)
        found = assistant.plans.readings(version.plan)
        content = listed("laesninger", found)
        put(content, as_json, lambda: _view(assistant).readings(version, found))


@plan_app.command("enige")
def agree(
    plan: Plan,
    linje: Line,
    tekst: Annotated[
        str, typer.Option("--tekst", metavar="TEKST", help="Linjens nye ord; ellers som før.")
    ] = "",
    dato: Annotated[str, typer.Option("--dato", metavar="DATO", help="Ellers i dag.")] = "",
    hvem: Who = "",
    hvorfor: Why = "",
    udgave: Seen = None,
    as_json: AsJson = False,
) -> None:
    """Skriv, at parterne er enige om en aftale."""
    with answering(as_json) as assistant:
        seen = assistant.plans.open(plan, udgave)
        line = _line_of(seen, linje)
        by = _by(assistant, hvem, hvorfor, seen.nr)
        version = assistant.plans.agree(seen.plan, line.id, tekst, _day(dato), by)
        _changed(assistant, version, as_json)


@plan_app.command("begreber")
def concepts(plan: Plan, as_json: AsJson = False) -> None:
    """Find de ord, som I kan forstå forskelligt."""
    with answering(as_json) as assistant:
        version = assistant.plans.open(plan)
        found = assistant.plans.concepts(version.plan)
        put(listed("begreber", found), as_json, lambda: _view(assistant).concepts(version, found))


# Card, letter and files


@plan_app.command("kort")
def card(plan: Plan, ud: Out = None, overskriv: Overwrite = False, as_json: AsJson = False) -> None:
    """Vis kortet til væggen, eller skriv det som .pdf."""
    with answering(as_json) as assistant:
        version = assistant.plans.open(plan)
        if ud is not None:
            _ending(ud, {".pdf": "kort"})
            file = assistant.plans.export(version.plan, "kort")
            _write(file, ud, overskriv, as_json)
            return
        points = assistant.plans.card(version.plan)
        put(listed("kort", points), as_json, lambda: _view(assistant).card(version, points))


@plan_app.command("brev")
def letter(
    plan: Plan,
    afsnit: Annotated[
        list[str] | None,
        typer.Option("--afsnit", metavar="NAVN", help="Kun dette afsnit. Kan gentages."),
    ] = None,
    ud: Out = None,
    overskriv: Overwrite = False,
    as_json: AsJson = False,
) -> None:
    """Vis brevet til forældrene, eller skriv det som fil."""
    with answering(as_json) as assistant:
        version = assistant.plans.open(plan)
        if ud is not None:
            form = _ending(ud, {".docx": "brev", ".pdf": "brev-pdf"})
            file = assistant.plans.export(version.plan, form, afsnit or ())
            _write(file, ud, overskriv, as_json)
            return
        found = assistant.plans.letter(version.plan, afsnit or ())
        put(found, as_json, lambda: _view(assistant).letter(version, found))


@plan_app.command("eksport")
def export(
    plan: Plan,
    form: Annotated[
        str,
        typer.Option(
            "--form",
            metavar="FORM",
            help="docx, pdf, md, json, ics (kalender), kort, brev, brev-pdf, tjek eller tjek-pdf.",
        ),
    ],
    ud: Annotated[
        Path | None,
        typer.Option(
            "--ud", metavar="FIL", help="Filens navn, eller - for skærmen (md, json, ics)."
        ),
    ] = None,
    overskriv: Overwrite = False,
    as_json: AsJson = False,
) -> None:
    """Skriv planen som en fil i denne mappe."""
    from assistent import texts

    with answering(as_json) as assistant:
        on_screen = ud == Path("-")
        if on_screen and form not in _ON_SCREEN:
            raise ForkertKald(texts.TP_KUN_TEKST.format(former=", ".join(_ON_SCREEN)))
        version = assistant.plans.open(plan)
        file = assistant.plans.export(version.plan, form)
        if on_screen:
            text = file.indhold.decode("utf-8")
            content = {"navn": file.navn, "indhold": text}
            put(content, as_json, lambda: typer.echo(text, nl=False))
            return
        path = _write(file, ud, overskriv, as_json)
        if form == "docx" and not as_json:
            told = {"plan": version.plan[:8], "fil": shlex.quote(str(path)), "nr": version.nr}
            typer.echo(texts.TP_FIL_HENT.format(**told))


@plan_app.command("hent")
def take_back(
    plan: Plan,
    fil: Annotated[Path, typer.Argument(metavar="FIL.docx", help="Planen, rettet i Word.")],
    hvem: Who = "",
    hvorfor: Why = "",
    udgave: Seen = None,
    as_json: AsJson = False,
) -> None:
    """Hent en plan tilbage, der er rettet i Word."""
    with answering(as_json) as assistant:
        by = _by(assistant, hvem, hvorfor, udgave)
        content = _bytes_of(fil)
        _changed(assistant, assistant.plans.take_back(plan, content, by), as_json)


@plan_app.command("skema")
def json_schema(as_json: AsJson = False) -> None:
    """Skriv JSON-skemaet for en plan, til andre systemer."""
    import json

    from assistent.export import schema

    found = schema()
    text = json.dumps(found, ensure_ascii=False, indent=2)
    put(found, as_json, lambda: typer.echo(text))


# Acts


@plan_app.command("godkend")
def approve(
    plan: Plan, hvem: Who = "", hvorfor: Why = "", udgave: Seen = None, as_json: AsJson = False
) -> None:
    """Godkend en plan."""
    with answering(as_json) as assistant:
        by = _by(assistant, hvem, hvorfor, udgave)
        _changed(assistant, assistant.plans.move(plan, "godkendt", by), as_json)


@plan_app.command("genaabn")
def reopen(
    plan: Plan, hvem: Who = "", hvorfor: Why = "", udgave: Seen = None, as_json: AsJson = False
) -> None:
    """Åbn en godkendt eller afsluttet plan igen."""
    from assistent import texts

    with answering(as_json) as assistant:
        seen = assistant.plans.open(plan, udgave)
        finished = seen.indhold.status == "afsluttet"
        status: PlanStatus = "godkendt" if finished else "udkast"
        by = _by(assistant, hvem, hvorfor or texts.TP_GENAABNET, seen.nr)
        _changed(assistant, assistant.plans.move(seen.plan, status, by), as_json)


@plan_app.command("afslut")
def finish(
    plan: Plan,
    udfald: Annotated[
        str, typer.Option("--udfald", metavar="TEKST", help="Hvad der kom ud af forløbet.")
    ],
    hvem: Who = "",
    hvorfor: Why = "",
    udgave: Seen = None,
    as_json: AsJson = False,
) -> None:
    """Afslut et forløb."""
    with answering(as_json) as assistant:
        by = _by(assistant, hvem, hvorfor, udgave)
        _changed(assistant, assistant.plans.move(plan, "afsluttet", by, udfald), as_json)


@plan_app.command("fortryd")
def undo(
    plan: Plan,
    udgave: Annotated[
        int, typer.Argument(metavar="UDGAVE", min=1, help="Udgaven, I vil tilbage til.")
    ],
    hvem: Who = "",
    hvorfor: Why = "",
    as_json: AsJson = False,
) -> None:
    """Gå tilbage til en ældre udgave. Intet går tabt."""
    with answering(as_json) as assistant:
        by = _by(assistant, hvem, hvorfor)
        _changed(assistant, assistant.plans.undo(plan, udgave, by), as_json)


@plan_app.command("slet")
def delete(
    plan: Plan,
    ja: Annotated[bool, typer.Option("--ja", help="Ja, jeg er sikker.")] = False,
    as_json: AsJson = False,
) -> None:
    """Slet en plan med alle dens udgaver."""
    from assistent import texts

    with answering(as_json) as assistant:
        version = assistant.plans.open(plan)
        title = version.indhold.titel
        if not ja:
            amount = texts.TP_UDGAVER[version.nr != 1].format(antal=version.nr)
            raise ForkertKald(texts.TP_SLET_JA.format(titel=title, antal=amount))
        gone = assistant.plans.delete(version.plan)
        content = {"plan": version.plan, "slettet": gone}
        put(content, as_json, lambda: typer.echo(texts.TP_SLETTET.format(titel=title)))


@plan_app.command("til-vidensbase")
def to_knowledge(plan: Plan, as_json: AsJson = False) -> None:
    """Læg et afsluttet forløb i karantæne til vidensbasen."""
    from assistent import texts

    with answering(as_json) as assistant:
        taken = assistant.plan_to_knowledge(plan)
        show(assistant, taken, as_json)
        refused = any(row.status == "afvist" for row in taken.dokumenter)
        if not as_json and not refused:
            name = taken.dokumenter[0].id
            typer.echo(texts.TP_TIL_VIDENSBASE.format(navn=name))
        raise typer.Exit(1 if refused else 0)


# What the commands share


def _by(
    assistant: Assistant, who: str, why: str, seen: int | None = None, otherwise: str = ""
) -> Hvem:
    """Who changes the plan. Raises ForkertKald when nobody says it."""
    from assistent import texts
    from assistent.planning import Hvem

    name = who.strip() or assistant.settings.hvem.strip() or otherwise.strip()
    if not name:
        raise ForkertKald(texts.TP_HVEM_MANGLER)
    return Hvem(name, why, seen or 0)


def _view(assistant: Assistant) -> PlanView:
    from assistent.terminal.plans import PlanView

    return PlanView(assistant)


def _changed(assistant: Assistant, version: Planversion, as_json: bool) -> None:
    """Print what a change did, against the version before it."""

    def to_people() -> None:
        before = assistant.plans.open(version.plan, version.nr - 1)
        found = assistant.plans.compare(version.plan, before.nr, version.nr)
        _view(assistant).changed(before, version, found)

    put(version, as_json, to_people)


def _element(told: str) -> Element:
    from assistent.datamodels import ELEMENTER

    return ELEMENTER[one_of(told, ELEMENTER, "Elementet")]


def _decision(told: str) -> Beslutning:
    return _DECISIONS[one_of(told, _DECISIONS, "Beslutningen")]


def _weekdays(told: str) -> tuple[int, ...]:
    return tuple(one_of(day, _WEEKDAYS, "Ugedagen") for day in told.replace(",", " ").split())


def _features(kind: str | None, areas: list[str] | None, uses: list[str] | None) -> dict[str, Any]:
    """What was told of a forløb, as the fields of a Kendetegn."""
    from typing import get_args

    from assistent.handleplan import Forloebsart
    from assistent.knowledge import Anvendelse, Omraade

    given: dict[str, Any] = {}
    if kind is not None:
        given["art"] = "".join(_meant([kind], get_args(Forloebsart), "Arten"))
    if areas is not None:
        given["omraader"] = _meant(areas, get_args(Omraade), "Området")
    if uses is not None:
        given["anvendelser"] = _meant(uses, get_args(Anvendelse), "Anvendelsen")
    return given


def _meant(told: Sequence[str], known: Sequence[str], what: str) -> tuple[str, ...]:
    """Those of ``known`` that were told; empty words are none."""
    return tuple(known[one_of(word, known, what)] for word in told if word.strip())


def _day(told: str) -> str:
    return iso_day(told) if told.strip() else date.today().isoformat()


def _line_of(seen: Planversion, told: str, element: str = "") -> Planlinje:
    """The line whose id begins with ``told``. Raises PlanFejl when that is none or several."""
    from assistent import texts
    from assistent.errors import PlanFejl

    wanted = told.strip().lower()
    found = [
        (own, line)
        for ident, (own, line) in seen.indhold.lines().items()
        if wanted and ident.startswith(wanted)
    ]
    if not found:
        raise PlanFejl(texts.TP_UKENDT_LINJE.format(linje=told, plan=seen.plan[:8]))
    if len(found) > 1:
        raise PlanFejl(texts.TP_FLERE_LINJER.format(linje=told))
    own, line = found[0]
    if element and own != element:
        raise PlanFejl(texts.TP_ANDET_ELEMENT.format(linje=told, element=own))
    return line


def _ending(path: Path, forms: dict[str, str]) -> str:
    """The form that a file's ending asks for."""
    from assistent import texts

    form = forms.get(path.suffix.lower())
    if form is None:
        raise ForkertKald(texts.TP_FIL_SLUTNING.format(slutninger=" eller ".join(forms)))
    return form


def _write(file: Planfil, given: Path | None, overwrite: bool, as_json: bool) -> Path:
    from assistent import texts

    path = write_file(given, file.navn, file.indhold, overwrite)
    content = {"fil": str(path), "navn": path.name}
    put(content, as_json, lambda: typer.echo(texts.TP_FIL.format(fil=path)))
    return path


def _bytes_of(path: Path) -> bytes:
    from assistent import texts
    from assistent.errors import FilFejl

    try:
        return path.read_bytes()
    except OSError as error:
        raise FilFejl(texts.TP_INGEN_FIL.format(fil=path)) from error
