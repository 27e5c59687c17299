"""Every text of the page "Planer", in Danish. Nothing here is knowledge: that lives in vidensbase/.

A word about the choice of words: a kept state of a plan is an »udgave«, a thing that the parties
have settled is an »aftale«, and what it means to one of them is a »læsning«.
"""

from __future__ import annotations

from typing import Final

from assistent.datamodels import Element
from assistent.handleplan import Beslutning, Forskelsart, PlanOphav, PlanStatus

PLANER: Final = "Planer"
SPRING_TIL_PLANER: Final = "Gå til planerne"

# Who writes
HVEM: Final = "Hvem er du?"
HVEM_EKSEMPEL: Final = "fx pædagog eller BK"
HVEM_OM: Final = (
    "Skriv din rolle eller dine initialer, ikke dit fulde navn. Det står i planens historik ved "
    "det, du ændrer, og denne browser husker det til næste gang."
)
HVEM_FELT: Final = "Din rolle eller dine initialer"
HVEM_VIDERE: Final = "Gem og fortsæt"
HVEM_MANGLER: Final = (
    "Der er ikke gemt noget endnu. Skriv først, hvem du er, så de andre kan se, hvem der har "
    "ændret hvad. Det, du har skrevet, står her stadig."
)

# All plans
OVERSIGT_OM: Final = (
    "En handleplan er et arbejdspapir, der følger forløbet hele vejen. Her skriver I den sammen, "
    "justerer den mellem møderne og kan se, hvad I har aftalt, og hvorfor."
)
LISTE: Final = "Jeres planer"
LISTE_HENTER: Final = "Henter planerne …"
LISTE_TOM: Final = (
    "Her er ingen planer endnu. Begynd med noterne fra et møde eller en plan, I har skrevet et "
    "andet sted, så får I et udkast, I kan rette i sammen."
)
STATUS: Final[dict[PlanStatus, str]] = {
    "udkast": "Udkast",
    "godkendt": "Godkendt",
    "afsluttet": "Afsluttet",
}
AENDRET: Final = "ændret {dag}"
AENDRET_AF: Final = "af {hvem}"
UDGAVE: Final = "udgave {nr}"
VENTER: Final = ("1 justering venter på mødet", "{antal} justeringer venter på mødet")
UENIGE_LINJER: Final = ("1 linje skal I vælge i", "{antal} linjer skal I vælge i")

NY: Final = "Ny plan"
NY_OM: Final = (
    "Det, der ikke står i noterne, bliver markeret som manglende. Navne og andre "
    "personoplysninger bliver sløret, før noget bliver gemt."
)
NY_TITEL: Final = "Titel"
NY_TITEL_EKSEMPEL: Final = "fx Ro i garderoben"
NY_NOTER: Final = "Noter fra mødet, eller en plan, I allerede har"
NY_NOTER_EKSEMPEL: Final = "Indsæt teksten, som den er. Skriv gerne »barn A« i stedet for et navn."
NY_FIL: Final = "Hent teksten fra en fil"
NY_LAV: Final = "Lav udkastet"
NY_LAVER: Final = "Laver udkastet …"
NY_TOM: Final = "Der står ingen noter endnu. Skriv eller indsæt dem, og tryk igen."
FIL_LAEST: Final = (
    "»{navn}« er læst, og teksten står i feltet. Læs den igennem, og ret navne til »barn A«."
)
FIL_FOR_STOR: Final = "Filen er for stor. Den må højst fylde 20 MB."
FIL_ULAESELIG: Final = "Filen kom ikke rigtigt frem. Prøv at vælge den igen."
LAESER: Final = "Læser …"

# One plan
TILBAGE: Final = "Alle planer"
MED_AI: Final = "Udarbejdet med AI-støtte"
GODKEND: Final = "Godkend"
GENAABN: Final = "Genåbn"
AFSLUT: Final = "Afslut forløbet"
AFSLUT_SPOERG: Final = "Hvad kom der ud af forløbet?"
AFSLUT_OM: Final = (
    "Skriv et par linjer om, hvordan det er gået, og hvad I tager med videre. De står øverst i "
    "planen bagefter. I kan altid genåbne den."
)
AFSLUT_FELT: Final = "Udbyttet af forløbet"
AFSLUT_JA: Final = "Afslut"
UDFALD: Final = "Sådan gik det"
ER_AFSLUTTET: Final = "Forløbet er afsluttet. Genåbn planen, hvis I vil ændre noget i den."
HENT: Final = "Hent som"
FORMER: Final[dict[str, str]] = {
    "docx": "Word",
    "pdf": "PDF",
    "ics": "Kalender",
    "md": "Markdown",
    "json": "JSON",
}
FORM_OM: Final[dict[str, str]] = {
    "docx": ".docx – kan rettes og lægges ind igen",
    "pdf": ".pdf – til print",
    "ics": ".ics – møder og ressourcepædagogens dage",
    "md": ".md – ren tekst",
    "json": ".json – til andre systemer",
}
HENTER: Final = "Laver filen …"
HENTET: Final = "»{navn}« er hentet."
MERE: Final = "Mere"
LAEG_IND: Final = "Læg en rettet Word-fil ind"
RET_TITEL: Final = "Ret titlen"
TITEL: Final = "Planens titel"
TIL_VIDENSBASEN: Final = "Gør det til et tidligere forløb"
SLET: Final = "Slet planen"
SLET_SPOERG: Final = "Vil du slette planen?"
SLET_OM: Final = (
    "Planen bliver slettet med alle sine udgaver og kan ikke hentes tilbage. Hent den først som "
    "Word eller PDF, hvis I vil gemme den et andet sted."
)
SLET_JA: Final = "Ja, slet den"
SLETTER: Final = "Sletter …"
GEM: Final = "Gem"
GEMMER: Final = "Gemmer …"
FORTRYD: Final = "Fortryd"
ET_OEJEBLIK: Final = "Et øjeblik …"
VISNING: Final = "Planens sider"
VISNINGER: Final[dict[str, str]] = {
    "planen": "Planen",
    "tjek": "Tjek",
    "justering": "Hurtig justering",
    "afstemning": "Afstemning",
    "kortet": "Kortet",
    "brevet": "Forældrebrev",
    "opfoelgning": "Opfølgning",
    "historik": "Historik",
}
KAN_IKKE_VISES: Final = (
    "Det her kan ikke vises lige nu. Resten af planen er, som den skal være. Prøv at åbne planen "
    "igen."
)
DATO: Final = "Dato"

# The plan itself
OPHAV: Final[dict[PlanOphav, str]] = {
    "note": "fra noterne",
    "kilde": "kilde",
    "forslag": "forslag",
    "mangler": "mangler",
    "person": "skrevet af jer",
}
AFSTEMT: Final = "afstemt {dag}"
KILDE_I: Final = "Kilde: {titel}{sted}"
RET: Final = "Ret"
RET_ETIKET: Final = "Ret »{navn}«"
SKRIV_DET: Final = "Skriv det"
LINJE_NR: Final = "{navn}, linje {nr}"
LINJE_NY: Final = "{navn}, ny linje"
FLYT_OP: Final = "Flyt linjen op"
FLYT_NED: Final = "Flyt linjen ned"
FJERN_LINJE: Final = "Fjern linjen"
NY_LINJE: Final = "Tilføj en linje"
HVORFOR_VALGFRIT: Final = "Hvorfor? (valgfrit)"
TOMT_ELEMENT: Final = "Der er ikke skrevet noget her endnu."
TAG_MED: Final = "Tag med"
FJERN: Final = "Fjern"
TAG_MED_ETIKET: Final = "Tag forslaget med i planen: {tekst}"
FJERN_ETIKET: Final = "Fjern forslaget: {tekst}"
LINJE_VAEK: Final = (
    "Linjen findes ikke længere i planen. Åbn planen igen, så ser du den nyeste udgave."
)
TITEL_TOM: Final = "Skriv en titel, så I kan finde planen igen."
KONFLIKT: Final = "To af jer rettede linjen på samme tid. Hvad skal der stå?"
VAELG_DENNE: Final = "Vælg denne"
VAELG_ETIKET: Final = "Vælg: {tekst}"
BEHOLD_BEGGE: Final = "Behold begge"
SPOERGSMAAL: Final = "Åbne spørgsmål"
MODSIGELSER: Final = "Det, der ikke passer sammen"
NOTER: Final = "Øvrige noter"
NOTER_OM: Final = "Det i noterne, der ikke hører til et af de otte elementer."

# Quick adjustments
JUSTERING_OM: Final = (
    "Skriv det her, når I ændrer noget mellem møderne. Det står i planen med det samme og kommer "
    "på listen til næste møde."
)
JUST_AFTALE: Final = "Hvilken aftale ændrer I?"
JUST_NY: Final = "En ny aftale"
JUST_NYE: Final[dict[Element, str]] = {
    "strategier": "En ny aftale om, hvad vi gør",
    "opgavefordeling": "En ny aftale om, hvem der gør hvad",
    "foraeldresamarbejde": "En ny aftale med forældrene",
    "opfoelgning_hvordan": "En ny aftale om opfølgning",
}
JUST_NU: Final = "Sådan lyder aftalen nu"
JUST_HVAD: Final = "Hvad gør I fremover?"
JUST_HVAD_OM: Final = "Det kommer til at stå i planen."
JUST_HVORFOR: Final = "Hvorfor?"
JUST_FRA: Final = "Fra hvornår?"
JUST_GEM: Final = "Gem justeringen"
JUST_VENTER: Final = "Skal drøftes på næste møde"
JUST_DROEFTET: Final = "Drøftet"
JUST_TOM: Final = "Ingen justeringer venter. Dem, I skriver, står her, til I har drøftet dem."
JUST_DROEFT: Final = "Drøftet på mødet i dag"
JUST_FOER: Final = "Før"
JUST_FRA_DAG: Final = "fra {dag}"
JUST_BLEV_DROEFTET: Final = "drøftet {dag}"

# The check
TJEK_OM: Final = (
    "Et tjek af planens tekst, ikke af barnet eller af jer. Det kan tage fejl, så læs selv efter, "
    "og brug det som oplæg til jeres samtale."
)
TJEK_LAV: Final = "Tjek planen"
TJEK_LAVER: Final = "Læser planen …"
TJEK_KLAR: Final = "Tjekket er klar."
TJEK_UDEN_FORSLAG: Final = "Forslag, I ikke har taget med i planen, er ikke læst med."
TJEK_FORMER: Final[dict[str, str]] = {
    "tjek": "Hent tjekket som Word",
    "tjek-pdf": "Hent tjekket som PDF",
}
TJEK_SE: Final = "Se forslaget"
TJEK_SE_MERE: Final = "Se, hvad planen siger"
TJEK_SE_ETIKET: Final = "{hvad}: {emne}"
TJEK_VEL: Final = "Det, der er på plads"
TJEK_ALT_VEL: Final = "Her er alt på plads."
TJEK_LAES_SELV: Final = "læs selv"
TJEK_DER_STAAR: Final = "Der står i planen"
TJEK_STAAR_IKKE: Final = "Det står der ikke noget om i planen endnu."
TJEK_SAET_IND: Final = "Sæt ind som justering"
TJEK_SAETNING: Final = "Sådan skal der stå"
TJEK_SAETNING_OM: Final = "Skriv jeres egne ord i stedet for det, der står i [ ]."
TJEK_HVOR: Final = "Hvor i planen?"
TJEK_NY_LINJE: Final = "En ny linje under »{navn}«"
TJEK_I_STEDET: Final = "I stedet for »{tekst}«"
TJEK_HVORFOR: Final = "Tjekket pegede på {emne}"
TJEK_HULLER: Final = (
    "Der står stadig {hul} i sætningen. Skriv jeres egne ord i stedet, og gem igen. Der er ikke "
    "gemt noget endnu."
)
TJEK_UDGAVER: Final = "Sammenlign tjekket af to udgaver"
TJEK_UDGAVER_OM: Final = "Se, hvad jeres ændringer i planen har gjort ved det, tjekket siger."
TJEK_FORSKELLE: Final = "Det har ændret sig"
TJEK_NU: Final = "Nu"
TJEK_VIST: Final = ("Tjekket siger noget nyt ét sted.", "Tjekket siger noget nyt {antal} steder.")
TJEK_UAENDRET: Final = "Ingen ændring"
TJEK_INGEN_FORSKELLE: Final = "Tjekket siger det samme om de to udgaver."

# What the agreements mean
AFSTEMNING_OM: Final = (
    "Den samme aftale bliver let læst forskelligt. Skriv hver især, hvad den betyder for jer "
    "mandag morgen, så ser I forskellene nu og ikke om tre uger."
)
AFST_TOM: Final = (
    "Planen har ingen aftaler at afstemme endnu. De kommer her, når der står noget under "
    "»{strategier}« eller »{opgaver}«. Forslag skal først tages med i planen."
)
AFST_HVAD: Final = "Hvad betyder det for dig mandag morgen?"
AFST_PART: Final = "Hvem læser aftalen?"
AFST_GEM: Final = "Gem læsningen"
AFST_SKRIV: Final = "Skriv din læsning"
AFST_FLERE: Final = "Skriv en læsning til"
AFST_FORSKELLE: Final = "Det skal I tale om"
AFST_INGEN_FORSKELLE: Final = (
    "Jeg ser ingen forskelle i læsningerne. Læs dem alligevel op for hinanden."
)
AFST_SIGER_INTET: Final = "siger ikke noget om det"
AFST_FOR_FAA: Final = "Når mindst to har skrevet, kan I se forskellene og blive enige her."
AFST_ENIGE: Final = "Vi er enige: sådan lyder aftalen"
AFST_ENIGE_GEM: Final = "Gem aftalen som afstemt"
AFST_ANDRE: Final = "Aftaler, ingen har læst endnu"
AFST_I_GANG: Final = "Aftaler, I er i gang med"

# The card for the wall
KORT_OM: Final = (
    "Hvad gør jeg, når ressourcepædagogen ikke er her? Skriv højst tre ting, så korte, at en "
    "vikar kan følge dem."
)
KORT_PUNKT: Final = "Punkt {nr}"
KORT_FELTER: Final[dict[str, str]] = {
    "goer": "Jeg gør",
    "siger": "Jeg siger",
    "tegn": "Jeg kigger efter",
}
KORT_NYT: Final = "Tilføj et punkt"
KORT_FJERN: Final = "Fjern punktet"
KORT_FJERN_ETIKET: Final = "Fjern punkt {nr}"
KORT_GEM: Final = "Gem kortet"
KORT_HENT: Final = "Hent som PDF til væggen"
KORT_GEM_FOERST: Final = (
    "Du har rettet i kortet. Gem det først, så rettelserne kommer med på papiret."
)
KORT_FORESLAAET: Final = "Det er et forslag ud fra planen. Ret det, og gem."
KORT_TOMT: Final = "Planen siger ikke nok til et forslag endnu. Skriv selv det første punkt."

# The letter to the parents
BREV_OM: Final = (
    "Et udkast til et brev i et enkelt sprog. Vælg, hvad der skal med, og læs det igennem, før I "
    "sender det."
)
BREV_AFSNIT: Final = "Det skal med i brevet"
BREV_VIS: Final = "Opdatér brevet"
BREV_LIX: Final = "Lixtal {lix}: {ord}."
LIX_ORD: Final[tuple[tuple[float, str], ...]] = (
    (25, "meget let at læse"),
    (35, "let at læse"),
    (45, "middelsvært at læse"),
    (55, "svært at læse"),
    (1000, "meget svært at læse"),
)
"""Up to which LIX a text is how easy (Björnsson 1968)."""
BREV_LIX_OM: Final = "Et brev til forældre skal helst ligge på 35 eller derunder."
BREV_LIX_HOEJT: Final = "Del lange sætninger, og vælg kortere ord."
BREV_BEMAERKNINGER: Final = "Før I sender brevet"
BREV_TOMT: Final = "Der er ingen afsnit valgt. Sæt kryds ved det, der skal med."
BREV_WORD: Final = "Hent som Word"
BREV_PDF: Final = "Hent som PDF"

# Following up
DATOER: Final = "Datoer"
KAL_START: Final = "Forløbet begynder"
KAL_SLUT: Final = "Forløbet slutter"
KAL_NAESTE: Final = "Næste opfølgning"
KAL_RYTME: Final = "Hvor tit følger I op?"
KAL_RYTMER: Final[dict[int, str]] = {
    0: "Ikke aftalt",
    7: "Hver uge",
    14: "Hver anden uge",
    28: "Hver fjerde uge",
    42: "Hver sjette uge",
    56: "Hver ottende uge",
    91: "Hver tredje måned",
}
KAL_ANDEN_RYTME: Final = "Hver {antal}. dag"
KAL_RYTME_KORT: Final = "I følger op"
KAL_DAGE: Final = "Ressourcepædagogen kommer"
UGEDAGE: Final = "mandag tirsdag onsdag torsdag fredag lørdag søndag".split()
KAL_GEM: Final = "Gem datoerne"
FREMMOEDE: Final = "Ressourcepædagogens dage"
FREM_UDEN: Final = (
    "Skriv ovenfor, hvornår forløbet begynder, og hvilke dage ressourcepædagogen kommer. Så kan "
    "I se her, hvor stabilt det har været."
)
FREM_IKKE_BEGYNDT: Final = "Forløbet er ikke begyndt endnu."
FREM_ALLE: Final = ("Den ene planlagte dag er holdt.", "Alle {antal} planlagte dage er holdt.")
FREM_NOGLE: Final = "{holdt} af {antal} planlagte dage er holdt."
FREM_AFLYST: Final = ("1 dag er aflyst", "{antal} dage er aflyst")
FREM_ERSTATTET_DEN: Final = ", og I gjorde noget andet i stedet"
FREM_ERSTATTET_ALLE: Final = ", og på dem alle gjorde I noget andet i stedet"
FREM_ERSTATTET_NOGLE: Final = ", og på {antal} af dem gjorde I noget andet i stedet"
FREM_LAENGST: Final = "Længste tid uden ressourcepædagogen: {antal} dage."
DAGE_LISTE: Final = "Planlagte dage"
DAG_KOM: Final = "kom"
DAG_AFLYST: Final = "aflyst"
DAG_ERSTATTET: Final = "aflyst, I gjorde noget andet"
UDEBLEV: Final = "Ressourcepædagogen kom ikke"
UDEBLEV_GRUND: Final = "Grund"
UDEBLEV_GRUND_EKSEMPEL: Final = "fx sygdom eller møde"
UDEBLEV_I_STEDET: Final = "Hvad gjorde I i stedet?"
UDEBLEV_I_STEDET_EKSEMPEL: Final = "fx Pædagog P tog gruppen alene"
UDEBLEV_GEM: Final = "Skriv dagen ind"
UDEBLEV_INTET: Final = "Intet i stedet"
MAAL: Final = "Målene"
MAAL_TOM: Final = "Planen har ingen mål endnu. Skriv dem under »Planen«."
MAAL_VURDER: Final = "Vurdér målet"
MAAL_TEGN: Final = "Hvilke tegn har I set?"
MAAL_BESLUTNING: Final = "Hvad gør I med målet?"
BESLUTNINGER: Final[dict[Beslutning, str]] = {
    "fortsaet": "Fortsæt",
    "juster": "Justér",
    "afslut": "Afslut",
}
BESLUTTET: Final[dict[Beslutning, str]] = {
    "fortsaet": "fortsætter",
    "juster": "skal justeres",
    "afslut": "er afsluttet",
}
MAAL_VAELG: Final = "Vælg, om målet fortsætter, skal justeres eller er afsluttet."
MAAL_GEM: Final = "Gem beslutningen"
MAAL_UDEN_TEGN: Final = "Ingen tegn skrevet"
BEGREBER: Final = "Ord, I skal være enige om"
BEGREBER_OM: Final = "Ordene står i planen, og folk lægger ofte noget forskelligt i dem."
BEGREBER_TOM: Final = "Jeg ser ingen ord i planen, som plejer at blive læst forskelligt."
BEGREB_LINJER: Final = "Står her i planen"
BEGREB_LAESNINGER: Final = "Kan betyde"
BEGREB_SPOERG: Final = "Spørg hinanden"

# What kind of forløb it is
KENDETEGN: Final = "Hvad er det for et forløb?"
KENDETEGN_OM: Final = (
    "Kendetegnene bliver kun brugt i »Overblik«, hvor alle planer er talt sammen. Dér kan ingen "
    "se den enkelte plan."
)
KENDETEGN_RET: Final = "Skriv eller ret kendetegnene"
KENDETEGN_UVIST: Final = "Ikke oplyst"

# History
HISTORIK_OM: Final = "Hver gang nogen gemmer, kommer der en ny udgave. Ingen af dem går tabt."
SAMMENLIGN: Final = "Sammenlign"
SAMMENLIGN_FRA: Final = "Udgave"
SAMMENLIGN_TIL: Final = "med udgave"
SAMMENLIGN_HVILKE: Final = "Vælg de to udgaver, I vil sammenligne."
SAMMENLIGN_VALG: Final = "{nr} – {dag}, {hvem}"
SE_AENDRINGER: Final = "Se ændringer"
SE_AENDRINGER_ETIKET: Final = "Se, hvad der blev ændret i udgave {nr}"
GAA_TILBAGE: Final = "Gå tilbage til den"
GAA_TILBAGE_ETIKET: Final = "Gå tilbage til udgave {nr}"
GAA_SPOERG: Final = "Vil du gå tilbage til udgave {nr}?"
GAA_SPOERG_KORT: Final = "Vil du gå tilbage?"
GAA_OM: Final = (
    "Planen bliver igen, som den var dengang. Det bliver gemt som en ny udgave, så I kan komme "
    "tilbage hertil igen."
)
GAA_JA: Final = "Ja, gå tilbage"
DENNE_UDGAVE: Final = "den nyeste"
FORSKELLE: Final = "Fra udgave {foer} til udgave {efter}"
INGEN_FORSKELLE: Final = "De to udgaver siger det samme."
FOER: Final = "Før"
EFTER: Final = "Efter"
ART: Final[dict[Forskelsart, str]] = {
    "ny": "Ny",
    "fjernet": "Fjernet",
    "aendret": "Ændret",
}
TEGN: Final[dict[Forskelsart, str]] = {"ny": "+", "fjernet": "−", "aendret": "≠"}
ANDET: Final[dict[str, str]] = {
    "titel": "Titlen",
    "status": "Status",
    "udfald": "Sådan gik det",
    "kalender": "Datoer",
    "kendetegn": "Kendetegn",
    "oevrige_noter": "Øvrige noter",
    "justeringer": "Justeringer",
    "aflysninger": "Dage uden ressourcepædagogen",
    "maalstatus": "Vurdering af målene",
    "kort": "Kortet til væggen",
    "forventninger": "Læsninger af aftalerne",
    "spoergsmaal": "Åbne spørgsmål",
    "modsigelser": "Det, der ikke passer sammen",
}
IKKE_SAT: Final = "ikke sat"
KAL_LINJE: Final = "{navn}: {vaerdi}"
FJERNET_ORD: Final = "fjernet: "
TILFOEJET_ORD: Final = "tilføjet: "

# What was done, said aloud and shown for a moment
GJORT: Final[dict[str, str]] = {
    "begynd": "Udkastet er klar. Læs det igennem, og ret det sammen.",
    "titel": "Titlen er rettet.",
    "laegind": "Word-filen er læst, og rettelserne står i planen.",
    "godkend": "Planen er godkendt.",
    "genaabn": "Planen er åben igen.",
    "afslut": "Forløbet er afsluttet.",
    "ret": "»{navn}« er gemt.",
    "tagmed": "Forslaget er taget med i planen.",
    "fjern": "Forslaget er fjernet. Det står stadig i historikken.",
    "vaelg": "Det er valgt.",
    "juster": "Justeringen er gemt og står i planen nu.",
    "indsaet": "Sætningen står i planen nu og er på listen til næste møde.",
    "droeftet": "Justeringerne er skrevet som drøftet i dag.",
    "laes": "Læsningen er gemt.",
    "enige": "Aftalen er gemt som afstemt.",
    "kort": "Kortet er gemt.",
    "datoer": "Datoerne er gemt.",
    "kendetegn": "Kendetegnene er gemt.",
    "udeblev": "Dagen er skrevet ind.",
    "maal": "Beslutningen om målet er gemt.",
    "gaatilbage": "Planen er nu igen som i udgave {nr}.",
    "slet": "»{titel}« er slettet med alle sine udgaver.",
    "forloeb": (
        "Forløbet er lagt til gennemlæsning under »Vidensbase«. Når én af jer har læst og godkendt "
        "det, kan assistenten finde det igen."
    ),
}
FLERE_GEMTE: Final = "En anden gemte imens, og begges ændringer er med."
SAMME_LINJE: Final = (
    "En anden rettede den samme linje imens. Begge tekster står under »Planen«, så I kan vælge."
)
VIST_FORSKELLE: Final = ("1 forskel.", "{antal} forskelle.")
BREV_VIST: Final = "Brevet er vist med det, du har valgt."
ER_SLETTET: Final = "Planen findes ikke længere. En anden har slettet den."
UVENTET: Final = (
    "Noget gik galt hos mig, og der er ikke gemt noget. Det, du har skrevet, står her stadig. Prøv "
    "igen. Bliver det ved, så genstart assistenten."
)
AFBRUDT: Final = (
    "Der kom ikke svar fra assistenten. Det, du har skrevet, står her stadig. Prøv igen om lidt."
)
LUK: Final = "Luk"

# From the conversation
CHAT_GEM: Final = "Gem som plan"
CHAT_GEM_OM: Final = (
    "Udkastet bliver til en plan under »Planer«, hvor I kan rette det sammen, justere det og "
    "følge op. Samtalen bliver stående her."
)
CHAT_GEMT: Final = "Udkastet er gemt som planen »{titel}«."
CHAT_AABN: Final = "Åbn planen"
CHAT_INTET: Final = "Der er ikke noget udkast i samtalen endnu."
