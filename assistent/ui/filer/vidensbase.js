// The page "Vidensbase": marking words in the text, finding a mask's places, questions, focus.
(() => {
  const { optaget: busy, ledig: idle } = window.sparring;
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const one = (selector) => document.querySelector(selector);
  const narrow = () => window.matchMedia("(max-width: 899px)").matches;
  const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const behavior = () => (calm() ? "auto" : "smooth");
  // Gradio draws what it was sent a moment after the event has ended.
  const soon = (act) => setTimeout(act, 60);
  const focus = (element) => element?.focus({ preventScroll: true });

  // Which half of the review is in view where there is room for one only.
  function half(which) {
    document.body.dataset.ret = which;
    for (const tab of all("#vb-skift [data-ret]"))
      tab.setAttribute("aria-pressed", String(tab.dataset.ret === which));
  }

  // What was sent last, so that the focus can go on from there.
  let sent = {};

  // Gradio's parts are bare boxes: what scrolls must be reachable by keyboard and have a name.
  function name(selector, label) {
    const box = one(selector);
    box?.setAttribute("role", "region");
    box?.setAttribute("tabindex", "0");
    box?.setAttribute("aria-label", label);
  }

  const open = () => Boolean(one("#vb-hoved .hoved"));

  window.vidensbase = {
    laest() {
      soon(() => {
        const target = one("#vb-seneste h3, #vb-seneste .besked");
        target?.setAttribute("tabindex", "-1");
        focus(target);
        target?.scrollIntoView({ block: "nearest", behavior: behavior() });
      });
    },
    aabnet() {
      soon(() => {
        idle();
        if (!open()) return window.vidensbase.lukket();
        half("tekst");
        name("#vb-tekst", window.sparringTekster.tekstregion);
        one("#vb-tekst").scrollTop = 0;
        one("#vb-ret").scrollTop = 0;
        one("#vb-mangler form")?.reset();
        fitForm();
        focus(one("#vb-hoved h2"));
      });
    },
    rettet() {
      soon(() => {
        idle();
        if (!open()) return window.vidensbase.lukket();
        const failed = one("#vb-rettet .fejl");
        if (failed && sent.hvad === "sloer") one("#vb-ret").scrollTop = 0;
        if (failed) return focus(sent.field?.isConnected ? sent.field : one("#vb-fund h3"));
        if (sent.hvad === "sloer") {
          one("#vb-mangler form").reset();
          fitForm();
          return focus(one("#vb-ord"));
        }
        const next = one(`#fund-${sent.nr} summary`) ?? all("#vb-fund summary").pop();
        focus(next ?? one("#vb-fund h3"));
        (next ?? one("#vb-rettet"))?.scrollIntoView({ block: "nearest" });
      });
    },
    lukket() {
      soon(() => {
        idle();
        if (open()) {
          const empty = !one("#vb-hvem").value.trim();
          return focus(empty ? one("#vb-hvem") : one("#vb-afgoer .fyldt"));
        }
        one("#vb-oversigt").scrollTop = 0;
        const told = one("#vb-seneste .besked");
        told?.setAttribute("tabindex", "-1");
        focus(told ?? one("#vb-venter button") ?? one("#vb-venter-titel"));
      });
    },
    slettet() {
      soon(() => {
        idle();
        const told = one("#vb-kvittering .besked");
        focus(told ?? one("#vb-inde-titel"));
        told?.scrollIntoView({ block: "nearest", behavior: behavior() });
      });
    },
  };

  // The next place in the text of what a card is about.
  function toPlace(nr) {
    const spots = all(`#vb-tekst mark[data-nr="${nr}"]`);
    const last = spots.findIndex((spot) => spot.classList.contains("her"));
    const spot = spots[(last + 1) % spots.length];
    if (!spot) return;
    all("#vb-tekst mark.her").forEach((old) => old.classList.remove("her"));
    spot.classList.add("her");
    half("tekst");
    if (narrow()) {
      spot.setAttribute("tabindex", "-1");
      focus(spot);
    }
    spot.scrollIntoView({ block: "center", behavior: behavior() });
  }

  function toCard(nr) {
    const card = one(`#fund-${nr} details`);
    if (!card) return;
    half("fund");
    card.open = true;
    card.scrollIntoView({ block: "nearest", behavior: behavior() });
    focus(card.querySelector("summary"));
  }

  // Only some kinds have a list to be remembered on.
  function fitForm() {
    const form = one("#vb-mangler form");
    if (!form) return;
    const listed = form.elements.type.selectedOptions[0].dataset.liste !== undefined;
    form.elements.husk.disabled = !listed;
    if (!listed) form.elements.husk.checked = false;
  }

  // Marking with the mouse or the finger: whole words, and a button where they stand.
  const LETTER = /[\p{L}\p{N}]/u;
  const LONGEST = 120;
  function markedWords() {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0).cloneRange();
    if (!one("#vb-tekst")?.contains(range.commonAncestorContainer)) return null;
    const { startContainer: first, endContainer: last } = range;
    let { startOffset: from, endOffset: to } = range;
    if (first.nodeType === Node.TEXT_NODE && LETTER.test(first.data[from] ?? "")) {
      while (from > 0 && LETTER.test(first.data[from - 1])) from -= 1;
      range.setStart(first, from);
    }
    if (last.nodeType === Node.TEXT_NODE && LETTER.test(last.data[to - 1] ?? "")) {
      while (to < last.data.length && LETTER.test(last.data[to])) to += 1;
      range.setEnd(last, to);
    }
    const words = range.toString().replace(/\s+/g, " ");
    const bare = words.replace(/^[^\p{L}\p{N}+]+|[^\p{L}\p{N}]+$/gu, "");
    return bare && bare.length <= LONGEST ? { bare, box: range.getBoundingClientRect() } : null;
  }
  function offer(fill) {
    const pill = one("#vb-pille");
    if (!pill) return;
    const found = open() ? markedWords() : null;
    pill.hidden = !found;
    if (!found) return;
    if (fill) one("#vb-ord").value = found.bare;
    const short = found.bare.length > 24 ? `${found.bare.slice(0, 22)} …` : found.bare;
    pill.textContent = pill.dataset.skabelon.replace("{ord}", short);
    const { width, height } = pill.getBoundingClientRect();
    const left = Math.min(found.box.left, window.innerWidth - width - 12);
    const below = found.box.bottom + 8;
    const top = below + height > window.innerHeight - 90 ? found.box.top - height - 8 : below;
    pill.style.left = `${Math.max(12, left)}px`;
    pill.style.top = `${Math.max(12, top)}px`;
  }
  let waiting;
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => offer(true), 150);
  });
  document.addEventListener("scroll", () => {
    const pill = one("#vb-pille");
    if (pill && !pill.hidden) offer(false);
  }, true);

  function toForm() {
    one("#vb-pille").hidden = true;
    document.getSelection().removeAllRanges();
    half("fund");
    one("#vb-mangler details").open = true;
    one("#vb-ret").scrollTop = 0;
    focus(one("#vb-type"));
  }

  let asked;
  function ask(button) {
    asked = button;
    const dialog = one(`#dialog-${button.dataset.spoerg}`);
    const title = button.dataset.titel ?? one("#vb-hoved h2")?.textContent ?? "";
    dialog.querySelector(".hvilket").textContent = `»${title}«`;
    Object.assign(dialog.querySelector("[data-hvad]").dataset, { id: button.dataset.id, titel: title });
    dialog.showModal();
  }

  document.addEventListener("click", (event) => {
    if (event.target instanceof HTMLDialogElement && event.target.closest("#vb"))
      return event.target.close();
    const mark = event.target.closest("#vb-tekst mark[data-nr]");
    if (mark && document.getSelection().isCollapsed) return toCard(mark.dataset.nr);
    const button = event.target.closest("#vb button");
    if (!button) return;
    const { ret, visNr, spoerg, luk, hvad } = button.dataset;
    if (ret) half(ret);
    if (visNr) toPlace(visNr);
    if (spoerg) ask(button);
    if (luk === "dialog" || (hvad && button.closest("dialog"))) button.closest("dialog").close();
    if (luk === "resultat") {
      button.closest("section").remove();
      focus(one("#vb-titel"));
    }
    if (button.id === "vb-pille") toForm();
    if (hvad && button.dataset.optaget && asked) {
      asked.dataset.optaget = button.dataset.optaget;
      busy(asked);
    }
    if (hvad === "fortryd") sent = { hvad, nr: sent.nr };
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("#vb form");
    if (!form) return;
    const { hvad, nr } = form.dataset;
    sent = { hvad, nr, field: form.querySelector("input:not([type=checkbox])") ?? event.submitter };
    // After the part's own script has read the form.
    setTimeout(() => busy(event.submitter), 0);
  }, true);
  document.addEventListener("change", (event) => {
    if (event.target.id === "vb-type") fitForm();
  });
  // A button that is pressed with the mouse must not take the marking away.
  document.addEventListener("pointerdown", (event) => {
    if (event.target.id === "vb-pille") event.preventDefault();
  });
})();
