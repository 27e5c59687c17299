// Whatever has data-hvad tells the server: a button when it is pressed, a form when it is sent.
// The names that this part may tell are put before: acts.
const fields = (form) => (form ? Object.fromEntries(new FormData(form)) : {});
element.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-hvad]");
  if (!button || !acts.includes(button.dataset.hvad)) return;
  const form = button.closest("dialog") && element.querySelector("form");
  trigger(button.dataset.hvad, { ...fields(form), ...button.dataset });
});
element.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  trigger(form.dataset.hvad, { ...form.dataset, ...fields(form) });
});
