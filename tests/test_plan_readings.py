"""Readings of an agreement side by side: where they part, where they only use other words."""

from __future__ import annotations

from pathlib import Path

import pytest
from assistent.plans.readings import TOPICS, compare

from assistent.handleplan import Afstemning, Laesning, Planlinje, Uenighed
from assistent.prompts import load_frames

FRAMES = load_frames(Path(__file__).resolve().parents[1] / "prompts")
FILE = "plan"
Case = tuple[str, tuple[tuple[str, str], ...], set[str]]

P, R, L, F = "Pædagog", "Ressourcepædagog", "Leder", "Forælder"

# Written before the code was: 15 with a difference, 15 that say the same or share the work.
DIFFER: list[Case] = [
    (
        "Legegruppe i puderummet med fire børn.",
        (
            (R, "Pædagogen holder legegruppen, og jeg ser på."),
            (P, "Rp holder legegruppen med de fire børn. Jeg har resten af stuen."),
        ),
        {"hvem"},
    ),
    (
        "Vi bruger billederne i garderoben.",
        (
            (P, "Jeg viser billederne hver dag, når vi skal ud."),
            (R, "Pædagogen viser billederne to gange om ugen."),
        ),
        {"hvor_tit"},
    ),
    (
        "Tegnene for mad, mere og hjælp bruges ved måltiderne.",
        (
            (P, "Vi bruger tegnene, når der er tid."),
            (R, "Stuens voksne bruger tegnene ved hvert måltid."),
        ),
        {"hvor_tit"},
    ),
    (
        "En voksen sidder på gulvet om morgenen.",
        (
            (P, "Jeg sidder på gulvet fra kl. 9 til 9.30."),
            (L, "Pædagogen sætter sig på gulvet kl. 8.15."),
        ),
        {"hvornaar"},
    ),
    (
        "Rp er med til samling.",
        (
            (P, "Rp kommer mandag og onsdag og er med i samlingen."),
            (R, "Jeg er med i samlingen tirsdag og torsdag."),
        ),
        {"hvornaar"},
    ),
    (
        "Barn A går først i garderoben.",
        (
            (P, "Jeg tager barn A, barn B og barn C med ud først."),
            (R, "Pædagogen går ud først alene med barn A."),
        ),
        {"med_hvem"},
    ),
    (
        "Barn A tager selv sin jakke på.",
        (
            (P, "Jeg hjælper ham med jakken, så vi kan komme ud."),
            (R, "Pædagogen venter og lader ham prøve selv."),
        ),
        {"hvad"},
    ),
    (
        "Legegruppen fortsætter.",
        (
            (P, "Jeg regner med, at gruppen kører til jul."),
            (L, "Gruppen kører frem til påske."),
        ),
        {"hvor_laenge"},
    ),
    (
        "Der læses i små hold hver dag.",
        (
            (P, "Jeg læser ti minutter med to-tre børn."),
            (R, "Pædagogen læser en halv time med to-tre børn."),
        ),
        {"hvor_laenge"},
    ),
    (
        "Rp observerer den frie leg.",
        (
            (P, "Rp er med i legen og hjælper børnene i gang."),
            (R, "Jeg sidder ved væggen og ser på, hvem der leger med hvem."),
        ),
        {"hvad"},
    ),
    (
        "Forældrene får besked om dagen.",
        (
            (F, "Vi får en besked hver dag."),
            (P, "Jeg skriver til forældrene om fredagen."),
        ),
        {"hvor_tit"},
    ),
    (
        "Billeder på knagerne.",
        (
            (P, "Alle børn får et billede på knagen."),
            (R, "Vi hænger et billede op på knagen til barn A."),
        ),
        {"med_hvem"},
    ),
    (
        "Børnene går ud i hold.",
        (
            (P, "Vi går i garderoben i hold på tre."),
            (L, "Pædagogerne går i garderoben med hold på seks."),
        ),
        {"med_hvem"},
    ),
    (
        "Barn A er med i samlingen.",
        (
            (P, "Jeg tager ham med ud af samlingen, når det bliver for meget."),
            (R, "Han bliver i samlingen, og pædagogen sætter sig ved siden af ham."),
        ),
        {"hvad"},
    ),
    (
        "Pædagog og rp har sparring.",
        (
            (L, "Pædagogen og rp taler sammen hver anden torsdag."),
            (P, "Rp og jeg tager en snak hver torsdag."),
        ),
        {"hvor_tit"},
    ),
]
AGREE: list[Case] = [
    (
        "Billederne bruges i garderoben.",
        (
            (P, "Jeg viser billederne hver dag."),
            (R, "Pædagogen viser billederne dagligt."),
        ),
        set(),
    ),
    (
        "Gruppe tirsdag.",
        (
            (P, "Rp holder gruppen tirsdag kl. 9."),
            (L, "Ressourcepædagogen holder gruppen om tirsdagen kl 9.00."),
        ),
        set(),
    ),
    (
        "Tegnene bruges ved måltiderne.",
        (
            (P, "Vi på stuen bruger tegnene, når vi spiser."),
            (R, "Pædagogerne bruger tegnene ved måltiderne."),
        ),
        set(),
    ),
    (
        "Rp er på stuen to formiddage.",
        (
            (R, "Jeg kommer mandag og onsdag formiddag."),
            (P, "Rp er her ons og man om formiddagen."),
        ),
        set(),
    ),
    (
        "Billeder i garderoben.",
        (
            (R, "Jeg laver billederne og tager dem med tirsdag."),
            (P, "Jeg hænger billederne op og viser ham dem ét ad gangen, hver dag."),
        ),
        set(),
    ),
    (
        "Pædagogen kan gå fra til gruppen.",
        (
            (R, "Jeg tager resten af stuen imens."),
            (P, "Rp har de andre børn, så jeg kan være i gruppen."),
        ),
        set(),
    ),
    (
        "Legegruppe to gange om ugen.",
        (
            (R, "Jeg holder legegruppen to gange om ugen."),
            (P, "Rp holder legegruppen mandag og onsdag."),
        ),
        set(),
    ),
    (
        "Spil i en lille gruppe.",
        (
            (P, "Jeg spiller med en lille gruppe hver formiddag."),
            (R, "Pædagogen spiller med tre-fire børn om formiddagen, hver dag."),
        ),
        set(),
    ),
    (
        "Forløbet varer til jul.",
        (
            (P, "Vi gør det indtil jul."),
            (L, "Stuen gør det frem til jul."),
        ),
        set(),
    ),
    (
        "Læsning på madrassen.",
        (
            (P, "Jeg læser et kvarter med fem børn kl. 10."),
            (R, "Pædagogen læser med de fem børn kl. 10.00 i 15 minutter."),
        ),
        set(),
    ),
    (
        "Rp og stuen mødes.",
        (
            (R, "Vi mødes hver 14. dag."),
            (L, "Rp og stuen mødes hver anden uge."),
        ),
        set(),
    ),
    (
        "Samme voksen tager imod.",
        (
            (P, "Jeg tager imod barn A hver morgen."),
            (L, "Pædagogen tager imod barn A om morgenen, hver dag."),
        ),
        set(),
    ),
    (
        "Voksne giver tid i garderoben.",
        (
            (P, "Jeg sætter mig på skamlen og venter, til han selv begynder."),
            (R, "Pædagogen sidder på skamlen og giver ham tid til selv at begynde."),
        ),
        set(),
    ),
    (
        "Pædagog 1 er med i gruppen.",
        (
            (L, "Jeg sørger for, at pædagog 1 kan gå fra om torsdagen."),
            ("Pædagog 1", "Jeg er med i gruppen hver torsdag."),
            (R, "Pædagog 1 er med i gruppen om torsdagen."),
        ),
        set(),
    ),
    (
        "Klappen kommer på efter frugt.",
        (
            (P, "Klokken halv ti sætter jeg klappen på sammen med hende."),
            (R, "Pædagogen sætter klappen på kl. 9.30."),
        ),
        set(),
    ),
]


def lay(case: Case) -> Afstemning:
    line, readings, _ = case
    return compare(
        Planlinje("l1", line, "note"), [Laesning(part, text) for part, text in readings], FRAMES
    )


def names() -> dict[str, str]:
    return {FRAMES.fill(FILE, f"emne_{topic}"): topic for topic in TOPICS}


def is_difference(entry: Uenighed) -> bool:
    """A silence has an empty stretch for the party that says nothing."""
    return all(words for _, words in entry.udsagn)


def differences(found: Afstemning) -> set[str]:
    return {names()[entry.emne] for entry in found.uenigheder if is_difference(entry)}


def silences(found: Afstemning) -> set[str]:
    return {names()[entry.emne] for entry in found.uenigheder if not is_difference(entry)}


@pytest.mark.parametrize("case", [*DIFFER, *AGREE], ids=lambda case: case[0][:30])
def test_differences(case: Case) -> None:
    assert differences(lay(case)) == case[2]
