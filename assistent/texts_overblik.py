"""Every text of the page "Overblik", in Danish. The words of its tables are in prompts/overblik."""

from __future__ import annotations

from typing import Final

OVERBLIK: Final = "Overblik"
SPRING_TIL_OVERBLIK: Final = "Gå til overblikket"
OM: Final = (
    "Her er alle planer talt sammen. Et tal står her kun, når det handler om mindst fem forløb. "
    "Mindre tal er skjult, så ingen kan se, hvem de handler om."
)
TAELLER: Final = "Tæller planerne sammen …"

# What is chosen
AAR: Final = "Hvilket år"
ALLE_AAR: Final = "Alle år"
VISER_ALLE: Final = "Overblikket viser alle år."
VISER_AAR: Final = "Overblikket viser {aar}."
HENT: Final = "Hent som regneark"
HENTER: Final = "Laver regnearket …"
HENTET: Final = "»{navn}« er hentet."
FIL: Final = "overblik.xlsx"
FIL_AAR: Final = "overblik-{aar}.xlsx"

# The tables
SE_TALLENE: Final = "Se tallene"
SE_TALLENE_I: Final = " for »{titel}«"
"""Goes on from the text above for those who hear the page."""

# The conditions
TJEK: Final = "Forudsætningerne"
TJEK_OM: Final = (
    "Jeg kan også læse alle planer og tælle, hvilke af evalueringens forudsætninger de oftest ikke "
    "opfylder. Har I mange planer, kan det tage nogle minutter. Bagefter er tabellen også med i "
    "regnearket."
)
TJEK_TAG_MED: Final = "Tag forudsætningerne med"
TJEKKER: Final = "Læser planerne …"
TJEKKET: Final = "{faerdige} af {alle} planer er læst."
TJEK_KLAR: Final = "Forudsætningerne er med nu."

# Below the tables
SKJULT: Final = "Sådan er børn og familier beskyttet"
SAADAN: Final = "Sådan kommer et forløb med i tallene"
SAADAN_TRIN: Final[tuple[str, ...]] = (
    "Hver plan under »Planer« tæller som ét forløb. Der skal være mindst fem.",
    "Åbn planen, og vælg »Opfølgning«. Skriv datoerne, og hvilke dage ressourcepædagogen kommer. "
    "Så kan jeg regne varigheden ud og tælle dagene.",
    "Nederst samme sted står »Hvad er det for et forløb?«. Sæt kryds ved forløbets art, det "
    "problemområde, det handler om, og den måde, I bruger ressourcefunktionen på.",
)
TIL_PLANERNE: Final = "Gå til planerne"
UVENTET: Final = "Noget gik galt hos mig. Prøv igen. Bliver det ved, så genstart assistenten."
