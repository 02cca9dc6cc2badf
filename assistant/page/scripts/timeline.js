// A bar opens the fact behind it.
element.addEventListener("click", (event) => {
  const bar = event.target.closest("[data-action=edition]");
  if (!bar) return;
  element.querySelectorAll(".bar[aria-pressed]").forEach((other) => other.removeAttribute("aria-pressed"));
  bar.setAttribute("aria-pressed", "true");
  trigger("select", { passage: bar.dataset.passage });
});
