// The page "Planer": the lines of a form, the points of the card, and the agreement that is chosen.
(() => {
  const focus = (element) => element?.focus({ preventScroll: true });

  let fresh = 0;
  function addLine(form) {
    const row = form.querySelector("template").content.firstElementChild.cloneNode(true);
    const field = row.querySelector("textarea");
    field.name = `linje-ny-${(fresh += 1)}`;
    form.querySelector(".felter").append(row);
    focus(field);
    row.scrollIntoView({ block: "nearest" });
  }
  function moveLine(button) {
    const row = button.closest("li");
    const form = row.closest("form");
    if (button.dataset.flyt === "0") {
      const next = row.nextElementSibling ?? row.previousElementSibling;
      row.remove();
      return focus(next?.querySelector("textarea") ?? form.querySelector("[data-nylinje]"));
    }
    const up = button.dataset.flyt === "-1";
    const other = up ? row.previousElementSibling : row.nextElementSibling;
    if (other) up ? other.before(row) : other.after(row);
    focus(button);
  }
  function number(form) {
    const rows = Array.from(form.querySelectorAll(".kortpunkter > li"));
    rows.forEach((row, place) => {
      for (const field of row.querySelectorAll("[name]"))
        field.name = field.name.replace(/-\d+$/, `-${place}`);
      const title = row.querySelector("h3");
      title.textContent = title.textContent.replace(/\d+/, place + 1);
      const remove = row.querySelector("[data-fjernpunkt]");
      remove.setAttribute(
        "aria-label",
        remove.getAttribute("aria-label").replace(/\d+/, place + 1),
      );
    });
    const add = form.querySelector("[data-nytpunkt]");
    add.hidden = rows.length >= Number(add.dataset.nytpunkt);
  }
  function addPoint(form) {
    const row = form.querySelector("template").content.firstElementChild.cloneNode(true);
    form.querySelector(".kortpunkter").append(row);
    number(form);
    focus(row.querySelector("textarea"));
  }
  function removePoint(button) {
    const form = button.closest("form");
    button.closest("li").remove();
    number(form);
    focus(form.querySelector(".kortpunkter textarea") ?? form.querySelector("[data-nytpunkt]"));
  }

  // The whole of the agreement that is chosen, as the list shows its beginning only.
  function fullWords(select) {
    const whole = select.selectedOptions[0]?.dataset.hele ?? "";
    const place = select.closest("form").querySelector(".lyder");
    place.hidden = !whole;
    place.querySelector("span").textContent = whole;
  }

  // The first place in a proposed sentence that is still to be filled in; what hides a name is none.
  const BLANK = /\[(?![A-ZÆØÅ]+\])[^[\]]*\]/;
  function selectBlank(form) {
    const field = form.elements.hvad;
    const found = BLANK.exec(field.value);
    focus(field);
    if (found) field.setSelectionRange(found.index, found.index + found[0].length);
    return Boolean(found);
  }

  window.planFelter = { selectBlank, addLine, moveLine, addPoint, removePoint, fullWords };
})();
