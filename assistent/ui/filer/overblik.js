// The page "Overblik": the way to the plans, files, and where the focus goes on from.
(() => {
  const one = (selector) => document.querySelector(selector);
  const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  // Gradio draws what it was sent a moment after the event has ended.
  const soon = (act) => setTimeout(act, 60);

  function takeFile() {
    const file = one("#ob-fil data");
    if (!file) return;
    window.sparring.gem(window.sparring.indhold(file), file.dataset.navn);
    file.remove();
  }
  function land(target, block) {
    target?.focus({ preventScroll: true });
    target?.scrollIntoView({ block, behavior: calm() ? "auto" : "smooth" });
  }

  window.overblik = {
    faerdig(act) {
      soon(() => {
        window.sparring.ledig();
        takeFile();
        document.body.dataset.overblik = act;
        // Whoever has gone on to another page is left in peace there.
        if (document.body.dataset.side !== "overblik") return;
        const fault = one("#ob-besked .besked, #ob-tjek .besked");
        if (act === "tjek" && fault) return land(one("#ob-tjek button"), "nearest");
        if (fault) return fault.scrollIntoView({ block: "nearest" });
        if (act === "vis") land(one("#ob-valg [aria-pressed=true]"), "nearest");
        if (act === "tjek") land(one("#ob-forudsaetninger"), "start");
      });
    },
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("#ob button");
    if (!button) return;
    if (button.dataset.til) one(`#${button.dataset.til}-button[role=tab]`).click();
    // After the part's own script has read the button.
    setTimeout(() => window.sparring.optaget(button), 0);
  });
})();
