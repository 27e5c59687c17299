"""The command line. No logic: it stands on Assistant, and prints for people or as JSON."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistent.cli_check import Checked, Report, is_folder, write_report
from assistent.cli_common import (
    AsJson,
    ForkertKald,
    Overwrite,
    assistant_with,
    fail,
    one_of,
    read_input,
    show,
)
from assistent.cli_overview import overview
from assistent.cli_plan import plan_app
from assistent.errors import AssistentFejl

if TYPE_CHECKING:
    from assistent.assistant import Assistant

app = typer.Typer(
    help="Sparringspartner til det ressourcepædagogiske arbejde. Alt kører på denne maskine.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    # Typer coerces an option without a value, and loads pydantic for it: here, to show a help text.
    context_settings={"default_map": {"help": False, "plan": {"help": False}}},
)
knowledge_app = typer.Typer(help="Se efter, om vidensbasen er i orden.", no_args_is_help=True)
app.add_typer(plan_app, name="plan")
app.command("overblik")(overview)
app.add_typer(knowledge_app, name="vidensbase")

Batch = Annotated[
    Path | None,
    typer.Option("--batch", metavar="FIL.jsonl", help="Kør mange på én gang, én pr. linje."),
]
Text = Annotated[str | None, typer.Argument(metavar="TEKST", help="Skriv teksten i anførselstegn.")]
File = Annotated[
    str | None,
    typer.Argument(metavar="FIL", help="En fil (.txt, .md, .docx, .odt, .pdf, .html) eller - ."),
]


def _run(
    given: str | None,
    batch: Path | None,
    as_json: bool,
    vectors: bool,
    job: Callable[[Assistant, str], object],
    is_file: bool = False,
) -> None:
    """Run one text, one file or a batch, and leave with the exit status."""
    if (given is None) == (batch is None):
        missing = "FIL" if is_file else "TEKST"
        typer.echo(f"Angiv {missing} eller --batch FIL.jsonl. Se: assistent --help", err=True)
        raise typer.Exit(2)
    from assistent import wire

    if batch is not None and not batch.is_file():
        typer.echo(f"Filen {batch} findes ikke.", err=True)
        raise typer.Exit(2)
    try:
        assistant = assistant_with(vectors)
        if batch is not None:
            results = []
            with batch.open(encoding="utf-8") as lines:
                for content, good in wire.batch(
                    lines, lambda text: job(assistant, text), assistant.read_file
                ):
                    typer.echo(wire.dump(content))
                    results.append(good)
            raise typer.Exit(wire.exit_status(results))
        assert given is not None
        result = job(assistant, read_input(assistant, given) if is_file else given)
    except AssistentFejl as error:
        fail(error, as_json)
    show(assistant, result, as_json)


@app.command()
def spoerg(tekst: Text = None, as_json: AsJson = False, batch: Batch = None) -> None:
    """Stil et spørgsmål til vidensbasen og få svar med sidetal."""
    _run(tekst, batch, as_json, True, lambda assistant, text: assistant.ask(text))


@app.command()
def ideer(tekst: Text = None, as_json: AsJson = False, batch: Batch = None) -> None:
    """Fortæl om en situation og få to-tre metodeideer."""
    _run(tekst, batch, as_json, True, lambda assistant, text: assistant.ideas(text))


@app.command()
def udkast(fil: File = None, as_json: AsJson = False, batch: Batch = None) -> None:
    """Gør mødenoter til et udkast til handleplan."""
    _run(fil, batch, as_json, False, lambda assistant, text: assistant.draft(text), is_file=True)


@app.command()
def tjek(
    fil: Checked = None,
    ud: Report = None,
    overskriv: Overwrite = False,
    as_json: AsJson = False,
    batch: Batch = None,
) -> None:
    """Tjek en handleplan mod de otte elementer og de elleve forudsætninger."""
    if ud is not None or is_folder(fil):
        write_report(fil, batch, ud, overskriv, as_json)
        return
    _run(fil, batch, as_json, False, lambda assistant, text: assistant.check(text), is_file=True)


@app.command()
def soeg(
    tekst: Text = None,
    antal: Annotated[int, typer.Option("-k", min=1, max=100, help="Højst så mange fund.")] = 10,
    kilde: Annotated[str | None, typer.Option("--kilde", help="Kun denne kilde.")] = None,
    omraade: Annotated[
        str, typer.Option("--omraade", help="Kun metoder og forløb om dette, fx motorik.")
    ] = "",
    alder: Annotated[str, typer.Option("--alder", help="Kun for vuggestue eller børnehave.")] = "",
    anvendelse: Annotated[
        str, typer.Option("--anvendelse", help="Kun til denne brug af ressourcefunktionen.")
    ] = "",
    as_json: AsJson = False,
    batch: Batch = None,
) -> None:
    """Find de bedste steder i vidensbasen."""
    from typing import get_args

    from assistent import knowledge

    try:
        wanted = knowledge.Emne(
            _meant(omraade, get_args(knowledge.Omraade), "Området"),
            _meant(alder, get_args(knowledge.Alder), "Alderen"),
            _meant(anvendelse, get_args(knowledge.Anvendelse), "Anvendelsen"),
        )
    except ForkertKald as error:
        fail(error, as_json, status=2)
    _run(tekst, batch, as_json, True, lambda a, text: a.search(text, antal, kilde, wanted))


def _meant(told: str, known: Sequence[str], what: str) -> str:
    """The one of ``known`` that was told; empty for nothing."""
    return known[one_of(told, known, what)] if told else ""


@app.command()
def anonymiser(
    fil: File = None,
    as_json: AsJson = False,
    batch: Batch = None,
    husk_navn: Annotated[
        list[str] | None, typer.Option("--husk-navn", help="Slør altid dette navn.")
    ] = None,
    husk_institution: Annotated[
        list[str] | None, typer.Option("--husk-institution", help="Slør altid denne institution.")
    ] = None,
    lad_staa: Annotated[
        list[str] | None, typer.Option("--lad-staa", help="Slør aldrig dette ord.")
    ] = None,
    ret: Annotated[
        bool, typer.Option("--ret", help="Gå fundene igennem, og ret dem ét for ét.")
    ] = False,
) -> None:
    """Slør navne, adresser, numre og andre personoplysninger i en tekst."""
    added = {"NAVN": husk_navn, "INSTITUTION": husk_institution, "": lad_staa}
    try:
        guard = assistant_with(vectors=False).anonymiser
        for kind, entries in added.items():
            for entry in entries or ():
                guard.add(kind, entry)
    except AssistentFejl as error:
        fail(error, as_json)
    if fil is None and batch is None and any(added.values()):
        return
    _run(fil, batch, as_json, False, _corrected if ret else _masked, is_file=True)


def _masked(assistant: Assistant, text: str) -> object:
    return assistant.anonymise(text)


def _corrected(assistant: Assistant, text: str) -> object:
    from assistent.terminal import review_text

    return review_text(assistant, text, assistant.anonymise(text))


@app.command()
def indlaes(
    stier: Annotated[list[Path] | None, typer.Argument(metavar="STI...")] = None,
    godkend: Annotated[
        bool, typer.Option("--godkend", help="Tag med det samme, uden karantæne.")
    ] = False,
    gennemse: Annotated[
        bool, typer.Option("--gennemse", help="Gå hvert nyt dokument igennem med det samme.")
    ] = False,
    handleplan: Annotated[
        bool,
        typer.Option("--handleplan", help="Filerne er handleplaner: de venter altid i karantæne."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Læs dokumenter ind i vidensbasen. Uden STI bygges indekset over det, der er."""
    from assistent import texts
    from assistent.progress import shown

    if godkend and gennemse:
        typer.echo("Vælg enten --godkend eller --gennemse.", err=True)
        raise typer.Exit(2)
    try:
        assistant = assistant_with(vectors=False)
        with shown(texts.LAESER) as progress:
            approve = godkend and not handleplan
            taken = assistant.ingest(stier or (), approve=approve, progress=progress)
        with shown("Gør søgningen klar") as progress:
            assistant.build_vectors(progress)
        if gennemse:
            from assistent.terminal import review_waiting

            for row in taken.dokumenter:
                if row.status in ("ny", "aendret"):
                    review_waiting(assistant, row.id)
    except AssistentFejl as error:
        fail(error, as_json)
    show(assistant, taken, as_json)
    refused = any(row.status == "afvist" for row in taken.dokumenter)
    raise typer.Exit(1 if refused else 0)


@app.command()
def karantaene(
    dokument: Annotated[
        str | None, typer.Argument(metavar="NAVN", help="Læs dette dokument, og ret sløringen.")
    ] = None,
    godkend: Annotated[
        list[str] | None, typer.Option("--godkend", help="Tag dette dokument ind i vidensbasen.")
    ] = None,
    afvis: Annotated[
        list[str] | None, typer.Option("--afvis", help="Smid dette dokument ud.")
    ] = None,
) -> None:
    """Læs de slørede dokumenter, der venter, ret sløringen, og godkend eller afvis dem."""
    assistant = assistant_with(vectors=False)
    try:
        for name in godkend or ():
            assistant.decide(name, approve=True)
        for name in afvis or ():
            assistant.decide(name, approve=False)
        from assistent.terminal import review_waiting, show_waiting

        if dokument is not None:
            review_waiting(assistant, dokument)
        else:
            show_waiting(assistant.waiting())
    except AssistentFejl as error:
        fail(error, as_json=False)


@app.command()
def slet(
    dokument: Annotated[str, typer.Argument(metavar="DOKUMENT")], as_json: AsJson = False
) -> None:
    """Slet et indlæst dokument helt, søg efter rester, og skriv en kvittering."""
    assistant = assistant_with(vectors=False)
    try:
        receipt = assistant.erase(dokument)
    except AssistentFejl as error:
        fail(error, as_json)
    show(assistant, receipt, as_json)
    raise typer.Exit(1 if receipt.rester else 0)


@app.command()
def status(as_json: AsJson = False) -> None:
    """Prøv hver del af, og sig, hvad der er galt."""
    assistant = assistant_with(vectors=False)
    result = assistant.status()
    show(assistant, result, as_json)
    raise typer.Exit(0 if all(part.ok for part in result.dele) else 1)


@app.command()
def start(
    vaert: Annotated[str | None, typer.Option(help="Adressen, siden svarer på.")] = None,
    port: Annotated[int | None, typer.Option(help="Porten, siden svarer på.")] = None,
    aabn: Annotated[bool, typer.Option("--aabn/--aabn-ikke", help="Åbn browseren.")] = True,
) -> None:
    """Åbn siden i browseren."""
    assistant = assistant_with(vectors=False)
    settings = assistant.settings
    try:
        from assistent.ui.app import launch

        launch(assistant, vaert or settings.vaert, port or settings.port, aabn)
    except AssistentFejl as error:
        fail(error, as_json=False)


@app.command()
def evals(
    kun: Annotated[
        list[str] | None,
        typer.Option("--kun", metavar="DEL", help="Kun denne del, fx soegning. Kan gentages."),
    ] = None,
    saet: Annotated[str, typer.Option(help="Spørgsmålene: dev eller test.")] = "dev",
    rapport: Annotated[
        Path, typer.Option(metavar="FIL.html", help="Hvor rapporten skal ligge.")
    ] = Path("evals-rapport.html"),
    model: Annotated[
        list[str] | None,
        typer.Option(metavar="NAVN", help="En sentence-transformers-model at måle mod."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Mål søgning og svar side om side med det, man ellers ville bruge."""
    from assistent.progress import shown_parts
    from assistent.terminal.evals import run_evals, show_evals

    if saet not in ("dev", "test"):
        typer.echo("Vælg --saet dev eller --saet test.", err=True)
        raise typer.Exit(2)
    try:
        assistant = assistant_with(vectors=True)
        with shown_parts() as tick:
            done = run_evals(assistant, kun or (), saet, rapport, model or (), tick)
    except AssistentFejl as error:
        fail(error, as_json)
    if as_json:
        from assistent import wire

        typer.echo(wire.dump(done.as_object()))
    else:
        show_evals(done, rapport)
    raise typer.Exit(0 if all(kept for *_, kept in done.graenser) else 1)


@knowledge_app.command("tjek")
def knowledge_check() -> None:
    """Gennemgå alle filer: form, henvisninger, ordrette citater og dækning."""
    assistant = assistant_with(vectors=False)
    try:
        from assistent.terminal.knowledge import show_knowledge

        faults = show_knowledge(assistant)
    except AssistentFejl as error:
        fail(error, as_json=False)
    raise typer.Exit(1 if faults else 0)


def main() -> None:
    """Entry point. UTF-8 whatever the terminal's locale says."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    app()
