"""The only composer: builds the stages from the settings and wires them."""

from __future__ import annotations

import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from assistent.anonymise import Anonymiser
from assistent.config import Settings
from assistent.danish import is_danish, words
from assistent.datamodels import (
    Dokumentpost,
    Element,
    Fund,
    Henvisning,
    Ideer,
    Indlaesninger,
    Korpus,
    Opgave,
    Oprindelse,
    Parathed,
    Renset,
    Rensning,
    Samtale,
    Sletning,
    Status,
    Svar,
    Tjek,
    Tjekforskel,
    Uddrag,
    UddragArt,
    Udkast,
)
from assistent.errors import (
    AssistentFejl,
    ForStorTekst,
    IkkeDansk,
    IndeksFejl,
    LagerFejl,
    PlanFejl,
    TomTekst,
)

if TYPE_CHECKING:
    from assistent.anonymise.case import Sag
    from assistent.anonymise.review import Gennemsyn
    from assistent.answer import Answerer, Sound
    from assistent.bridge import PassageRetriever
    from assistent.check import Checker
    from assistent.conversation import Conversation
    from assistent.dialogue import Router
    from assistent.draft import Drafter
    from assistent.ideas import Examples, Ideas
    from assistent.index import Index
    from assistent.ingest.documents import Documents
    from assistent.ingest.intake import Intake
    from assistent.knowledge import Emne, Vidensbase
    from assistent.models import Embedder
    from assistent.models.e5 import BundledE5
    from assistent.models.heads import LinearHead
    from assistent.overview import Kendetegnsord, Overblik
    from assistent.planning import Planning
    from assistent.present import Vist
    from assistent.prompts import Frames
    from assistent.retrieve import Reranker
    from assistent.store import Database

Progress = Callable[[int, int], None]
Part = TypeVar("Part")
_LONGEST_QUESTION = 20_000
_ANSWERING = 8
"""Passages whose statements are candidates for an answer."""
_RERANKED = 30
"""Hits that a reranker puts in order."""
_REMEMBERED = 256
"""Checks of plans that are kept in memory, so that a page is not read twice."""
_FEW = 20
"""One in so many grains without a vector leaves the search as good as complete."""


class Assistant:
    """The four jobs, search, conversations, intake and health, from one settings object.

    Parts are built when they are first needed, once, and are safe to use from several threads.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self._building = threading.RLock()
        self._indexing = threading.Lock()
        self._filling = threading.Lock()
        self._parts: dict[str, object] = {}
        self._complete = False
        self._fault = ""

    # The parts

    @cached_property
    def frames(self) -> Frames:
        """The wording."""
        from assistent.prompts import load_frames

        return load_frames(self.settings.prompts)

    @cached_property
    def knowledge(self) -> Vidensbase:
        """Vidensbasen. Raises VidensbaseFejl with file and line."""
        from assistent.knowledge import load

        return load(self.settings.vidensbase, self.settings.regler)

    @cached_property
    def documents(self) -> Documents:
        """The documents taken in."""
        from assistent.ingest.documents import Documents

        return Documents(self.settings.data)

    @cached_property
    def intake(self) -> Intake:
        """The way in for documents."""
        from assistent.ingest.intake import Intake

        def sources() -> Iterator[tuple[str, str]]:
            for path in self.knowledge.kilder:
                yield path.stem, path.read_text(encoding="utf-8")

        return Intake(self.documents, self.anonymiser, sources)

    @cached_property
    def anonymiser(self) -> Anonymiser:
        """The guard that every text passes. Raises RensFejl when its lists cannot be read."""
        return Anonymiser(self.settings.navne, self.settings.data / "sloering")

    @cached_property
    def _database(self) -> Database:
        from assistent.store import Database

        return Database(self.settings.data, self.settings.database or None)

    @property
    def embedder(self) -> Embedder:
        """The embedder of the settings. Raises ModelFejl."""
        return self._once("embedder", self._load_embedder)

    def _load_embedder(self) -> Embedder:
        from assistent.models import load_embedder
        from assistent.models.correction import corrected
        from assistent.models.e5 import BundledE5
        from assistent.models.embedder import INDBYGGET

        name = self.settings.indlejring
        if name == INDBYGGET:
            return corrected(self.reader)
        base = load_embedder(name, self.settings.data / "modeller")
        return corrected(base) if isinstance(base, BundledE5) else base

    @property
    def reader(self) -> BundledE5:
        """The bare encoder, tuned to the domain: for routing and for sorting notes."""
        return self._once("reader", self._load_bundled)

    def _load_bundled(self) -> BundledE5:
        from assistent.models.e5 import BundledE5

        return BundledE5(self.settings.data / "modeller")

    def _load_untuned(self) -> BundledE5:
        """The encoder as its maker has it: for the check.

        Tuned, it tells matters apart better, but what is said of them less well: the check's
        conditions are right in 0.77 of the cases with it and in 0.80 without (cross-validated).
        """
        from assistent.models.e5 import BundledE5

        return BundledE5(self.settings.data / "modeller", tuned=None)

    @property
    def index(self) -> Index:
        """The index with its words in place; vectors come with ``build_vectors``."""
        return self._once("index", self._load_index)

    @property
    def _answerer(self) -> Answerer:
        return self._once("answerer", self._load_answerer)

    @property
    def _ideas(self) -> Ideas:
        return self._once("ideas", self._load_ideas)

    @property
    def _checker(self) -> Checker:
        return self._once("checker", self._load_checker)

    @property
    def _drafter(self) -> Drafter:
        return self._once("drafter", self._load_drafter)

    @property
    def _router(self) -> Router:
        return self._once("router", self._load_router)

    @property
    def _conversation(self) -> Conversation:
        return self._once("conversation", self._load_conversation)

    def _once(self, name: str, build: Callable[[], Part]) -> Part:
        """The part ``name``, built on first use; other threads wait for it."""
        if name not in self._parts:
            with self._building:
                if name not in self._parts:
                    self._parts[name] = build()
        return self._parts[name]  # type: ignore[return-value]

    @cached_property
    def index_synonyms(self) -> Mapping[str, tuple[str, ...]]:
        """What the thesaurus adds to a query: stems joined by spaces to further stems."""
        from assistent.danish import thesaurus

        return thesaurus((entry.fag, entry.hverdag) for entry in self.knowledge.synonymer)

    def _load_index(self) -> Index:
        from assistent.index import Index

        index = Index(self.settings.data / "indeks", self.index_synonyms, self.anonymiser.is_word)
        self._fill(index)
        return index

    def _fill(self, index: Index) -> None:
        """Bring the index's words up to date with vidensbasen and the documents taken in."""
        from assistent.index import stamp_of
        from assistent.ingest.corpus import build

        folder = self.settings.vidensbase
        files = [path for path in folder.rglob("*") if path.is_file()] if folder.is_dir() else []
        stamp = stamp_of([*files, *self.documents.files()])
        if not index.load(stamp):
            documents = (post.dokument for post in self.documents.approved())
            index.update(build(self.knowledge, documents))
            index.save(stamp)

    def _load_answerer(self) -> Answerer:
        from assistent.answer import Answerer
        from assistent.models.heads import load_net

        return Answerer(self.frames, self._fitting(load_net, "svar"))

    def _fitting(self, load: Callable[[str, str], Part], name: str) -> Part | None:
        """A trained part for the search's embedder; None when that is another than it was for."""
        from assistent.errors import ModelFejl

        try:
            return load(name, self.embedder.fingerprint)
        except ModelFejl:
            return None

    def _load_topic(self) -> LinearHead | None:
        from assistent.models.heads import load_head

        return self._fitting(load_head, "emne")

    def _load_ideas(self) -> Ideas:
        from assistent.ideas import Ideas, Knowledge

        base = self.knowledge
        knowledge = Knowledge(
            methods={method.id: method for method in base.metoder},
            plans={plan.id: plan for plan in base.forloeb},
            areas=base.omraader,
            questions=base.spoergsmaal,
            situations=base.situationer,
        )
        return Ideas(
            knowledge,
            self._find,
            self._ready_encoder,
            self._method_examples,
            self.frames,
            self.cite,
            self._terms,
            self._known_word,
            lambda text: self.sound(Renset(text)).unanswered,
        )

    def _load_checker(self) -> Checker:
        from assistent.check import Checker

        base = self.knowledge
        return Checker(
            base.elementer,
            base.forudsaetninger,
            self._once("utunet", self._load_untuned),
            self.frames,
            self.cite,
            base.tjeksignaler,
        )

    def _load_drafter(self) -> Drafter:
        from assistent.draft import Drafter

        base = self.knowledge
        return Drafter(base.elementer, base.metoder, self.reader, self.frames, self.cite)

    def _load_conversation(self) -> Conversation:
        from assistent.conversation import Conversation
        from assistent.store import Chats

        chats = Chats(self._database)
        return Conversation(
            _Jobs(self), self._router, chats, self.frames, self._clean_turn, self.names
        )

    def _load_router(self) -> Router:
        from assistent.dialogue import Router

        headings = {entry.id: entry.overskrifter for entry in self.knowledge.elementer}
        return Router(self.reader, self.frames, self.settings.data / "modeller", headings)

    # The jobs, on text as people write it

    def ask(self, text: str) -> Svar:
        """Answer a question, or kindly refuse to judge a child, a need for support or a colleague.

        Raises an AssistentFejl on text that cannot be worked on.
        """
        from assistent.datamodels import Hukommelse
        from assistent.dialogue.intent import AFVISNINGER

        question = self.clean(text, _LONGEST_QUESTION)
        art = self._router.route(question, Hukommelse()).art
        if art in AFVISNINGER:
            return Svar(self.frames.fill("samtale", art), True, ())
        return self.answer_clean(question)

    def ideas(self, text: str) -> Ideer:
        """Two or three strategies for a situation."""
        return self.ideas_clean(self.clean(text, _LONGEST_QUESTION))

    def draft(self, text: str) -> Udkast:
        """A draft plan from raw notes."""
        return self.draft_clean(self.clean(text))

    def check(self, text: str) -> Tjek:
        """The check of a plan."""
        return self.check_clean(self.clean(text))

    def search(
        self,
        text: str,
        count: int = 10,
        source: str | None = None,
        about: Emne | None = None,
    ) -> tuple[Fund, ...]:
        """The best passages for a text."""
        sources = {source} if source else None
        if about is not None and about.given:
            fitting = self._sources_about(about)
            sources = fitting if sources is None else fitting & sources
        return self._search(self.clean(text, _LONGEST_QUESTION), count, sources)

    def _sources_about(self, about: Emne) -> set[str]:
        """The methods and past plans that meet ``about``."""
        from assistent.ingest.corpus import method_source, plan_source

        base = self.knowledge
        return {
            *(method_source(method) for method in base.metoder if about.fits(method)),
            *(plan_source(plan) for plan in base.forloeb if about.fits(plan)),
        }

    def anonymise(self, text: str) -> Rensning:
        """The text with its personal data masked, and what was found."""
        return self.anonymiser.mask(text)

    def answer_clean(self, question: Renset) -> Svar:
        """Answer a question that is masked already."""
        question = self._spelled(question)
        hits = self._hits(question, _ANSWERING)
        answer = self._answerer.answer(question, hits, self.index.words, self.sound(question))
        return replace(answer, oprindelse=self._origin())

    def more_clean(self, question: Renset, said: Svar) -> Svar | None:
        """What else is known on a question that ``said`` answers; None when nothing is."""
        question = self._spelled(question)
        hits = self._hits(question, _ANSWERING)
        more = self._answerer.more(question, hits, self.index.words, self.sound(question), said)
        return replace(more, oprindelse=self._origin()) if more else None

    def sound(self, question: Renset) -> Sound:
        """What a question sounds like; as good as nothing while the vectors are being built."""
        from assistent.answer import Sound

        encoder, head = self._ready_encoder(), self._once("emne", self._load_topic)
        if encoder is None or head is None:
            return Sound()
        vectors = encoder.query([question])
        unanswered = self.index.nearest(vectors[0], 1, kind="uden_svar")
        nearest = max((cosine for near in unanswered for cosine in near.cosiner), default=0.0)
        return Sound(float(head.probabilities(vectors)[0, -1]), nearest)

    def ideas_clean(self, situation: Renset, exclude: Sequence[str] = ()) -> Ideer:
        """Strategies for a situation that is masked already, other than those in ``exclude``."""
        return replace(self._ideas.ideas(situation, exclude), oprindelse=self._origin())

    def draft_clean(self, notes: Renset) -> Udkast:
        """A draft plan from notes that are masked already."""
        return replace(self._drafter.draft(notes), oprindelse=self._origin())

    def check_clean(self, plan: Renset) -> Tjek:
        """The check of a plan that is masked already."""
        return replace(self._checker.check(plan), oprindelse=self._origin())

    def _origin(self) -> Oprindelse:
        """What a result of today is made with."""
        today = datetime.now(UTC).date().isoformat()
        return Oprindelse("indbygget", self.frames.fingerprint, self.index.fingerprint, today)

    def clean(self, text: str, longest: int | None = None, case: Sag | None = None) -> Renset:
        """Masked text, fit to work on; ``case`` remembers who was given which letter.

        Raises TomTekst, ForStorTekst (over ``longest`` characters), IkkeDansk or RensFejl.
        """
        most = longest or self.settings.loft_tegn
        if not words(text):
            raise TomTekst("Der står ikke noget at arbejde med. Skriv eller indsæt en tekst.")
        if len(text) > most:
            raise ForStorTekst(
                f"Teksten er for lang: {_grouped(len(text))} tegn, og jeg tager højst "
                f"{_grouped(most)} ad gangen. Del den op, eller indsæt kun den del, det handler om."
            )
        if not is_danish(text):
            raise IkkeDansk(
                "Teksten ser ud til at være på engelsk. Jeg arbejder på dansk. Oversæt den, og "
                "prøv igen."
            )
        return self.anonymiser.mask(text.replace("\0", ""), case).tekst

    def _clean_turn(self, text: str, case: Sag) -> Renset:
        return self.clean(text, case=case)

    # Search and citations

    def _ready_encoder(self) -> Embedder | None:
        """The embedder once every vector is there; None while they are being built."""
        return self.embedder if self._complete else None

    def _search(
        self,
        query: Renset,
        count: int,
        sources: Collection[str] | None = None,
        kind: UddragArt | None = None,
    ) -> tuple[Fund, ...]:
        return self._hits(self._spelled(query), count, sources, kind)

    def _hits(
        self,
        query: Renset,
        count: int,
        sources: Collection[str] | None = None,
        kind: UddragArt | None = None,
    ) -> tuple[Fund, ...]:
        """The best passages for a query whose slips are put right already."""
        from assistent.retrieve import reranked, search

        encoder = self._ready_encoder()
        if not self.settings.omrangering or kind is not None:
            return search(query, self.index, encoder, count, sources, kind)
        reranker = self._once("omrangering", self._load_reranker)
        hits = search(query, self.index, encoder, max(count, _RERANKED), sources, kind)
        return reranked(query, hits, reranker)[:count]

    def _load_reranker(self) -> Reranker:
        from assistent.models.reranker import CrossEncoderReranker

        return CrossEncoderReranker(self.settings.omrangering)

    def _spelled(self, text: Renset) -> Renset:
        return Renset(self.index.spelled(text))

    def _find(self, text: str, kind: UddragArt, count: int) -> Sequence[Fund]:
        return self._search(Renset(text), count, kind=kind)

    def _method_examples(self, kind: UddragArt) -> Examples:
        """Everything indexed for one kind of passage; the areas learn from the situations too."""
        from assistent.ideas import Examples

        ids, vectors = self.index.vectors(kind)
        more, others = self.index.vectors("metode") if kind == "kategori" else ((), vectors)
        if more:
            ids, vectors = (*ids, *more), np.concatenate([vectors, others])
        return Examples(tuple(self.index.grains[ident].tekst for ident in ids), vectors)

    def _terms(self, text: str) -> Sequence[str]:
        return self.index.words.analyser.document(text)

    def _known_word(self, word: str) -> bool:
        return self.index.words.knows(word)

    def corpus(self) -> Korpus:
        """What is indexed now."""
        index = self.index
        return Korpus(tuple(index.passages.values()), tuple(index.grains.values()))

    def cite(self, source: str, page: int | None, quote: str) -> Henvisning | None:
        """The citation of a quote; None when the source is not in the knowledge base."""
        passage = self.index.holding(source, page, quote)
        if passage is None:
            return None
        return Henvisning(1, source, passage.titel, page, passage.afsnit, quote)

    def retriever(self, count: int = 8) -> PassageRetriever:
        """Search as a LangChain retriever, for a chain with a language model."""
        from assistent.bridge import PassageRetriever

        return PassageRetriever(search=self.search, count=count)

    def passage(self, cite: Henvisning) -> Uddrag | None:
        """The passage that a citation opens."""
        return self.index.holding(cite.kilde, cite.side, cite.citat)

    # Vectors and intake

    def build_vectors(self, progress: Progress | None = None) -> None:
        """Bring the vectors up to date; ``progress`` is told (done, all) as they come.

        One process at a time may write to an index folder; others wait for it. Raises IndeksFejl.
        """
        with self._indexing, self._alone():
            index, embedder = self.index, self.embedder
            index.embed(embedder, progress)
            # A document may have come in meanwhile; its own round follows.
            self._complete = not index.missing()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        from filelock import FileLock, Timeout

        folder = self.settings.data / "indeks"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lock = FileLock(folder / "laas", timeout=_PATIENCE)
            lock.acquire()
        except Timeout as error:
            raise IndeksFejl(
                f"Et andet program arbejder i {folder}. Luk det, eller vælg en anden mappe med "
                "ASSISTENT_DATA."
            ) from error
        except OSError as error:
            raise IndeksFejl(
                f"Mappen {folder} kan ikke bruges. Er disken fuld, eller mangler du adgang? Vælg "
                "en anden mappe med ASSISTENT_DATA."
            ) from error
        try:
            yield
        finally:
            lock.release()

    def start_background(self) -> None:
        """Build what is missing behind the page; a fault is kept for ``status``."""
        threading.Thread(target=self._build_quietly, name="indeks", daemon=True).start()

    def _build_quietly(self) -> None:
        try:
            # Every message is routed, so what that needs comes before the long work.
            self._router.prepare()
            self.build_vectors()
            self._warm()
        except AssistentFejl as error:
            self._fault = str(error)
        except Exception as error:  # a thread has nobody above it to tell what stopped it
            # What it says may hold text of a document, so only its kind is told.
            kind = type(error).__name__
            self._fault = f"Søgningen blev ikke gjort færdig ({kind}). Start siden igen."

    def _warm(self) -> None:
        """Load what the first questions need, so that nobody waits for it."""
        for name in ("_answerer", "_ideas", "_checker", "_drafter", "_router", "_conversation"):
            getattr(self, name)

    def readiness(self) -> Parathed:
        """How many grains have their vector."""
        total = len(self.index.grains)
        return Parathed(total if self._complete else total - self.index.missing(), total)

    def ingest(
        self,
        paths: Iterable[Path],
        approve: bool = False,
        progress: Progress | None = None,
    ) -> Indlaesninger:
        """Take documents in: read, mask, keep; approved ones enter the index.

        A document that cannot be read is refused by name and the others go on. Documents whose
        file is gone from a folder of ``paths`` disappear.
        """
        taken = self.intake.take_in(paths, approve, progress)
        fresh = approve and any(row.status in ("ny", "aendret") for row in taken.dokumenter)
        if fresh or taken.forsvundne:
            self._refresh(purge=bool(taken.forsvundne))
        counts = self._passages_by_source()
        rows = (replace(row, uddrag=counts[row.id]) for row in taken.dokumenter)
        return replace(taken, dokumenter=tuple(rows))

    def _passages_by_source(self) -> Counter[str]:
        return Counter(passage.kilde for passage in self.index.passages.values())

    def _refresh(self, purge: bool = False, wait: bool = True) -> None:
        """Take changed documents into the index, words at once and vectors after.

        With ``purge`` the vectors are written anew, so that nothing removed stays in their files.
        """
        with self._filling:
            self._fill(self.index)
            # A few that lack their vector are found by their words until they have it.
            few = self.index.missing() * _FEW < len(self.index.grains)
            self._complete = self._complete and few
        if not wait:
            threading.Thread(target=self._build_quietly, name="indeks", daemon=True).start()
            return
        self.build_vectors()
        if purge:
            with self._indexing, self._alone():
                self.index.purge()

    def waiting(self) -> tuple[Dokumentpost, ...]:
        """The masked documents that nobody has approved yet."""
        return self.intake.waiting()

    def approved(self) -> tuple[tuple[Dokumentpost, int], ...]:
        """The documents taken in, the newest first, each with its number of passages."""
        counts = self._passages_by_source()
        posts = sorted(self.documents.approved(), key=lambda post: post.modtaget, reverse=True)
        return tuple((post, counts[post.dokument.id]) for post in posts)

    def review(self, document: str) -> Gennemsyn:
        """A waiting document with its masks, to be corrected. Raises LagerFejl."""
        return self.intake.review(document)

    def correct(self, document: str, review: Gennemsyn) -> None:
        """Keep a waiting document as it was corrected. Raises LagerFejl."""
        self.intake.correct(document, review)

    def remember(self, kind: str, entry: str) -> None:
        """Put an entry on the municipality's own lists; "" is what to leave alone."""
        self.anonymiser.add(kind, entry)

    def decide(self, document: str, approve: bool, who: str = "", wait: bool = True) -> None:
        """Approve a waiting document into the index, or reject and remove it; logged either way.

        Without ``wait`` its vectors are built behind, as ``readiness`` tells. Raises LagerFejl when
        none of that name waits.
        """
        self.intake.decide(document, approve, who)
        if approve:
            self._refresh(wait=wait)

    def erase(self, document: str) -> Sletning:
        """Erase a document taken in, prove it by a search through every file, write a receipt.

        ``document`` is its id or its file's name. Raises LagerFejl when there is none of that name.
        """
        from assistent.ingest.erase import leftovers, write_receipt

        known = self.documents.idents()
        ident = document if document in known else Path(document).stem
        if ident not in known:
            have = ", ".join(f"»{name}«" for name in known) or "ingen"
            raise LagerFejl(f"Der er intet indlæst dokument »{document}«. Indlæste: {have}.")
        with self._indexing, self._alone():
            index = self.index
            passages = sum(p.kilde == ident for p in index.passages.values())
            index.open_vectors(self.embedder.fingerprint)
            texts = self.intake.forget(ident)
            self.documents.log("slettet", ident)
            self._fill(index)
            index.open_vectors(self.embedder.fingerprint)
            index.purge()
            searched, left = leftovers(self.settings.data, texts, index.passages.values())
        return write_receipt(self.settings.data, ident, passages, searched, left)

    def read_file(self, path: Path) -> str:
        """The text of a file to work on. Raises FilFejl."""
        from assistent.ingest.read import read_text

        return read_text(path)

    # Conversations

    def new_chat(self) -> Samtale:
        """A fresh conversation."""
        return self._conversation.new()

    def chat(self, ident: str) -> Samtale | None:
        """A conversation by its id, or None."""
        return self._conversation.get(ident)

    def say(self, ident: str, text: str, job: Opgave | None = None) -> Samtale:
        """Say something in a conversation and get it back with the answer."""
        return self._conversation.say(ident, text, job)

    def delete_chat(self, ident: str) -> None:
        """Forget a conversation."""
        self._conversation.delete(ident)

    def present(self, result: object) -> Vist:
        """The Markdown of a job's result, with its citations numbered to match."""
        from assistent.present import Presenter

        presenter = Presenter(self.frames, self.names)
        if isinstance(result, Svar):
            return presenter.answer(result)
        if isinstance(result, Ideer):
            return presenter.ideas(result)
        if isinstance(result, Udkast):
            return presenter.draft(result)
        if isinstance(result, Tjek):
            return presenter.check(result)
        raise TypeError(type(result))

    @property
    def names(self) -> dict[str, str]:
        """What the elements and the conditions are called."""
        base = self.knowledge
        elements = {str(entry.id): entry.navn for entry in base.elementer}
        return elements | {entry.id: entry.navn for entry in base.forudsaetninger}

    def plan_markdown(self, chat: Samtale) -> str:
        """The plan as it stands in a conversation; empty when there is none."""
        from assistent.present import plan_markdown

        draft = chat.hukommelse.udkast
        return plan_markdown(draft, self.names, self.frames) if draft is not None else ""

    # Plans

    @property
    def plans(self) -> Planning:
        """The plans that are kept."""
        return self._once("planer", self._load_plans)

    def _load_plans(self) -> Planning:
        from assistent.planning import Planning
        from assistent.store import Plans

        def names() -> dict[Element, str]:
            return {entry.id: entry.navn for entry in self.knowledge.elementer}

        store, jobs = Plans(self._database), _PlanJobs(self)
        return Planning(store, jobs, self.frames, lambda: self.knowledge.begreber, names)

    def check_plan(self, ident: str, version: int | None = None) -> Tjek:
        """The check of a kept plan, or of one version of it; it is remembered for a while."""
        return self.plans.check(ident, version)

    def compare_checks(
        self, ident: str, before: int, after: int | None = None
    ) -> tuple[Tjekforskel, ...]:
        """What the checks of two versions of a plan say differently."""
        return self.plans.compare_checks(ident, before, after)

    def plan_to_knowledge(self, ident: str) -> Indlaesninger:
        """Put a finished plan in quarantine, masked anew, to become a past plan of vidensbasen.

        Raises PlanFejl when it is not finished.
        """
        version = self.plans.open(ident)
        if version.indhold.status != "afsluttet":
            raise PlanFejl(
                "Kun et afsluttet forløb kan blive et tidligere forløb. Afslut det først."
            )
        file = self.plans.export(ident, "md")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"forloeb-{version.plan[:8]}.md"
            path.write_bytes(file.indhold)
            return self.ingest([path])

    def overview(
        self, year: int | None = None, with_checks: bool = True, progress: Progress | None = None
    ) -> Overblik:
        """The figures across all plans, of one year or of all; none tells of fewer than five.

        ``progress`` is told (done, all) as the plans are checked. Raises ModelFejl, LagerFejl.
        """
        from assistent.overview import build

        plans = self.plans.basis(with_checks, progress)
        return build(plans, self.names | self._kinds, self.frames, year)

    @property
    def features(self) -> Kendetegnsord:
        """The words for what kind of forløb a plan is of."""
        from assistent.overview import Kendetegnsord

        return Kendetegnsord.of(self.frames, self._kinds)

    @property
    def _kinds(self) -> dict[str, str]:
        """What the problem areas and the uses are called."""
        base = self.knowledge
        return {str(entry.id): entry.navn for entry in (*base.omraader, *base.anvendelser)}

    # Health

    def status(self) -> Status:
        """Each part tried out, with what is wrong and what to do."""
        from assistent.health import examine

        return examine(self, self._fault)


class _Jobs:
    """The four jobs as a conversation sees them: on text that is masked already."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    def ask(self, question: Renset) -> Svar:
        return self._assistant.answer_clean(question)

    def more(self, question: Renset, said: Svar) -> Svar | None:
        return self._assistant.more_clean(question, said)

    def ideas(self, situation: Renset, exclude: Sequence[str] = ()) -> Ideer:
        return self._assistant.ideas_clean(situation, exclude)

    def draft(self, notes: Renset) -> Udkast:
        return self._assistant.draft_clean(notes)

    def check(self, plan: Renset) -> Tjek:
        return self._assistant.check_clean(plan)


class _PlanJobs:
    """What the plans need of the assistant."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        # A kept version never changes, so the check of one holds for as long as the program runs.
        self._checked = lru_cache(_REMEMBERED)(assistant.check_clean)

    def draft(self, notes: Renset) -> Udkast:
        return self._assistant.draft_clean(notes)

    def check(self, plan: Renset) -> Tjek:
        return self._checked(plan)

    def names(self) -> Mapping[str, str]:
        return self._assistant.names

    def notes(self, text: str, case: Sag) -> Renset:
        return self._assistant.clean(text, case=case)

    def mask(self, text: str, case: Sag) -> Renset:
        return self._assistant.anonymiser.mask(text.replace("\0", ""), case).tekst

    def cite(self, source: str, page: int | None, quote: str) -> Henvisning | None:
        return self._assistant.cite(source, page, quote)


_PATIENCE = 120.0


def _grouped(number: int) -> str:
    """A number as Danish writes it: 400.000."""
    return f"{number:,}".replace(",", ".")
