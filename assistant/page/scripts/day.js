// Keeps the chosen day as the component's value.
element.addEventListener("change", (event) => {
  if (event.target.type === "date") props.value = event.target.value;
});
element.addEventListener("click", (event) => {
  if (event.target.closest("[data-back]")) props.value = props.standard;
});
