"""Vidensbasen and the documents taken in, as passages and grains for the index."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from assistent.danish import content_stems, squeeze
from assistent.datamodels import (
    Citatstykke,
    Dokument,
    Korn,
    Korpus,
    Uddrag,
    UddragArt,
    Udsagn,
)
from assistent.ingest.split import own_grains, passage_id, split
from assistent.knowledge import (
    Begreb,
    Forloeb,
    Kategori,
    Kildested,
    Metode,
    Passage,
    Retningslinje,
    Selvmodsigelse,
    Vidensbase,
)

_FRONT_FIELD = re.compile(r"^(id|titel):\s*(.+)$", re.MULTILINE)


def source_document(path: Path) -> Dokument:
    """A Markdown file of vidensbase/kilder/ as a document."""
    text = path.read_text(encoding="utf-8")
    front = dict(_FRONT_FIELD.findall(text.split("\n---\n", 1)[0]))
    return Dokument(path.stem, front.get("titel", path.stem).strip("\"'"), text)


def _whole(source: str, title: str, kind: UddragArt, section: str, lines: Iterable[str]) -> Uddrag:
    """A record of vidensbasen as one passage; each of its lines may be quoted."""
    kept = [line for line in lines if line]
    text = "\n".join(kept)
    pieces, at = [], 0
    for line in kept:
        bare = line.removeprefix("- ").strip("*")
        start = at + line.index(bare) if bare else at
        pieces.append(Citatstykke(start, start + len(bare), None))
        at += len(line) + 1
    ident = passage_id(source, text)
    path = (section,) if section else ()
    return Uddrag(ident, source, title, None, section, path, text, kind, tuple(pieces))


def _questions(passage: Uddrag, texts: Iterable[str]) -> Iterator[Korn]:
    for number, text in enumerate(dict.fromkeys(texts)):
        yield Korn(f"{passage.id}-q{number}", passage.id, "spoergsmaal", text)


def _bullets(items: Iterable[str]) -> Iterator[str]:
    return (f"- {item}" for item in items)


def method_source(method: Metode) -> str:
    """The ``kilde`` of a method's citations."""
    return f"metoder/{method.id}"


def plan_source(plan: Forloeb) -> str:
    """The source of a past plan."""
    return f"handleplaner/{plan.id}"


def _method(method: Metode, situations: Sequence[str]) -> tuple[Uddrag, list[Korn]]:
    lines = [
        method.kort,
        "**Hvornår**",
        *_bullets(method.hvornaar),
        "**Trin**",
        *_bullets(method.trin),
        "**Når ressourcepædagogen ikke er der**",
        method.naar_rp_ikke_er_der,
        "**Tegn på virkning**",
        *_bullets(method.tegn),
        "**Hensyn og faldgruber**",
        *_bullets(method.hensyn),
    ]
    passage = _whole(method_source(method), method.navn, "metode", "", lines)
    head = Korn(f"{passage.id}-u", passage.id, "uddrag", f"{method.navn}. {method.kort}")
    asked = (*method.spoergsmaal, *method.hvornaar, *situations)
    return passage, [head, *_lines(passage), *_questions(passage, asked)]


def _lines(passage: Uddrag) -> Iterator[Korn]:
    """The lines of a record as sentences, headings aside."""
    for number, piece in enumerate(passage.stykker):
        text = passage.tekst[piece.start : piece.slut]
        if len(text.split()) >= 5:
            place = (piece.start, piece.slut)
            yield Korn(f"{passage.id}-s{number}", passage.id, "saetning", text, stykke=place)


def _past_plan(plan: Forloeb) -> tuple[Uddrag, list[Korn]]:
    goals = plan.elementer.get("maal", ())
    methods = plan.elementer.get("strategier", ())
    lines = [
        plan.situation,
        "**Mål**",
        *_bullets(goals),
        "**Strategier og metoder**",
        *_bullets(methods),
        "**Justeringer undervejs**",
        *_bullets(plan.justeringer),
        "**Hvad der kom ud af det**",
        *_bullets(plan.resultat),
    ]
    passage = _whole(plan_source(plan), plan.titel, "handleplan", "", lines)
    head = Korn(f"{passage.id}-u", passage.id, "uddrag", f"{plan.titel}. {plan.situation}")
    return passage, [head, *_questions(passage, plan.spoergsmaal)]


def _guideline(guide: Retningslinje) -> Iterator[tuple[Uddrag, list[Korn]]]:
    source = f"retningslinjer/{guide.id}"
    passages = [
        _whole(source, guide.titel, "retningslinje", heading, body.splitlines())
        for heading, body in guide.afsnit
    ]
    nearest: dict[str, list[str]] = defaultdict(list)
    for question in guide.spoergsmaal:
        wanted = set(content_stems(question))
        best = max(passages, key=lambda p: _overlap(wanted, f"{p.afsnit} {p.tekst}"))
        nearest[best.id].append(question)
    for passage in passages:
        yield passage, [*own_grains(passage), *_questions(passage, nearest[passage.id])]


def _overlap(wanted: set[str], text: str) -> float:
    stems = content_stems(text)
    return float(len(wanted & set(stems)) / (1 + len(stems)) ** 0.25)


def _concept(concept: Begreb) -> tuple[Uddrag, list[Korn]]:
    lines = [
        concept.forklaring,
        *(["**Forskellige læsninger**"] if concept.laesninger else []),
        *_bullets(concept.laesninger),
        *(["**Spørgsmål, der afklarer det**"] if concept.afklar else []),
        *_bullets(concept.afklar),
    ]
    passage = _whole(f"begreber/{concept.id}", concept.begreb, "begreb", "", lines)
    text = f"{concept.begreb}. {concept.forklaring}"
    return passage, [
        Korn(f"{passage.id}-u", passage.id, "uddrag", text),
        *_questions(passage, concept.spoergsmaal),
    ]


def category_source(category: Kategori) -> str:
    """The ``kilde`` under which a use or a problem area is indexed."""
    return f"kategorier/{category.id}"


def _category(category: Kategori) -> tuple[Uddrag, list[Korn]]:
    """A use or a problem area, so that a situation can be placed by its nearest examples."""
    source = category_source(category)
    passage = _whole(source, category.navn, "kategori", "", [category.kort])
    return passage, list(_questions(passage, category.situationer))


UDEN_SVAR = "uden-svar"
"""The source under which the questions that vidensbasen does not answer are indexed."""


def _unanswered(texts: Sequence[str]) -> Iterator[tuple[Uddrag, list[Korn]]]:
    if texts:
        passage = _whole(UDEN_SVAR, UDEN_SVAR, "uden_svar", "", [UDEN_SVAR])
        yield passage, list(_questions(passage, texts))


class _Attacher:
    """Finds the passage that a statement or a question of udsagn/*.yaml belongs to."""

    def __init__(self, passages: Iterable[Uddrag]) -> None:
        self._passages: dict[str, list[tuple[Uddrag, str]]] = defaultdict(list)
        for passage in passages:
            self._passages[passage.kilde].append((passage, squeeze(passage.tekst)))

    def find(self, source: str, text: str, page: int | None) -> Uddrag | None:
        """The passage of ``source`` that holds ``text``, nearest to ``page``."""
        wanted = squeeze(text)
        found = [p for p, squeezed in self._passages[source] if wanted in squeezed]
        if not found:
            return None
        return min(found, key=lambda p: (abs((p.side or 0) - (page or 0)), len(p.tekst)))


def _from_statements(source: str, passages: Iterable[Passage], attach: _Attacher) -> Iterator[Korn]:
    for passage in passages:
        home = attach.find(source, passage.start, passage.side)
        places = [attach.find(source, fact.citat, fact.side) for fact in passage.udsagn]
        home = home or next((place for place in places if place), None)
        for fact, place in zip(passage.udsagn, places, strict=True):
            # What a footnote says answers the questions to the passage that it stands under.
            owners = {place.id} if place else set()
            if place and home and place.art == "fodnote":
                owners.add(home.id)
            for owner in sorted(owners):
                ident = passage_id(owner, fact.tekst)
                statement = Udsagn(fact.tekst, fact.side, fact.citat)
                yield Korn(f"{owner}-f{ident[:8]}", owner, "udsagn", fact.tekst, statement)
                for number, asked in enumerate((*fact.laert, *fact.spoergsmaal)):
                    key = f"{owner}-f{ident[:8]}q{number}"
                    yield Korn(key, owner, "spoergsmaal", asked, statement)
        for text in passage.spoergsmaal if home else ():
            assert home is not None
            ident = passage_id(home.id, text)
            yield Korn(f"{home.id}-q{ident[:8]}", home.id, "spoergsmaal", text)


def _contradictions(records: Iterable[Selvmodsigelse], attach: _Attacher) -> Iterator[Korn]:
    """A known contradiction is a statement of the passage where its last version stands."""
    for record in records:
        last = record.udgaver[-1]
        place = attach.find(record.kilde, last.citat, last.side)
        if place is None:
            continue
        statement = Udsagn(record.forklaring, last.side, last.citat)
        yield Korn(f"{place.id}-m{record.id}", place.id, "udsagn", record.forklaring, statement)
        for number, text in enumerate(record.spoergsmaal):
            yield Korn(f"{place.id}-m{record.id}{number}", place.id, "spoergsmaal", text)


def build(base: Vidensbase, documents: Iterable[Dokument] = ()) -> Korpus:
    """All passages and grains of vidensbasen and of the documents taken in."""
    sources = [source_document(path) for path in base.kilder]
    passages = [passage for document in (*sources, *documents) for passage in split(document)]
    grains = [grain for passage in passages for grain in own_grains(passage)]
    attach = _Attacher(passages)
    by_source: dict[str, list[Passage]] = defaultdict(list)
    for source, record in base.passager:
        by_source[source].append(record)
    for source, written in by_source.items():
        grains.extend(_from_statements(source, written, attach))
    grains.extend(_contradictions(base.modsigelser, attach))
    told: dict[str, list[str]] = defaultdict(list)
    for situation in base.situationer:
        told[situation.metoder[0]].append(situation.tekst)
    records: list[tuple[Uddrag, list[Korn]]] = [
        *(_method(method, told[method.id]) for method in base.metoder),
        *map(_past_plan, base.forloeb),
        *(pair for guide in base.retningslinjer for pair in _guideline(guide)),
        *map(_concept, base.begreber),
        *map(_category, (*base.omraader, *base.anvendelser)),
        *_unanswered([question.tekst for question in base.uden_svar]),
    ]
    for passage, own in records:
        passages.append(passage)
        grains.extend(own)
    unique = {passage.id: passage for passage in passages}
    return Korpus(tuple(unique.values()), tuple({grain.id: grain for grain in grains}.values()))


def faults(base: Vidensbase) -> Iterator[str]:
    """Everything wrong in vidensbasen that its schema cannot see, each as a Danish sentence."""
    yield from loose_quotes(base)
    yield from _dead_links(base)
    methods = {method.id for method in base.metoder}
    for plan in base.forloeb:
        for ident in plan.metoder:
            if ident not in methods:
                yield f"handleplaner/{plan.id}.md: metoden »{ident}« findes ikke."
        if not plan.konstrueret:
            yield f"handleplaner/{plan.id}.md: skriv »konstrueret: true«, eller tag den ud."
    for situation in base.situationer:
        for ident in situation.metoder:
            if ident not in methods:
                yield f"situationer: metoden »{ident}« findes ikke: »{situation.tekst[:50]}«"
    texts = [situation.tekst for situation in base.situationer]
    texts += [text for method in base.metoder for text in method.hvornaar]
    texts += [fact.tekst for _, passage in base.passager for fact in passage.udsagn]
    for text, count in Counter(map(squeeze, texts)).items():
        if count > 1:
            yield f"Den samme tekst står {count} gange: »{text[:60]}«"


_LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)\s#]+)")


def _dead_links(base: Vidensbase) -> Iterator[str]:
    """Every link in a text of vidensbasen to a file that is not there."""
    for path in sorted(base.mappe.rglob("*.md")):
        for target in _LINK.findall(path.read_text(encoding="utf-8")):
            if not (path.parent / target).exists():
                yield f"{path.parent.name}/{path.name}: linket »{target}« fører ingen steder hen."


def loose_quotes(base: Vidensbase) -> Iterator[str]:
    """Every quote of vidensbasen that does not stand where it says, as a Danish sentence."""
    passages = [p for path in base.kilder for p in split(source_document(path))]
    pages: dict[tuple[str, int | None], str] = defaultdict(str)
    for passage in passages:
        for piece in passage.stykker:
            text = squeeze(passage.tekst[piece.start : piece.slut])
            pages[passage.kilde, piece.side] += f"|{text}"
            if passage.art == "tabel":
                pages[passage.kilde, piece.side] += text
    known = {path.stem for path in base.kilder}
    for place, cite in _all_quotes(base):
        if cite.kilde not in known:
            yield f"{place}: kilden »{cite.kilde}« findes ikke."
        elif squeeze(cite.citat) not in pages[cite.kilde, cite.side]:
            yield f"{place}: citatet står ikke på s. {cite.side}: »{cite.citat[:80]}«"


def _all_quotes(base: Vidensbase) -> Iterator[tuple[str, Kildested]]:
    for group in (
        base.metoder,
        base.retningslinjer,
        base.begreber,
        base.forudsaetninger,
        base.elementer,
        base.anvendelser,
        base.omraader,
    ):
        for record in group:
            for cite in record.henvisninger:
                yield record.id, cite
    for condition in base.forudsaetninger:
        for cite in condition.ordlyd:
            yield condition.id, cite
    for contradiction in base.modsigelser:
        source = contradiction.kilde
        for version in contradiction.udgaver:
            yield contradiction.id, Kildested(kilde=source, side=version.side, citat=version.citat)
    for source, passage in base.passager:
        for fact in passage.udsagn:
            yield (
                f"udsagn, s. {fact.side}",
                Kildested(kilde=source, side=fact.side, citat=fact.citat),
            )
