// The page "Planer": who writes, what is sent and what came of it, views, questions, files, focus.
(() => {
  const { opened, nameOf, keep, reveal, unfold, restore, cancel, unpack, holds, forget } =
    window.planKladder;
  const { gem: save, indhold: content, optaget: busy, ledig: idle } = window.sparring;
  const { selectBlank, addLine, moveLine, addPoint, removePoint, fullWords } = window.planFelter;
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const one = (selector) => document.querySelector(selector);
  const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const behavior = () => (calm() ? "auto" : "smooth");
  // Gradio draws what it was sent a moment after the event has ended.
  const soon = (act) => setTimeout(act, 60);
  const focus = (element) => element?.focus({ preventScroll: true });
  const words = () => one("#pl-ord").dataset;
  const here = () => document.body.dataset.side === "planer";
  const LARGEST = 20 * 1024 * 1024;
  const RECEIPT_MS = 7000;
  const WHO = "assistent-hvem";
  const LAST = "assistent-plan";

  // Who writes

  const who = () => one("#pl-hvem-felt")?.value.trim() ?? "";
  function recall() {
    const field = one("#pl-hvem-felt");
    if (field && !field.value) field.value = localStorage.getItem(WHO) ?? "";
  }
  // True when the sender has signed; else it is asked first, and what was begun goes on after.
  let unsigned = null;
  function signed(sender, event, again) {
    if (sender.dataset.underskriv === undefined) return true;
    if (who()) {
      sender.dataset.hvem = who();
      return true;
    }
    event.preventDefault();
    event.stopPropagation();
    unsigned = { sender, again };
    const dialog = one("#dialog-hvem");
    dialog.querySelector("form").reset();
    dialog.showModal();
    return false;
  }
  function sign(name) {
    one("#pl-hvem-felt").value = name;
    localStorage.setItem(WHO, name);
    const begun = unsigned;
    unsigned = null;
    begun?.again();
  }
  function unsignedClosed() {
    if (!unsigned) return;
    const { sender } = unsigned;
    unsigned = null;
    fail(sender, words().mangler);
  }

  // What was sent, by act, until its answer is there

  const sent = {};
  const spoken = () => one("#annoncering [data-nr]")?.dataset.nr;
  const faulted = () => one("#pl-fejl [data-nr]")?.dataset.nr;
  function send(sender, button) {
    all("#pl .svar").forEach((place) => place.replaceChildren());
    const form = sender.matches("form") ? sender : null;
    sent[sender.dataset.hvad] = {
      sender,
      button,
      name: form?.dataset.kladde ? nameOf(form) : "",
      after: sender.dataset.efter,
      spoken: spoken(),
      faulted: faulted(),
    };
    // After the part's own script has read the form.
    setTimeout(() => busy(button), 0);
  }

  function fail(sender, told) {
    const home =
      (sender?.isConnected && sender.closest("form, dialog, [data-svarplads]")) ||
      one(opened() ? "#pl-hoved .planhoved" : "#pl-liste [data-svarplads]");
    let place = home?.querySelector(".svar");
    if (!place) {
      place = document.createElement("div");
      place.className = "svar";
      home?.append(place);
    }
    const box = document.createElement("p");
    box.className = "besked fejl";
    box.setAttribute("role", "alert");
    box.textContent = told;
    place.replaceChildren(box);
    const fields = home?.matches("form") ? Array.from(home.elements) : [];
    const blank = fields.find(
      (field) => /^(text|textarea|date)/.test(field.type) && !field.value && field.offsetParent,
    );
    const menu = sender?.closest("details.menu");
    if (menu) menu.open = false;
    const next = fields.find((field) => field.type === "submit") ?? menu?.querySelector("summary");
    const unfilled = !blank && home?.matches("form.f-indsaet") && selectBlank(home);
    if (!unfilled) focus(blank ?? next ?? sender);
    box.scrollIntoView({ block: "nearest", behavior: behavior() });
  }

  let timer;
  function receipt() {
    clearTimeout(timer);
    if (!one("#pl-kvittering p")) return delete document.body.dataset.kvittering;
    document.body.dataset.kvittering = "ja";
    timer = setTimeout(() => delete document.body.dataset.kvittering, RECEIPT_MS);
  }

  // Files that the server handed over

  function takeFile() {
    const file = one("#pl-fil data");
    if (!file) return;
    const data = content(file);
    if (file.className === "tekst") {
      const box = one("#pl-noter");
      const text = new TextDecoder().decode(data);
      box.value = box.value.trim() ? `${box.value.trimEnd()}\n\n${text}` : text;
    } else {
      save(data, file.dataset.navn);
    }
    file.remove();
  }

  // Views

  function view(name) {
    document.body.dataset.plan = name;
    for (const tab of all("#pl-skift [data-visning]")) {
      const chosen = tab.dataset.visning === name;
      tab.setAttribute("aria-pressed", String(chosen));
      const row = tab.parentElement;
      if (chosen) row.scrollLeft = tab.offsetLeft - (row.clientWidth - tab.offsetWidth) / 2;
    }
  }
  function toView(name) {
    delete document.body.dataset.kvittering;
    view(name);
    const page = one("#pl");
    const top = one("#pl-plan").offsetTop + one("#pl-hoved").offsetHeight;
    if (page.scrollTop > top) page.scrollTop = top;
    check();
  }
  // The check is made once its view is opened. Each button is pressed but once: where it failed,
  // a person may press it.
  function check() {
    if (document.body.dataset.plan !== "tjek" || !opened()) return;
    const button = one("#pl-tjek .utjekket button:not([data-trykket])");
    if (!button) return;
    button.dataset.trykket = "ja";
    button.click();
  }
  function toItem(ident) {
    const start = one(`#tjek-${ident} > summary`);
    unfold(start);
    focus(start);
    start.scrollIntoView({ block: "start", behavior: behavior() });
  }

  function drawn() {
    restore();
    view(document.body.dataset.plan ?? "planen");
    all("#pl form.f-juster select[name=aftale]").forEach(fullWords);
    all("#pl input[data-typer]").forEach((input) => (input.accept = input.dataset.typer));
  }

  // Where the focus goes on from

  function land(act, done) {
    const page = one("#pl");
    if (act === "aabn" || act === "begynd") {
      sessionStorage.setItem(LAST, opened());
      view(carriedView || "planen");
      carriedView = "";
      page.scrollTop = 0;
      return focus(one("#pl-plan-titel"));
    }
    if (!opened()) {
      const left = sessionStorage.getItem(LAST);
      sessionStorage.removeItem(LAST);
      page.scrollTop = 0;
      return focus(one(`#pl-liste [data-id="${left}"]`) ?? one("#pl-titel"));
    }
    if (act === "fil") return focus(one("#pl-noter"));
    // Most often the tab was pressed, and has the focus still.
    if (act === "tjek") return document.activeElement === document.body && focus(one("#pl-tjek h3"));
    if (act === "hent" || act === "forloeb") {
      const menu = done.sender.closest("details.menu");
      if (menu) menu.open = false;
      return focus(menu?.querySelector("summary") ?? done.sender);
    }
    const target = done.after && one(done.after);
    if (target) unfold(target);
    focus(target ?? one("#pl-plan-titel"));
    const block = act === "tjekforskel" ? "start" : "nearest";
    target?.scrollIntoView({ block, behavior: behavior() });
  }

  let wanted = "";
  let carriedView = "";
  window.planer = {
    vist() {
      soon(() => {
        recall();
        carriedView = unpack() ?? "";
        const rows = all("#pl-liste [data-id]");
        const begin = one("#pl-ny details");
        if (!rows.length && !begin.dataset.roert) begin.open = true;
        drawn();
        const ident = wanted || (opened() ? "" : sessionStorage.getItem(LAST));
        wanted = "";
        check();
        if (ident) rows.find((row) => row.dataset.id === ident)?.click();
        document.body.dataset.planer = "klar";
      });
    },
    faerdig(act) {
      soon(() => {
        const done = sent[act] ?? {};
        delete sent[act];
        idle();
        const fault = one("#pl-fejl [data-nr]");
        if (fault && fault.dataset.nr !== done.faulted) {
          drawn();
          return fail(done.sender, fault.textContent);
        }
        const silent = act === "aabn" || act === "luk" ? !one("#pl-spor *") : spoken() === done.spoken;
        if (silent && done.sender?.isConnected) return fail(done.sender, words().afbrudt);
        forget(done.name);
        if (act === "begynd") {
          one("#pl-ny form").reset();
          one("#pl-ny details").open = false;
        }
        takeFile();
        drawn();
        receipt();
        land(act, done);
        check();
      });
    },
    // The draft of the conversation was kept, or why it was not.
    gemt() {
      soon(() => {
        const dialog = one("#dialog-gemplan");
        const fault = one("#planen-fejl [data-nr]");
        idle();
        if (fault && fault.dataset.nr !== sent.gemplan) {
          sent.gemplan = fault.dataset.nr;
          return fail(dialog.querySelector("form"), fault.textContent);
        }
        dialog?.close();
        const plan = one("#planen [data-aabn-plan]")?.dataset.aabnPlan;
        if (plan) window.planer.aabn(plan);
      });
    },
    // From another page: go to "Planer" and open a plan there.
    aabn(ident) {
      wanted = ident;
      one("#planer-button[role=tab]").click();
    },
  };

  // Files that a person chose

  function readFile(input, file) {
    const teller = input.closest("form, li").querySelector(`button[data-hvad="${input.dataset.laes}"]`);
    input.value = "";
    if (!file) return;
    if (file.size > LARGEST) return fail(teller, words().stor);
    const reader = new FileReader();
    reader.onload = () => {
      teller.dataset.data = String(reader.result).split(",")[1] ?? "";
      teller.dataset.navn = file.name;
      teller.click();
    };
    reader.readAsDataURL(file);
  }

  // What is pressed and sent

  const menus = () => all("#pl details.menu[open]");
  function ask(button) {
    menus().forEach((menu) => (menu.open = false));
    const dialog = one(`#dialog-${button.dataset.spoerg}`);
    const { til, titel } = button.dataset;
    if (titel) dialog.querySelector("h2").textContent = titel;
    if (til) dialog.querySelector("[data-hvad]").dataset.til = til;
    dialog.showModal();
  }
  function askToKeep() {
    const dialog = one("#dialog-gemplan");
    const form = dialog.querySelector("form");
    form.reset();
    form.elements.hvem.value = localStorage.getItem(WHO) ?? "";
    form.querySelector(".svar").replaceChildren();
    dialog.showModal();
  }
  function correct(button) {
    const form = button.closest(".element").querySelector("form.f-ret");
    keep(form);
    reveal(form);
    const line = form.querySelector(`[name="linje-${button.dataset.linje}"]`);
    focus(line ?? form.querySelector("textarea"));
    (line ?? form).scrollIntoView({ block: "nearest", behavior: behavior() });
  }

  document.addEventListener(
    "click",
    (event) => {
      const button = event.target.closest("#pl button[data-hvad]");
      if (!button) return;
      if (!signed(button, event, () => button.click())) return;
      if (button.dataset.hvad === "hent") {
        const form = button.closest("form.f-kort");
        if (form && holds(form)) {
          event.stopPropagation();
          return fail(form, words().gemfoerst);
        }
        const ticked = button.closest("form")?.querySelectorAll("[name^=afsnit-]:checked") ?? [];
        const chosen = Array.from(ticked, (box) => box.name.replace("afsnit-", ""));
        button.dataset.afsnit = chosen.join(",");
      }
      send(button, button);
      setTimeout(() => delete button.dataset.data, 0);
    },
    true,
  );
  document.addEventListener("click", (event) => {
    if (event.target instanceof HTMLDialogElement && event.target.closest("#pl"))
      return event.target.close();
    for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
    const plan = event.target.closest("button[data-aabn-plan]");
    if (plan) return window.planer.aabn(plan.dataset.aabnPlan);
    if (event.target.closest("button[data-gem-plan]")) return askToKeep();
    if (event.target.closest("#dialog-gemplan [data-luk]")) return one("#dialog-gemplan").close();
    if (event.target.closest("#pl-ny summary")) one("#pl-ny details").dataset.roert = "ja";
    const folded = event.target.closest("#pl-tjek .fold-form > summary")?.parentElement;
    // It is opened by the browser once this is done.
    if (folded) setTimeout(() => folded.open && selectBlank(folded.querySelector("form")), 0);
    const button = event.target.closest("#pl button");
    if (!button) return;
    const { visning, ret, spoerg, luk, flyt, visForm, tjeksted } = button.dataset;
    if (visning) toView(visning);
    if (ret) correct(button);
    if (tjeksted) toItem(tjeksted);
    if (spoerg) ask(button);
    if (luk === "dialog") button.closest("dialog").close();
    if (flyt) moveLine(button);
    if ("nylinje" in button.dataset) addLine(button.closest("form"));
    if ("fortryd" in button.dataset) cancel(button.closest("form"));
    if ("fjernpunkt" in button.dataset || "nytpunkt" in button.dataset) {
      keep(button.closest("form"));
      if ("nytpunkt" in button.dataset) addPoint(button.closest("form"));
      else removePoint(button);
    }
    if (visForm) {
      menus().forEach((menu) => (menu.open = false));
      const form = one(`#pl-hoved [data-form="${visForm}"] form`);
      keep(form);
      reveal(form);
      focus(form.querySelector("input"));
    }
  });
  document.addEventListener(
    "submit",
    (event) => {
      if (event.target.closest("#dialog-hvem")) {
        const name = event.target.elements.hvem.value.trim();
        if (!name) return event.preventDefault();
        // Once this dialog is closed: it may stand on another.
        return setTimeout(() => sign(name), 0);
      }
      if (event.target.closest("#dialog-gemplan")) {
        localStorage.setItem(WHO, event.target.elements.hvem.value.trim());
        return setTimeout(() => busy(event.submitter), 0);
      }
      const form = event.target.closest("#pl form[data-hvad]");
      if (!form) return;
      const button = event.submitter ?? form.querySelector("[type=submit]");
      if (signed(form, event, () => form.requestSubmit(button))) send(form, button);
    },
    true,
  );
  document.addEventListener("input", (event) => {
    if (event.target.id === "pl-hvem-felt") localStorage.setItem(WHO, who());
    keep(event.target.closest("#pl form[data-kladde]"));
  });
  document.addEventListener("change", (event) => {
    const { target } = event;
    if (target.matches("#pl input[data-laes]")) readFile(target, target.files[0]);
    if (target.matches("#pl form.f-juster select[name=aftale]")) fullWords(target);
  });
  // Neither "close" nor "toggle" bubbles.
  document.addEventListener(
    "close",
    (event) => {
      if (event.target.id === "dialog-hvem") setTimeout(unsignedClosed, 50);
    },
    true,
  );
  document.addEventListener(
    "toggle",
    (event) => {
      const part = event.target.open && event.target.querySelector?.("form.f-laes [name=part]");
      if (part && !part.value) part.value = who();
    },
    true,
  );
  document.addEventListener("keydown", (event) => {
    if (!event.target.closest?.("#pl")) return;
    if (event.key === "Escape" && menus().length) {
      const [menu] = menus();
      menu.open = false;
      focus(menu.querySelector("summary"));
    }
    const sends = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    if (sends && event.target.matches("form[data-hvad] textarea")) event.target.form.requestSubmit();
  });
  // A file that is dropped here is read into the field of notes.
  document.addEventListener(
    "drop",
    (event) => {
      const file = here() && event.dataTransfer?.files?.[0];
      if (!file) return;
      event.preventDefault();
      event.stopPropagation();
      document.body.classList.remove("slip");
      if (opened()) return;
      one("#pl-ny details").open = true;
      readFile(one("#pl-ny input[type=file]"), file);
    },
    true,
  );
  document.addEventListener("DOMContentLoaded", () => (document.body.dataset.plan = "planen"));
})();
