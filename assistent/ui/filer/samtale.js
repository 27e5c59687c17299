element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const data = button.dataset;
  if (data.vej !== undefined) trigger("vej", { vej: data.vej });
  else if (data.eksempel !== undefined) trigger("eksempel", { nr: Number(data.eksempel) });
  else if (data.sig !== undefined) trigger("sig", { tekst: data.sig });
  else if (data.tur !== undefined) trigger("kilde", { tur: Number(data.tur), nr: Number(data.nr) });
});
