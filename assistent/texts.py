"""Every text of the page, in Danish. Nothing here is knowledge: that lives in vidensbase/."""

from __future__ import annotations

from typing import Final, NamedTuple

from assistent.datamodels import Opgave

NAVN: Final = "Sparring"
SIDETITEL: Final = "Sparring – assistent til støtte- og ressourcepædagogik"
UNDERTITEL: Final = "Støtte- og ressourcepædagogik i dagtilbud"

# Header and status
NY_SAMTALE: Final = "Ny samtale"
SLET_SAMTALE: Final = "Slet samtalen"
SLET_SPOERG: Final = "Vil du slette samtalen?"
SLET_FORKLARING: Final = "Den bliver slettet på maskinen og kan ikke hentes tilbage."
SLET_JA: Final = "Ja, slet den"
FORTRYD: Final = "Fortryd"
KOERER_LOKALT: Final = ("Kører lokalt", " på denne maskine", " – ingen sprogmodel")
"""The middle is left out where there is no room for it."""
SKARPERE: Final = "Søgningen bliver skarpere: {procent} %"
SPRING_TIL: Final = "Gå til skrivefeltet"

# The three ways in


class Vej(NamedTuple):
    """One way in: what the card says, and what to do once it is chosen."""

    opgave: Opgave
    titel: str
    kort: str
    forklaring: str
    felt: str


VEJE: Final[tuple[Vej, ...]] = (
    Vej(
        "ideer",
        "Jeg vil have metodeideer",
        "Fortæl om en situation, og få to-tre bud, I kan prøve på mandag.",
        "Fortæl med egne ord, hvad der sker: hvornår på dagen, hvem der er med, "
        "og hvornår det går godt.",
        "Fortæl om situationen …",
    ),
    Vej(
        "udkast",
        "Vi skriver en handleplan",
        "Indsæt noterne fra mødet, og få et udkast med de otte elementer.",
        "Skriv eller indsæt jeres noter, som de er, eller vedhæft dem som fil. "
        "Det, der ikke står i noterne, bliver markeret som manglende.",
        "Indsæt noterne fra mødet …",
    ),
    Vej(
        "tjek",
        "Jeg vil tjekke en handleplan",
        "Se, hvad planen har med, hvad den mangler, og hvad I kan gøre ved det.",
        "Indsæt handleplanen her, eller vedhæft den som fil. "
        "Den bliver holdt op mod de otte elementer og evalueringens forudsætninger.",
        "Indsæt handleplanen …",
    ),
)
OPGAVENAVN: Final[dict[Opgave, str]] = {
    "spoerg": "Svar",
    "ideer": "Metodeideer",
    "udkast": "Udkast til handleplan",
    "tjek": "Tjek af handleplan",
    "samtale": "",
}
VEJE_LEDETEKST: Final = "Hvad vil du?"
FRI_TEKST: Final = "Tilbage til fri tekst"
CHIPS: Final[dict[Opgave, str]] = {
    "ideer": "Metodeideer",
    "udkast": "Skriv plan",
    "tjek": "Tjek plan",
}

# Welcome
VELKOMST: Final = "Hvad er I optaget af?"
VELKOMST_TEKST: Final = (
    "Vælg en vej ind, eller skriv bare nedenfor. Du kan også spørge om "
    "evalueringen, om metoder og om handleplaner."
)
EKSEMPLER_LEDETEKST: Final = "Prøv med et eksempel"


class Eksempel(NamedTuple):
    """Something to click for a first try: it is put in the box, not sent."""

    titel: str
    opgave: Opgave | None
    tekst: str


EKSEMPLER: Final[tuple[Eksempel, ...]] = (
    Eksempel(
        "Uro i garderoben",
        "ideer",
        "Når vi skal på legepladsen, bliver der kaos i garderoben. Barn A på 4 år kaster med "
        "støvlerne og løber rundt, og så følger de andre efter. Det går bedst, når der kun er "
        "tre-fire børn derude. Vi er to voksne, og den ene skal hjælpe de mindste.",
    ),
    Eksempel(
        "Noter fra et møde",
        "udkast",
        "Møde den 4. marts. Til stede: lederen, to fra stuen og ressourcepædagogen.\n"
        "Barn A er 3 år og trækker sig, når de andre leger. Sidder tit alene med bilerne.\n"
        "Vi vil gerne have, at A er med i en leg med et eller to andre børn hver dag.\n"
        "Ressourcepædagogen laver en lille legegruppe tirsdag og torsdag kl. 9.30.\n"
        "Stuens personale hjælper A ind i legen om eftermiddagen.\n"
        "Far siger, at A leger fint med sin kusine derhjemme.\n"
        "Vi mødes igen om to måneder.",
    ),
    Eksempel(
        "En kort handleplan",
        "tjek",
        "Handleplan for barn A, 5 år\n"
        "Problemstilling: A har svært ved at vente på tur og kommer ofte i konflikt ved samling.\n"
        "Mål: A skal blive bedre til at være med i samlingen.\n"
        "Vi bruger en billedplan og lader A sidde ved siden af en fast voksen.\n"
        "Ressourcepædagogen kommer om onsdagen. Stuens pædagoger bruger billedplanen hver dag.\n"
        "Forældrene er orienteret. Vi følger op efter sommerferien.",
    ),
    Eksempel(
        "Spørg til evalueringen",
        None,
        "Hvad siger evalueringen om aflysninger af ressourcepædagogens tid?",
    ),
)

# Writing
FELT: Final = "Skriv til assistenten"
FELT_FRI: Final = "Skriv her …"
SEND: Final = "Send"
VEDHAEFT: Final = "Vedhæft fil"
PORT_OPTAGET: Final = (
    "Siden kan ikke åbne på port {port}. Assistenten kører måske allerede: se efter på "
    "http://{vaert}:{port}/ – eller vælg en anden port, fx »assistent start --port {naeste}«."
)
SIDEN_ER_KLAR: Final = "Siden er klar på {adresse} – stop den med Ctrl+C."
ADVARSEL: Final = "Skriv ikke CPR-numre eller fulde navne. Skriv »barn A«."
TASTER: Final = "Enter sender · Skift + Enter giver ny linje"
FIL_LAEST: Final = (
    "»{navn}« er læst, og teksten står i feltet. Ret navne til »barn A«, og tryk Send."
)
TOMT_FELT: Final = "Der står ikke noget i feltet endnu. Skriv eller indsæt en tekst, og tryk Send."
UVENTET: Final = (
    "Noget gik galt hos mig. Din tekst står stadig i feltet – prøv at sende den igen. "
    "Bliver det ved, så genstart assistenten."
)
FIL_UVENTET: Final = (
    "Filen »{navn}« kunne ikke læses. Prøv at gemme den igen, eller kopiér teksten ind i feltet."
)
FIL_FORKERT: Final = (
    "»{navn}« er en filtype, jeg ikke kan læse. Brug .txt, .md, .docx, .odt, .pdf eller .html."
)

# The conversation
DU: Final = "Du"
ASSISTENT: Final = "Assistenten"
ARBEJDER: Final = "Arbejder …"
SAMTALEN: Final = "Samtalen"
VIS_HELE: Final = "Vis hele teksten ({tegn} tegn)"
VIS_MINDRE: Final = "Vis mindre"
MAERKE: Final = "Udkast – lavet med AI-støtte"
KOPIER: Final = "Kopiér"
KOPIERET: Final = "Kopieret"
KOPIER_SVAR: Final = "Kopiér svaret"
SE_KILDER: Final = "Se kilder ({antal})"
KILDE_ETIKET: Final = "Kilde {nr}: {titel}{sted}"
FAERDIG: Final = "Svaret er klar{opgave}. {kilder}"
FAERDIG_EN: Final = "Én kilde."
FAERDIG_FLERE: Final = "{antal} kilder."
FAERDIG_INGEN: Final = "Ingen kilder."
SLETTET: Final = "Samtalen er slettet."
NY_KLAR: Final = "En ny samtale er klar."
VEJ_VALGT: Final = "{titel}. {forklaring}"

MANGLER: Final = "mangler"
"""The word in brackets after a line that nobody has settled (prompts/vis)."""

NAESTE: Final[dict[Opgave, tuple[str, ...]]] = {
    "ideer": ("Uddyb nr. 1", "Uddyb nr. 2", "Lav en handleplan ud fra det"),
    "udkast": ("Gør målet mere konkret", "Tjek den"),
    "tjek": (),
    "spoerg": (),
    "samtale": (),
}
NAESTE_LEDETEKST: Final = "Forslag til det næste"

# Beside the chat
VISNING: Final = "Visning"
KILDER: Final = "Kilder"
KILDER_TOM: Final = (
    "Når du får et svar, kan du se her, hvad det bygger på, og læse stedet i sin helhed."
)
KILDER_INGEN: Final = "Dette svar har ingen kilder."
KILDER_SENESTE: Final = "Det seneste svar bygger på:"
KILDER_TIDLIGERE: Final = "Et tidligere svar bygger på:"
SIDE: Final = "s. {side}"
AFSNIT: Final = "afsnit {afsnit}"
STED_MANGLER: Final = "Stedet kan ikke vises lige nu."
AABN_KILDE: Final = "Læs hele stedet"
LUK_KILDE: Final = "Luk stedet"

PLANEN: Final = "Planen"
PLAN_TOM: Final = (
    "Her vokser handleplanen frem, når I skriver den sammen. Begynd med »Vi skriver en handleplan«."
)
PLAN_KOPIER: Final = "Kopiér planen"
PLAN_HENT: Final = "Hent som fil (.md)"
PLAN_FILNAVN: Final = "handleplan-udkast.md"

# Gradio's own messages, which it has in English: what the message holds, and what is shown

BESKEDER: Final[tuple[tuple[str, str], ...]] = (
    (
        "Connection to the server was lost",
        "Forbindelsen til assistenten er afbrudt. Siden prøver selv igen, og din tekst bliver "
        "stående.",
    ),
    (
        "Invalid file type",
        "Den filtype kan jeg ikke læse. Brug .txt, .md, .docx, .odt eller .pdf.",
    ),
    ("exceed", "Filen er for stor. Den må højst fylde 20 MB."),
    ("", "Noget gik galt. Prøv igen, eller indlæs siden på ny."),
)
BESKED_TITEL: Final = "Det gik ikke"
LUK: Final = "Luk beskeden"

# The command line
AI_MARK: Final = "Udkast – lavet med AI-støtte. I kender børnene og bestemmer selv."
NOTHING: Final = "Jeg fandt ikke noget."
COVERAGE: Final = "Dækning"
COVERAGE_COLUMNS: Final = (
    "område, anvendelse, alder",
    "metoder",
    "vuggestue",
    "børnehave",
    "forløb",
)

ERASED = (
    "»{dokument}« er slettet. Jeg har søgt i {antal} filer i datamappen og fandt intet tilbage."
)
LEFT_OVER = (
    "»{dokument}« er taget ud af vidensbasen, men dele af teksten står stadig i: {filer}. Det kan "
    "være en samtale eller et andet dokument, der citerer det. Slet også det, og slet igen."
)
RECEIPT = "Kvitteringen ligger i {fil}."

MASKED_HOW: Final = (
    "Ingen sløring finder alt. Læs teksten igennem. Vil du rette, så kør igen med --ret. "
    "Skal noget huskes til næste gang: --husk-navn NAVN eller --lad-staa ORD."
)

# Reviewing what was masked, at the keyboard and on the page
FUNDTYPER: Final[dict[str, str]] = {
    "NAVN": "Navn",
    "INSTITUTION": "Institution",
    "ADRESSE": "Adresse",
    "FOEDSELSDATO": "Fødselsdato",
    "CPR": "CPR-nummer",
    "TELEFON": "Telefon",
    "EMAIL": "E-mail",
    "ANDET_ID": "Andet nummer",
}
FUND_KOLONNER: Final = ("nr.", "hvad", "der stod", "nu står der", "steder")
INTET_SLOERET: Final = (
    "Jeg fandt ingen personoplysninger. Læs selv efter: ingen sløring finder alt."
)
RET_SAADAN: Final = (
    "Skriv »- 3«, hvis nr. 3 ikke skal sløres. Skriv »3 = mor til A«, hvis der skal stå noget "
    "andet. Skriv »+ ord«, hvis noget mangler at blive sløret. Tom linje: færdig."
)
AFGOER_SAADAN: Final = "Skriv »g« for at godkende dokumentet eller »a« for at afvise det."
RET_PROMPT: Final = "ret >"
HUSK_LAD_STAA: Final = "Skal »{ord}« aldrig sløres fremover? (j/n)"
HUSK_SLOER: Final = "Skal »{ord}« altid sløres fremover? (j/n)"
HVAD_ER_DET: Final = (
    "Hvad er det? navn, institution, adresse, fødselsdato, cpr, telefon, e-mail, andet [navn]"
)
GODKENDT: Final = "»{dokument}« er godkendt og kan nu findes i vidensbasen."
AFVIST: Final = "»{dokument}« er afvist og fjernet."
VENTER_STADIG: Final = "»{dokument}« venter stadig, med dine rettelser."
VENTELISTE: Final = "{dokument} – {titel} ({antal} steder er sløret)"

WAITING: Final = (
    "Læs et dokument og ret sløringen: assistent karantaene NAVN. Er det i orden: assistent "
    "karantaene --godkend NAVN. Ellers: --afvis NAVN."
)
NONE_WAITING: Final = "Ingen dokumenter venter på godkendelse."
INDLAEST_TAL: Final = "{ny} nye, {aendret} ændrede, {uaendret} uændrede, {afvist} afviste."
FORSVUNDET: Final = "Ikke længere i mappen og derfor fjernet: {navne}."
LAESER: Final = "Læser dokumenter"

# The page "Vidensbase": the municipality's own documents
VIDENSBASE: Final = "Vidensbase"
SPRING_TIL_DOKUMENTER: Final = "Gå til dokumenterne"
VB_TITEL: Final = "Jeres egne dokumenter"
VB_INTRO: Final = (
    "Læg gamle handleplaner, retningslinjer og andre tekster ind, så assistenten kan bruge dem. "
    "Navne og andre personoplysninger bliver sløret, og intet kommer med, før et menneske har "
    "læst teksten og godkendt den."
)
VB_SLIP: Final = "Slip filerne her – gerne flere på én gang"
VB_VAELG: Final = "Vælg filer"
VB_TYPER: Final = (
    "Word (.docx), .odt, .pdf, .txt, .md og .html, højst 20 MB hver. Filerne bliver læst her på "
    "maskinen og slettet igen. Kun den slørede tekst bliver gemt – og filens navn, så skriv ikke "
    "børns navne i det."
)
VB_FILNAVN: Final = (
    "Filens navn, »{navn}«, ser ud til at fortælle, hvem det handler om, og det bliver gemt. Giv "
    "filen et andet navn, afvis dokumentet, og læg filen ind igen."
)
VB_LAESER: Final = "Læser og slører {antal} …"
VB_FILER: Final = ("1 fil", "{antal} filer")
VB_STATUS: Final[dict[str, str]] = {
    "ny": "Læst",
    "aendret": "Læst igen",
    "uaendret": "Uændret",
    "afvist": "Ikke læst",
}
VB_RESULTAT: Final[dict[str, tuple[str, str]]] = {
    "laest": ("1 fil er læst og sløret", "{antal} filer er læst og sløret"),
    "uaendret": ("1 er uændret", "{antal} er uændrede"),
    "afvist": ("1 kunne ikke læses", "{antal} kunne ikke læses"),
}
VB_LUK: Final = "Luk beskeden"

VB_VENTER: Final = "Venter på, at du læser med"
VB_VENTER_TOM: Final = (
    "Ingen dokumenter venter. Når du lægger filer ind, kommer de her, så du kan læse dem og "
    "rette sløringen."
)
VB_AABN: Final = "Læs og godkend"
VB_LAGT_IND: Final = "lagt ind {dag}"
VB_SLOERET: Final = ("intet er sløret", "1 sted er sløret", "{antal} steder er sløret")
VB_ER_RETTET: Final = "rettet af en af jer"

VB_INDE: Final = "I vidensbasen"
VB_INDE_TOM: Final = (
    "Her er ingen af jeres egne dokumenter endnu. Evalueringen, metoderne og de tidligere forløb, "
    "der følger med assistenten, kan altid søges."
)
VB_UDDRAG: Final = "{antal} uddrag"
VB_SLET: Final = "Slet"
VB_SLET_ETIKET: Final = "Slet »{titel}«"
VB_SLET_SPOERG: Final = "Vil du slette dokumentet?"
VB_SLET_FORKLARING: Final = (
    "Det bliver fjernet fra vidensbasen og fra alle filer i datamappen og kan ikke hentes "
    "tilbage. Bagefter får du en kvittering."
)
VB_SLET_JA: Final = "Ja, slet det"
VB_SLETTER: Final = "Sletter …"
VB_SLETTET: Final = "»{dokument}« er slettet."
VB_KAN_SOEGES: Final = "Alle dokumenter kan søges."
VB_PAA_VEJ: Final = (
    "De nyeste dokumenter kan allerede findes på ordene. Søgning på meningen er på vej: {procent} %"
)

VB_TILBAGE: Final = "Alle dokumenter"
VB_LAES_ALT: Final = (
    "Læs hele teksten, før du godkender. Ingen sløring finder alt – især navne med små bogstaver "
    "kan slippe igennem."
)
VB_GLEMT: Final = (
    "Assistenten er startet igen, siden filen blev læst, og derfor husker den ikke længere, hvad "
    "der stod under sløringerne. Du kan stadig skrive noget andet og sløre mere. Skal noget stå, "
    "som det stod, så afvis dokumentet, og læg filen ind igen."
)
VB_VISNING: Final = "Vis"
VB_TEKSTEN: Final = "Teksten"
VB_TEKSTEN_ETIKET: Final = "Den slørede tekst"
VB_SIDE: Final = "Side {side}"
VB_FUND: Final = "Sløret i teksten"
VB_FUND_KORT: Final = "Sløringer"
VB_STEDER: Final = ("1 sted", "{antal} steder")
VB_ER_NU: Final = "er nu"
VB_DER_STOD: Final = "{slags}: der stod »{original}«"
VB_RET: Final = "Ret"
VB_LUK_RET: Final = "Luk"
VB_VIS_STED: Final = "Vis i teksten"
VB_LAD_STAA: Final = "Skal ikke sløres"
VB_SKRIV_ANDET: Final = "Skriv noget andet"
VB_SKRIV_EKSEMPEL: Final = "fx mor til A"
VB_SKRIV: Final = "Skriv det"
VB_HUSK: Final = "Husk til næste gang"
VB_MANGLER: Final = "Mangler noget at blive sløret?"
VB_MANGLER_SAADAN: Final = "Markér det i teksten, eller skriv det her."
VB_MANGLER_ORD: Final = "Det skal sløres"
VB_MANGLER_TYPE: Final = "Hvad er det?"
VB_MANGLER_NYT: Final = "Skriv evt. i stedet"
VB_SLOER: Final = "Slør det"
VB_PILLE: Final = "Slør »{ord}« …"
VB_ARBEJDER: Final = "Et øjeblik …"

VB_STAAR_NU: Final = "»{ord}« står nu, som der stod."
VB_SKREVET: Final = "»{foer}« er nu »{nu}«."
VB_ER_SLOERET: Final = "»{ord}« er sløret: {antal}."
VB_HUSKET: Final = "Det er husket til næste gang."
VB_FORTRYD: Final = "Fortryd"
VB_FORTRUDT: Final = "Rettelsen er taget tilbage."
VB_FORTRYD_FOR_SENT: Final = "Teksten er rettet siden, og derfor kan det ikke fortrydes."
VB_ANDEN_RETTEDE: Final = (
    "En anden har rettet i sløringen imens. Her er den, som den er nu. Prøv igen."
)

VB_INITIALER: Final = "Dine initialer"
VB_INITIALER_MANGLER: Final = "Skriv dine initialer, så I kan se, hvem der har læst teksten."
VB_GODKEND: Final = "Godkend"
VB_GODKENDER: Final = "Godkender …"
VB_AFVIS: Final = "Afvis"
VB_AFVIS_SPOERG: Final = "Vil du afvise dokumentet?"
VB_AFVIS_FORKLARING: Final = (
    "Det bliver fjernet herfra med dine rettelser. Filen på din egen maskine bliver ikke rørt."
)
VB_AFVIS_JA: Final = "Ja, afvis det"
VB_ALLEREDE_AFGJORT: Final = (
    "»{dokument}« venter ikke længere. En anden har godkendt eller afvist det imens."
)
VB_UVENTET: Final = (
    "Noget gik galt hos mig, og der er ikke ændret noget. Prøv igen. Bliver det ved, så genstart "
    "assistenten."
)
MAANEDER: Final = (
    "januar februar marts april maj juni juli august september oktober november december"
).split()
VB_DAG: Final = "{dag}. {maaned} {aar}"
VB_I_DAG: Final = "i dag kl. {tid}"
VB_I_GAAR: Final = "i går kl. {tid}"

EVALS_MANGLER: Final = (
    "Målingerne kan kun køres fra en kopi af projektet med udviklingspakkerne ({navn} mangler). "
    "Stil dig i projektets mappe, og skriv: make check. Skriv derefter: .venv/bin/assistent evals"
)
EVALS_BRUDT: Final = "Grænsen holder ikke: {navn} {graense}, målt {maalt}."
EVALS_RAPPORT: Final = "Rapporten med kurver ligger i {fil}."

# Plans at a terminal
TP_HVEM_MANGLER: Final = (
    "Skriv, hvem du er: --hvem og din rolle eller dine initialer. Du kan også skrive det én gang "
    "for alle i miljøvariablen ASSISTENT_HVEM."
)
TP_INGEN: Final = "Her er ingen planer endnu. Begynd med: assistent plan ny NOTER.txt --hvem …"
TP_LISTE: Final = ("plan", "titel", "status", "udgave", "ændret", "af")
TP_HISTORIK: Final = ("udgave", "hvornår", "af", "hvad eller hvorfor")
TP_HOVED: Final = (
    "Plan {plan} · {status} · udgave {nr}, gemt {hvornaar} af {hvem}\nSidste ændring: {hvorfor}"
)
TP_VIDERE: Final = (
    "Tegnene foran en linje er dens nummer. Ret en linje:\n"
    '  assistent plan ret {plan} {element} --linje {linje} --tekst "…"'
)
TP_GEMT: Final = "»{titel}« er gemt som udgave {nr}: {hvorfor}"
TP_SAMMENLIGN: Final = "Udgave {foer} og udgave {efter} af »{titel}«"
TP_INGEN_FORSKEL: Final = "Der er ingen forskel på teksten."
TP_ART: Final[dict[str, str]] = {"ny": "ny", "fjernet": "væk", "aendret": "ændret"}
TP_FOER: Final = "før"
TP_NU: Final = "nu"
TP_ANDET: Final[dict[str, str]] = {
    "titel": "Titel",
    "status": "Status",
    "kort": "Kortet til væggen",
    "kalender": "Datoer",
    "kendetegn": "Kendetegn",
}
TP_KONFLIKT: Final = (
    "To har skrevet forskelligt i linje {linje}. Vælg, hvad der skal stå:\n"
    '  assistent plan konflikt {plan} {linje} --tekst "…"\n'
    "eller behold begge tekster, som to linjer:\n"
    "  assistent plan konflikt {plan} {linje} --begge"
)
TP_INGEN_KONFLIKT: Final = "Linje {linje} har kun én tekst, så der er ikke noget at vælge."
TP_UKENDT_LINJE: Final = (
    "Planen har ingen linje »{linje}«. Se linjernes numre med: assistent plan vis {plan}"
)
TP_FLERE_LINJER: Final = "Flere linjer begynder med »{linje}«. Skriv lidt mere af nummeret."
TP_ANDET_ELEMENT: Final = "Linje {linje} står under {element}. Skriv det i stedet."
TP_RET_HVAD: Final = (
    "Skriv --tekst for at tilføje en linje, --linje og --tekst for at rette en, eller --linje og "
    "--fjern for at fjerne en."
)
TP_KONFLIKT_HVAD: Final = "Skriv enten --tekst med det, der skal stå, eller --begge."
TP_INGEN_LAESNINGER: Final = (
    "Ingen har endnu skrevet, hvad en aftale betyder for dem mandag morgen. Vælg en linje, og "
    "begynd:\n"
    '  assistent plan laes {plan} {linje} --part pædagog --tekst "…"'
)
TP_EN_LAESNING: Final = "Kun én har skrevet, hvordan aftalen skal forstås. Bed en til om det."
TP_ENS: Final = "Jeg kan ikke se forskel på det, I har skrevet. Tal det alligevel kort igennem."
TP_TAVS: Final = "siger ikke noget om det"
TP_AFSTEMT: Final = "I blev enige {dato}."
TP_ENIGE: Final = (
    "Når I er enige om en linje:\n"
    '  assistent plan enige {plan} {linje} --tekst "det, I er blevet enige om"'
)
TP_KORT_TOMT: Final = "Planen har ingen strategier, der kan stå på et kort endnu."
TP_KORT_VIDERE: Final = "Til at printe: assistent plan kort {plan} --ud kort.pdf"
TP_LIX: Final = "LIX {lix}: {ord}."
TP_LIX_ORD: Final[tuple[tuple[float, str], ...]] = (
    (25, "meget let at læse"),
    (35, "let at læse"),
    (45, "middelsvært, som en avis"),
    (55, "svært, som en fagbog"),
)
TP_LIX_SVAERT: Final = "meget svært, som en lov"
TP_BREV_VIDERE: Final = "Til at rette i og sende: assistent plan brev {plan} --ud brev.docx"
TP_INGEN_BEGREBER: Final = (
    "Jeg fandt ingen ord i planen, som vidensbasen kender flere måder at forstå på."
)
TP_BEGREB_STAAR: Final = "Står i"
TP_BEGREB_LAESES: Final = "Kan forstås som"
TP_BEGREB_SPOERG: Final = "Spørg hinanden"
TP_INGEN_DATOER: Final = (
    "Planen har ingen datoer endnu. Sæt dem sådan:\n"
    "  assistent plan datoer {plan} --start 5/1-2026 --slut 30/6-2026 --rp-dage tir,tor"
)
TP_KONTINUITET_UKENDT: Final = (
    "Skriv, hvornår forløbet begynder, og hvilke dage ressourcepædagogen kommer, så kan jeg tælle "
    "dagene:\n"
    "  assistent plan datoer {plan} --start 5/1-2026 --rp-dage tir,tor"
)
TP_KONTINUITET: Final = (
    "Aftalte dage indtil nu",
    "Aflyst",
    "Aflyst, men noget gjort i stedet",
    "Flest dage mellem to besøg",
)
TP_SLET_JA: Final = (
    "»{titel}« har {antal}. Sletter du planen, forsvinder alt for altid. Er du sikker, så skriv "
    "--ja."
)
TP_UDGAVER: Final = ("1 udgave", "{antal} udgaver")
TP_SLETTET: Final = "»{titel}« er slettet med alle sine udgaver."
TP_GENAABNET: Final = "Planen blev åbnet igen."
TP_FIL: Final = "Filen ligger her: {fil}"
TP_FIL_HENT: Final = (
    "Når den er rettet i Word, så hent den tilbage, uden at det, andre skriver imens, går tabt:\n"
    "  assistent plan hent {plan} {fil} --udgave {nr}"
)
TP_TIL_VIDENSBASE: Final = (
    "Planen venter i karantæne. Læs den igennem, før den kommer med:\n  assistent karantaene {navn}"
)
TP_FIL_SLUTNING: Final = "Filen skal ende på {slutninger}, så jeg ved, hvad jeg skal skrive."
TP_KUN_TEKST: Final = "Kun {former} kan skrives til skærmen. Giv filen et navn med --ud."
TP_INGEN_FIL: Final = "Filen {fil} findes ikke, eller også må jeg ikke læse den."

# The overview at a terminal
TO_TJEKKER: Final = "Tjekker planerne"
