// The page "Planer": forms that hold something unsent outlive a redrawing, and a lost connection.
(() => {
  const one = (selector) => document.querySelector(selector);
  const opened = () => one("#pl-hoved .planhoved")?.dataset.plan ?? "";
  const focus = (element) => element?.focus({ preventScroll: true });

  // Forms that hold something unsent, by plan and name: a redrawing puts them back as they were,
  // with the version that they were written on.

  const kept = new Map();
  const nameOf = (form) => `${opened()}/${form.dataset.kladde}`;
  const PASSING = ["brev", "sammenlign", "tjekforskel", "begynd"];
  function keep(form) {
    if (!form?.dataset.kladde || PASSING.includes(form.dataset.kladde)) return;
    if (kept.get(nameOf(form))?.form === form) return;
    const fresh = form.cloneNode(true);
    fresh.reset();
    kept.set(nameOf(form), { form, fresh });
  }
  function unfold(element) {
    let folded = element.closest("details");
    for (; folded; folded = folded.parentElement.closest("details")) folded.open = true;
  }
  function reveal(form) {
    form.closest(".element")?.classList.add("retter");
    unfold(form);
    const hiding = form.closest("[data-form]");
    if (hiding) hiding.hidden = false;
  }
  function restore() {
    for (const [name, entry] of kept) {
      const [plan, key] = name.split("/");
      const fresh = plan === opened() && one(`#pl-plan form[data-kladde="${CSS.escape(key)}"]`);
      if (!fresh) continue;
      if (fresh !== entry.form) {
        entry.fresh = fresh;
        fresh.replaceWith(entry.form);
      }
      reveal(entry.form);
    }
  }
  function cancel(form) {
    const entry = kept.get(nameOf(form));
    kept.delete(nameOf(form));
    const section = form.closest(".element");
    const hiding = form.closest("[data-form]");
    if (entry?.form === form) form.replaceWith(entry.fresh);
    section?.classList.remove("retter");
    if (hiding) hiding.hidden = true;
    focus(section?.querySelector("header button") ?? one("#pl-plan-titel"));
  }

  // When the server has been away, Gradio loads the page anew by itself. What is typed and unsent
  // is carried across that one reload, and nowhere else.

  const CARRIED = "assistent-planer-kladde";
  function packed(form) {
    for (const field of form.elements) {
      if (field.matches("textarea")) field.textContent = field.value;
      else if (field.matches("[type=checkbox], [type=radio]"))
        field.toggleAttribute("checked", field.checked);
      else if (field.matches("select"))
        for (const choice of field.options) choice.toggleAttribute("selected", choice.selected);
      else if (field.matches("input:not([type=file])")) field.setAttribute("value", field.value);
    }
    for (const button of form.querySelectorAll("button[data-etiket]")) {
      button.innerHTML = button.dataset.etiket;
      button.disabled = false;
      delete button.dataset.etiket;
    }
    return form.outerHTML;
  }
  window.addEventListener("pagehide", () => {
    const begun = one("#pl-ny form");
    if (!document.body.dataset.afbrudt || !begun) return;
    const forms = Array.from(kept, ([name, entry]) => [name, packed(entry.form)]);
    const told = {
      forms,
      view: document.body.dataset.plan,
      titel: begun.elements.titel.value,
      noter: begun.elements.noter.value,
    };
    sessionStorage.setItem(CARRIED, JSON.stringify(told));
  });
  function unpack() {
    const told = JSON.parse(sessionStorage.getItem(CARRIED) ?? "null");
    sessionStorage.removeItem(CARRIED);
    if (!told) return;
    for (const [name, html] of told.forms) {
      const box = document.createElement("template");
      box.innerHTML = html;
      const form = document.importNode(box.content.firstElementChild, true);
      kept.set(name, { form, fresh: form });
    }
    const begun = one("#pl-ny form").elements;
    begun.titel.value ||= told.titel;
    begun.noter.value ||= told.noter;
    if (told.noter) one("#pl-ny details").open = true;
    return told.view;
  }

  window.planKladder = {
    opened,
    nameOf,
    keep,
    reveal,
    unfold,
    restore,
    cancel,
    unpack,
    holds: (form) => kept.has(nameOf(form)),
    forget: (name) => kept.delete(name),
  };
})();
