element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button && button.dataset.vej !== undefined) trigger("vej", { vej: button.dataset.vej });
});
