// Numbers open to their cases: each carries the keys its cases must have.
const cases = [...document.querySelectorAll(".case")].map((element) => ({
  element, keys: new Set(element.dataset.keys.split(" ")), text: element.textContent.toLowerCase(),
}));
const find = document.getElementById("find");
let wanted = [];
function show() {
  const text = find.value.toLowerCase();
  let shown = 0;
  for (const { element, keys, text: all } of cases) {
    const fits = wanted.every((key) => keys.has(key)) && all.includes(text);
    element.hidden = !fits;
    shown += fits;
  }
  document.getElementById("shown").textContent = `${shown} shown${wanted.length ? ` (${wanted.join(", ")})` : ""}`;
}
document.addEventListener("click", (event) => {
  const chosen = event.target.closest("[data-want]");
  if (!chosen) return;
  // Not by the link's own way: where the page shows this report in a frame, that would lead out of it.
  event.preventDefault();
  wanted = chosen.dataset.want.split(" ").filter(Boolean);
  show();
  if (chosen.matches("a")) document.getElementById("cases").scrollIntoView();
});
find.addEventListener("input", show);
function open() {
  const target = location.hash.startsWith("#case-") && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target) { target.hidden = false; target.open = true; target.scrollIntoView(); }
}
addEventListener("hashchange", open);
open();
