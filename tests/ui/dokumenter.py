"""Documents as a municipality might bring them; every name in them is made up."""

from __future__ import annotations

import io

import docx

EMMA = """# Handleplan for Emma Sørensen

**Barn:** Emma Sørensen, født 14.03.2020
**Institution:** Børnehuset Solsikken, Strandvejen 12, 2635 Ishøj
**Kontakt:** mor Hanne Sørensen, tlf. 28 14 55 90

## Problemstilling

Emma bliver overvældet ved samling i fuglestuen. Hun holder sig for ørerne og går.
Hanne fortæller, at Emma gerne leger i små grupper derhjemme.
Det går bedst, når hun må sidde ved døren.

## Mål

- Emma skal kunne være med i ti minutter af samlingen.
- Emma skal kende to børn godt, fx Yusuf Demir.

## Aftaler

| Hvem | Hvad | Hvornår |
|---|---|---|
| Pædagog Camilla Holm | vandrebamse-ritual sammen med Emma | hver morgen |
| Ressourcepædagog Bodil Krogh | lille legegruppe | tirsdag |

Vi følger op den 4. maj, og Camilla ringer til Hanne inden.
"""
"""With words of its own to be found by, »vandrebamse-ritual«, and a room that tells too much."""

KORT = """Handleplan

Barnet hedder Mathias Lund og er 4 år. Mathias går i Børnehaven Mælkevejen.
Mål: Mathias skal have en fast makker i garderoben.
Vi bruger hulahop-køreplanen, når der er skift.
"""

RETNINGSLINJE = """# Retningslinje for overgange

Alle stuer bruger den samme billedplan ved skift, og den hænger i børnehøjde.

Ved start aftaler lederen og ressourcepædagogen, hvem der gør hvad.
"""

SKADET = b"PK\x03\x04" + bytes(range(256)) * 8


def word(text: str) -> bytes:
    """A Word document with a paragraph for each line."""
    document = docx.Document()
    for line in text.splitlines():
        if line.startswith("# "):
            document.add_heading(line[2:], level=1)
        elif line.strip():
            document.add_paragraph(line)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def forty_pages() -> str:
    """A plan as long as they come."""
    names = ("Emma", "Yusuf Demir", "Mathias Lund", "Fatima", "Oliver Bak", "Sofie Lind")
    part = (
        "## Uge {week}\n\n{name} var med i legegruppen hele ugen. Stuen brugte billedplanen, og "
        "det gik bedst om formiddagen, når der var få børn.\n\n{name} og {other} byggede en hule. "
        "Om torsdagen ringede mor på tlf. 28 14 55 {week:02d} for at høre, hvordan det gik.\n\n"
        "Vi talte om, at voksne skal gå i børnehøjde, give tid og vente på svar. Det prøver alle "
        "på stuen, også når ressourcepædagogen ikke er der. Lederen har sat en time af.\n"
    )
    weeks = (
        part.format(week=week, name=names[week % 6], other=names[(week + 1) % 6])
        for week in range(1, 97)
    )
    return "# Logbog for en gruppe\n\n" + "\n".join(weeks)
