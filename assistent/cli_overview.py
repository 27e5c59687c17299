"""``assistent overblik``: the figures for a leader. No logic: it stands on Assistant."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistent.cli_common import (
    AsJson,
    ForkertKald,
    Overwrite,
    answering,
    must_be_free,
    put,
    write_file,
)

_ENDING = ".xlsx"


def overview(
    aar: Annotated[
        int | None, typer.Option("--aar", metavar="ÅR", min=1900, max=9999, help="Kun dette år.")
    ] = None,
    ud: Annotated[
        Path | None,
        typer.Option("--ud", metavar="FIL.xlsx", help="Skriv et regneark med diagrammer."),
    ] = None,
    overskriv: Overwrite = False,
    uden_tjek: Annotated[
        bool,
        typer.Option("--uden-tjek", help="Uden forudsætningerne: så går det hurtigere."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Tæl ressourceforløbene sammen for en leder. Intet tal handler om færre end 5 forløb."""
    from assistent import texts
    from assistent.progress import shown

    with answering(as_json) as assistant:
        if ud is not None:
            if ud.suffix.lower() != _ENDING:
                raise ForkertKald(texts.TP_FIL_SLUTNING.format(slutninger=_ENDING))
            # The checks take time, so the name is looked at first.
            must_be_free(ud, overskriv)
        with shown(texts.TO_TJEKKER) as progress:
            found = assistant.overview(aar, not uden_tjek, progress)
        if ud is None:
            from assistent.terminal.overview import show_overview

            put(found, as_json, lambda: show_overview(found))
            return
        from assistent.export.overview_xlsx import overview_xlsx

        path = write_file(ud, ud.name, overview_xlsx(found, assistant.frames), overskriv)
        content = {"fil": str(path), "navn": path.name}
        put(content, as_json, lambda: typer.echo(texts.TP_FIL.format(fil=path)))
