// Keeps opened entries open when their list is rendered anew; fetches the passage behind an entry when it is opened.
const opened = new Set();
element.addEventListener(
  "toggle",
  ({ target }) => {
    const entry = target.dataset?.entry;
    if (!entry) return;
    target.open ? opened.add(entry) : opened.delete(entry);
    const place = target.querySelector("[data-passage]:empty");
    if (target.open && place) trigger("select", { entry, passage: place.dataset.passage });
  },
  true,
);
watch("value", () => {
  for (const entry of element.querySelectorAll("details[data-entry]")) entry.open = opened.has(entry.dataset.entry);
});
window.isoFillEntry = (fetched) => {
  const entry = document.querySelector(`#library .opening[data-entry="${CSS.escape(fetched?.entry ?? "")}"]`);
  const place = entry?.querySelector("[data-passage]:empty");
  if (place) place.innerHTML = fetched.html;
};
