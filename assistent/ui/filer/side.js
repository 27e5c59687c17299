// What only the browser can do: focus, scrolling, which panel is in view, copy, save, drop.
(() => {
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const one = (selector) => document.querySelector(selector);
  const narrow = () => window.matchMedia("(max-width: 899px)").matches;
  const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const behavior = () => (calm() ? "auto" : "smooth");
  const box = () => one("#skriv textarea");
  const page = () => document.body.dataset.side;
  const talking = () => page() === "samtale";

  function show(view) {
    if (view !== "samtale") document.body.dataset.panel = view;
    document.body.dataset.vis = view;
    markTabs();
  }

  function markTabs() {
    const { vis, panel } = document.body.dataset;
    for (const tab of all("[data-vis]:not(body)")) {
      const here = tab.closest("#bjaelke") ? vis : panel;
      tab.setAttribute("aria-pressed", String(tab.dataset.vis === here));
    }
  }

  function toNewest(how) {
    const own = all("#samtale .tur.egen").pop();
    if (own) own.scrollIntoView({ block: "start", behavior: how });
  }

  // Gradio draws what it was sent a moment after the event has ended.
  const soon = (act) => setTimeout(act, 60);
  const acceptFiles = () =>
    all("#skal input[type=file]").forEach((input) => input.setAttribute("accept", words.filtyper));

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  }

  function save(data, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([data]));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
  // What the server handed over within an event, as <data>.
  const content = (file) => Uint8Array.from(atob(file.value), (sign) => sign.charCodeAt(0));

  // A button that is at work says so until it is done.
  function busy(button) {
    if (!button?.dataset.optaget || button.dataset.etiket !== undefined) return;
    button.dataset.etiket = button.innerHTML;
    button.textContent = button.dataset.optaget;
    button.disabled = true;
  }
  function idle() {
    for (const button of all("#skal button[data-etiket][disabled]")) {
      button.innerHTML = button.dataset.etiket;
      delete button.dataset.etiket;
      button.disabled = false;
    }
  }

  // Gradio measures the box only when somebody types in it.
  function fitBox() {
    box()?.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // Gradio has its own messages in English only.
  const words = window.sparringTekster;
  function translate(text) {
    text.dataset.dansk = "ja";
    const [, danish] = words.beskeder.find(([part]) => text.textContent.includes(part));
    if (danish === words.beskeder[0][1]) document.body.dataset.afbrudt = "ja";
    text.textContent = danish;
    const toast = text.closest("[data-testid=toast-body]");
    const title = toast?.querySelector(".toast-title");
    if (title) title.textContent = words.titel;
    toast?.querySelector("[data-testid=toast-close]")?.setAttribute("aria-label", words.luk);
  }
  const translateAll = () => all("[data-testid=toast-text]:not([data-dansk])").forEach(translate);

  // When the server has been away, Gradio loads the page anew by itself. What stands in the box is
  // carried across that one reload, and nowhere else.
  const CARRIED = "assistent-kladde";
  window.addEventListener("pagehide", () => {
    const text = box()?.value;
    if (document.body.dataset.afbrudt && text) sessionStorage.setItem(CARRIED, text);
  });
  function restoreBox() {
    const text = sessionStorage.getItem(CARRIED);
    sessionStorage.removeItem(CARRIED);
    if (text && box()) box().value = text;
    fitBox();
  }

  // The page that is open is kept in the address, so that a reload comes back to it. It is read
  // before Gradio opens the first page, which writes it anew.
  const wanted = window.location.hash.slice(1);
  function openPage() {
    if (wanted) one(`#${CSS.escape(wanted)}-button[role=tab]`)?.click();
  }

  window.sparring = {
    gem: save,
    indhold: content,
    optaget: busy,
    ledig: idle,
    side(name) {
      document.body.dataset.side = name;
      history.replaceState(null, "", name === "samtale" ? " " : `#${name}`);
      soon(() => acceptFiles());
      if (name === "samtale") soon(fitBox);
    },
    klar() {
      soon(() => {
        const live = one("#annoncering");
        live.setAttribute("role", "status");
        live.setAttribute("aria-live", "polite");
        markTabs();
        restoreBox();
        acceptFiles();
        toNewest("auto");
        openPage();
        if (!narrow() && talking()) box()?.focus({ preventScroll: true });
        document.body.dataset.klar = "ja";
      });
    },
    faerdig() {
      soon(() => {
        const panel = one("#annoncering [data-panel]")?.dataset.panel;
        const failed = one("#besked .fejl");
        if (!failed && panel && !narrow()) show(panel);
        markTabs();
        fitBox();
        toNewest(behavior());
        // Whoever has gone on to another page is left in peace there.
        if (!talking()) return;
        // On a phone the keyboard gives way to the answer.
        if (failed || !narrow()) box()?.focus({ preventScroll: true });
        else document.activeElement?.blur();
      });
    },
    fokus() {
      soon(() => {
        markTabs();
        if (narrow()) show("samtale");
        const area = box();
        if (!area) return;
        area.focus();
        fitBox();
      });
    },
    kilde() {
      soon(() => {
        show("kilder");
        const opened = one("#kilder details[open]");
        const target = opened?.querySelector("summary") ?? one("#kilder h2");
        target?.focus({ preventScroll: true });
        (opened ?? target)?.scrollIntoView({ block: "start", behavior: behavior() });
      });
    },
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const data = button.dataset;
    if (data.vis) show(data.vis);
    if (data.hent !== undefined) save(data.hent, data.filnavn);
    if (data.kopier !== undefined) {
      copy(data.kopier).then(() => {
        const before = button.textContent;
        if (before === data.kopieret) return;
        button.textContent = data.kopieret;
        setTimeout(() => (button.textContent = before), 1600);
      });
    }
  });

  // Files dropped anywhere go the way of the button on the page that is open.
  const carriesFile = (event) => event.dataTransfer?.types?.includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!carriesFile(event)) return;
    event.preventDefault();
    document.body.classList.add("slip");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) document.body.classList.remove("slip");
  });
  document.addEventListener("drop", (event) => {
    document.body.classList.remove("slip");
    if (!carriesFile(event)) return;
    event.preventDefault();
    const places = { samtale: "#skriv-boks", vidensbase: "#vb-ind" };
    const input = places[page()] && one(`${places[page()]} input[type=file]`);
    if (!input) return;
    const files = new DataTransfer();
    const dropped = Array.from(event.dataTransfer.files);
    for (const file of input.multiple ? dropped : dropped.slice(0, 1)) files.items.add(file);
    input.files = files.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });

  // Gradio sets the language to one of its own; the page is Danish.
  const root = document.documentElement;
  new MutationObserver(() => {
    if (root.lang !== "da") root.lang = "da";
  }).observe(root, { attributes: true, attributeFilter: ["lang"] });

  document.addEventListener("DOMContentLoaded", () => {
    new MutationObserver(translateAll).observe(document.body, { childList: true, subtree: true });
    document.body.dataset.side = "samtale";
    document.body.dataset.vis = "samtale";
    document.body.dataset.panel = "kilder";
  });
})();
