element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  const dialog = element.querySelector("dialog");
  if (event.target === dialog) dialog.close();
  if (!button) return;
  const act = button.dataset.gor;
  if (act === "spoerg") dialog.showModal();
  if (act === "fortryd") dialog.close();
  if (act === "ny") trigger("ny", {});
  if (act === "slet") {
    dialog.close();
    trigger("slet", {});
  }
});
