// The box: sending what it holds, and editing an earlier question, with the way out by button or Escape.
const box = () => document.querySelector("#question textarea");
const editing = () => props.value !== "";

// What stands in the box, as if it had been typed.
window.isoBox = (text) => {
  box().value = text;
  box().dispatchEvent(new Event("input", { bubbles: true }));
};
window.isoEditing = () => (editing() ? Number(props.value) : null);
window.isoEdit = (turn, question) => {
  props.value = String(turn);
  window.isoBox(question);
  window.isoSay("");
  box().focus();
};
window.isoEndEditing = (clear) => {
  if (!editing()) return;
  props.value = "";
  if (clear) window.isoBox("");
};
// The box is emptied at once, so that what is typed next is not taken for the question.
const send = () => window.isoAsk(box().value, window.isoEditing()) && window.isoBox("");
document.querySelector("#composer").addEventListener(
  "keydown",
  (event) => {
    if (event.target !== box() || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    send();
  },
  true,
);
// Where there is a keyboard it stays in the box; on a phone it would rise and cover the answer.
document.querySelector("#composer").addEventListener("click", (event) => {
  if (!event.target.closest("#ask")) return;
  send();
  if (matchMedia("(hover: hover)").matches) box().focus();
});
const cancel = () => {
  window.isoEndEditing(true);
  box().focus();
};
element.addEventListener("click", (event) => event.target.closest("[data-cancel]") && cancel());
document.addEventListener("keydown", (event) => event.key === "Escape" && event.target === box() && editing() && cancel());
