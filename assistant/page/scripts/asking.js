// What is asked, in which conversation, and what becomes of a question without an answer; stands before conversation.js.
// One question at a time is on its way: this one, until it is answered, has failed or is given up.
let asked = null;
let place = null;
let waiting = false;
// Its answer is shown before its event has ended; who asks on in that moment has to wait for the end.
let answered = false;
// While a conversation is on its way to the page, what is asked waits, so that it is asked in that one.
let arriving = true;
let next = null;
// Asks, and gives whether it did or will; the answer replaces that of `turn` and what follows it, where one is named.
window.isoAsk = (question, turn = null) => {
  question = question.trim();
  if (!question || next || (asked && !answered)) return false;
  if (arriving) return Boolean((next = { question, turn: null }));
  if (asked) return Boolean((next = { question, turn }));
  asked = { question, turn };
  answered = false;
  place = turn;
  window.isoEndEditing(false);
  window.isoShelf.asking(question);
  trigger("ask", asked);
  return true;
};
window.isoAsked = () => asked?.question ?? "";
window.isoGiveUp = () => {
  const question = window.isoAsked();
  if (asked) trigger("give_up");
  asked = null;
  waiting = false;
  return question;
};
const askNext = () => {
  const { question, turn } = next;
  next = null;
  return window.isoAsk(question, turn);
};
// What was not answered goes back into the box, unless the next question is being written there.
window.isoSettle = (unanswered) => {
  asked = null;
  window.isoShelf.asking("");
  window.isoForgetLink();
  if (next) return askNext();
  if (!unanswered || document.querySelector("#question textarea").value.trim()) return;
  place === null ? window.isoBox(unanswered) : window.isoEdit(place, unanswered);
};
// Leaves the conversation that is shown for another one, and its question with it.
window.isoLeave = () => {
  window.isoGiveUp();
  window.isoShelf.asking("");
  window.isoEndEditing(true);
  arriving = true;
};
document.addEventListener("click", (event) => event.target.closest("#new") && window.isoLeave(), true);
// The other one is there: what was asked meanwhile, or by the link that opened the page, is asked now.
window.isoArrive = (linked = "") => {
  arriving = false;
  return next ? askNext() : window.isoAsk(linked);
};
// Without a question to ask, the one that a lost connection left without an answer is back in the box.
window.isoBegin = (linked) => window.isoArrive(linked) || window.isoSettle(window.isoShelf.unanswered());
