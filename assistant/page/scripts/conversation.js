// Acts on the buttons inside the conversation; runs with `element`, `trigger` and `watch` of gr.HTML.
const tip = document.createElement("div");
tip.className = "tip";
tip.id = "citation-tip";
tip.setAttribute("role", "tooltip");
tip.hidden = true;
element.closest(".gradio-container").append(tip);

let tipped = null;
const placeTip = () => {
  if (!tipped?.isConnected) return hideTip();
  const at = tipped.getBoundingClientRect();
  const left = Math.min(Math.max(8, at.left - 24), innerWidth - tip.offsetWidth - 8);
  const above = at.top - tip.offsetHeight - 8;
  tip.style.left = `${left}px`;
  tip.style.top = `${above > 8 ? above : at.bottom + 8}px`;
};
const showTip = (chip) => {
  const title = document.createElement("strong");
  title.textContent = chip.dataset.title;
  const quote = document.createElement("q");
  quote.textContent = chip.dataset.quote;
  tip.replaceChildren(title, quote);
  tip.hidden = false;
  chip.setAttribute("aria-describedby", tip.id);
  tipped = chip;
  placeTip();
};
const hideTip = () => {
  tip.hidden = true;
  tipped = null;
  element.querySelectorAll(".chip[aria-describedby]").forEach((chip) => chip.removeAttribute("aria-describedby"));
};
const overTip = (event) => {
  const chip = event.target.closest(".chip");
  chip ? showTip(chip) : hideTip();
};
element.addEventListener("mouseover", overTip);
element.addEventListener("mouseleave", hideTip);
element.addEventListener("focusin", overTip);
element.addEventListener("focusout", hideTip);
document.addEventListener("keydown", (event) => event.key === "Escape" && hideTip());
document.addEventListener("scroll", () => tipped && placeTip(), true);

const copyText = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
};
const confirmOn = (button) => {
  const label = button.querySelector("span");
  const before = label.textContent;
  label.textContent = button.dataset.done;
  window.isoSay?.(button.dataset.done);
  setTimeout(() => (label.textContent = before), 1800);
};

// A thumb opens a line for an optional comment; nothing is sent before "Send".
const askForComment = (thumb, turn, helpful) => {
  const answer = thumb.closest(".answer");
  answer.querySelector(".comment")?.remove();
  const form = document.createElement("form");
  form.className = "comment";
  const box = document.createElement("input");
  box.type = "text";
  box.maxLength = 2000;
  box.placeholder = thumb.dataset.comment;
  box.setAttribute("aria-label", thumb.dataset.comment);
  const send = document.createElement("button");
  send.textContent = thumb.dataset.send;
  const cancel = document.createElement("button");
  cancel.type = "button";
  cancel.textContent = thumb.dataset.cancel;
  const close = () => (form.remove(), thumb.focus());
  cancel.addEventListener("click", close);
  form.addEventListener("keydown", (event) => event.key === "Escape" && close());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    trigger("like", { turn, helpful, comment: box.value });
    for (const name of ["helpful", "unhelpful"]) {
      answer.querySelector(`[data-action=${name}]`).setAttribute("aria-pressed", thumb.dataset.action === name);
    }
    close();
  });
  form.append(box, send, cancel);
  answer.append(form);
  box.focus();
};

// What is deleted is gone for good: a second click, on a button of its own, confirms it.
const askWhetherSure = (button) => {
  const group = document.createElement("span");
  group.className = "sure";
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", button.dataset.sure);
  const question = document.createElement("span");
  question.textContent = button.dataset.sure;
  const [yes, no] = ["yes", "no"].map((answer) => {
    const choice = document.createElement("button");
    choice.type = "button";
    choice.className = "quiet-button";
    choice.dataset.answer = answer;
    choice.textContent = button.dataset[answer];
    return choice;
  });
  const close = () => {
    group.replaceWith(button);
    button.focus();
  };
  no.addEventListener("click", close);
  group.addEventListener("keydown", (event) => event.key === "Escape" && close());
  yes.addEventListener("click", () => {
    const ids = button.dataset.id ? [button.dataset.id] : [...element.querySelectorAll(".reopen")].map((row) => row.dataset.id);
    close();
    window.isoLeave();
    ids.forEach(window.isoShelf.remove);
    trigger("delete");
  });
  group.append(question, yes, no);
  button.replaceWith(group);
  no.focus();
};

const actions = {
  cite: (button, turn) => {
    hideTip();
    window.isoOpener = { turn: button.dataset.turn, number: button.dataset.number };
    trigger("select", { turn, number: button.dataset.number });
  },
  ask: (button) => window.isoAsk(button.dataset.question),
  copy: (button) => copyText(button.dataset.copy).then(() => confirmOn(button)),
  link: (button) => {
    const day = button.dataset.day ? `&as_of=${button.dataset.day}` : "";
    const link = `${location.origin}${location.pathname}?q=${encodeURIComponent(button.dataset.question)}${day}`;
    copyText(link).then(() => confirmOn(button));
  },
  retry: (button, turn) => window.isoAsk(button.dataset.question, turn),
  edit: (button, turn) => window.isoEdit(turn, button.dataset.question),
  record: (_, turn) => trigger("download", { turn }),
  helpful: (button, turn) => askForComment(button, turn, true),
  unhelpful: (button, turn) => askForComment(button, turn, false),
  reopen: (button) => {
    window.isoLeave();
    window.isoChosen = button.dataset.id;
    trigger("expand");
  },
  delete: askWhetherSure,
};
element.addEventListener("click", (event) => {
  const button = event.target.closest("[data-action]");
  if (!button) return;
  event.preventDefault();
  actions[button.dataset.action]?.(button, Number(button.dataset.turn));
});

// On a phone the rows of a table become blocks; each cell then names its column.
const nameCells = () => {
  for (const table of element.querySelectorAll(".answer .text table")) {
    const names = [...table.querySelectorAll("thead th")].map((head) => head.textContent.trim());
    for (const row of table.querySelectorAll("tbody tr")) {
      [...row.cells].forEach((cell, column) => column && (cell.dataset.column = names[column] ?? ""));
    }
  }
};
nameCells();

// Who asked by a button that is gone stands nowhere: the keyboard goes on at the conversation, then at the new answer.
element.setAttribute("tabindex", "-1");
const keepFocus = (pending) => {
  const lost = document.activeElement === document.body || document.activeElement === element;
  if (pending && lost) element.focus({ preventScroll: true });
  if (!pending && waiting && lost) element.querySelector(".turn:last-child .answer")?.focus({ preventScroll: true });
  waiting = pending;
};

// A new turn comes into view at its question; reading on is left to the reader.
let turns = null;
let shown = props.value;
watch("value", () => {
  // A stage may still arrive of a question that was given up just now.
  const underway = Boolean(element.querySelector(".turn.pending .stage"));
  if (!asked && underway) return (props.value = shown);
  answered = Boolean(asked) && !underway;
  shown = props.value;
  nameCells();
  const all = element.querySelectorAll(".turn");
  const pending = Boolean(element.querySelector(".turn.pending"));
  if (!all.length && turns !== 0) scrollTo({ top: 0 });
  if (pending) document.querySelector("#evidence-column").scrollTop = 0;
  if (all.length > 1 && (all.length > turns || pending)) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    all[all.length - 1]?.scrollIntoView({ block: "start", behavior: still ? "auto" : "smooth" });
  }
  if (all.length === 1 && pending) all[0].querySelector(".question").scrollIntoView({ block: "nearest" });
  turns = all.length;
  keepFocus(underway);
});
