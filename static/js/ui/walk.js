// Saves every change of the walkthrough at once. Without this the page is an ordinary form.
import { uuid7 } from "../lib/walk_id.js";
import { Outbox } from "../lib/walk_outbox.js";
import { lacksReason, numberText, stepped } from "../lib/walk_values.js";
import { Progress, answerOf, complain, noteOf, uncheck } from "./walk_form.js";
import { PhotoQueue } from "./walk_photos.js";
import { Status } from "./walk_status.js";
import { operationSender } from "./walk_sync.js";

const TYPING = 700; // ms without a key or a tap on a stepper until it counts as said

const form = document.getElementById("walk");
const words = form.dataset;
const outbox = new Outbox();
const progress = new Progress();
const status = new Status();
const known = new Map(); // "key field" -> JSON of what was shown or sent last
const typing = new Map(); // "key field" -> timer of a change not yet in the outbox
const unreasoned = new Set(); // cards that say 'does not apply' and not yet why

const newId = () => uuid7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
const cardOf = (element) => element.closest(".c");
const waiting = () => outbox.size + typing.size + photos.size;

function tell() {
  const trouble = operations.trouble || photos.sender.trouble;
  status.show({ waiting: waiting(), stuck: outbox.stuck + unreasoned.size, trouble });
}

const operations = operationSender({
  url: words.operations,
  outbox,
  refused: (operation) => complain(document.getElementById(operation.k), operation.why),
  changed: tell,
});
const photos = new PhotoQueue({
  url: words.photo,
  newId,
  refused: complain,
  added: (card) => {
    card.querySelector(".i-cam").classList.remove("want");
    card.querySelector(".i-cam span").textContent = words.takePhoto;
  },
  changed: tell,
});

function send(card, field, value) {
  outbox.add({ id: newId(), k: card.id, f: field, v: value, at: Date.now() });
  operations.soon();
  tell();
}

/** Puts a field of a card into the outbox if it differs from what was shown or sent last. */
function record(card, field) {
  const name = `${card.id} ${field}`;
  clearTimeout(typing.get(name));
  typing.delete(name);
  const value = field === "note" ? noteOf(card) : answerOf(card);
  if (field === "answer") {
    progress.update(card);
    unreasoned.delete(card);
    if (lacksReason(value)) {
      unreasoned.add(card);
      card.querySelector(`[name="r-${card.id}"]`).focus();
      tell();
      return;
    }
  }
  if (known.get(name) !== JSON.stringify(value)) {
    known.set(name, JSON.stringify(value));
    complain(card, "");
    send(card, field, value);
  }
  tell();
}

function recordLater(card, field) {
  const name = `${card.id} ${field}`;
  clearTimeout(typing.get(name));
  typing.set(name, setTimeout(() => record(card, field), TYPING));
  tell();
}

function recordAllNow() {
  for (const name of [...typing.keys()]) {
    const [key, field] = name.split(" ");
    record(document.getElementById(key), field);
  }
}

function onClick(event) {
  const { target } = event;
  const card = cardOf(target);
  if (!card) return;
  if (target.dataset.step) {
    const input = card.querySelector(`[name="m-${card.id}"]`);
    const start = Number(target.dataset.start ?? 0);
    input.value = numberText(stepped(input.value, Number(target.dataset.step), start), document.documentElement.lang);
    uncheck(card, "~");
    progress.update(card);
    recordLater(card, "answer");
  }
  if (target.type === "radio" && card.dataset.chosen === target.value) {
    uncheck(card); // a second tap takes the answer back
    card.dataset.chosen = "";
    record(card, "answer");
  }
}

function onInput({ target }) {
  const card = cardOf(target);
  if (!card) return;
  if (target.name.startsWith("n-")) recordLater(card, "note");
  if (target.name.startsWith("m-")) {
    uncheck(card, "~");
    progress.update(card);
    recordLater(card, "answer");
  }
}

function onChange({ target }) {
  const card = cardOf(target);
  if (!card) return;
  if (target.type === "file") photos.take(card, target);
  else if (target.name.startsWith("d-")) removePhoto(card, target);
  else if (target.name.startsWith("n-")) record(card, "note");
  else {
    if (target.type === "radio") choose(card, target);
    record(card, "answer");
  }
}

function choose(card, radio) {
  const number = card.querySelector(`[name="m-${card.id}"]`);
  if (number) number.value = "";
  if (!radio.value) radio.checked = false; // 'no answer yet' is no answer
  card.dataset.chosen = radio.value;
}

function removePhoto(card, box) {
  if (!window.confirm(words.confirmRemoval)) {
    box.checked = false;
    return;
  }
  box.closest("li").remove();
  send(card, "photo.del", box.value);
}

function goToNext(event) {
  event.preventDefault();
  const card = progress.next();
  if (!card) {
    document.getElementById("finish").focus();
    return;
  }
  document.querySelector(".c.now")?.classList.remove("now");
  card.classList.add("now");
  card.scrollIntoView({ block: "center" });
  card.querySelector(".ans input").focus({ preventScroll: true });
}

for (const card of form.querySelectorAll(".c")) {
  known.set(`${card.id} answer`, JSON.stringify(answerOf(card)));
  known.set(`${card.id} note`, JSON.stringify(noteOf(card)));
  card.dataset.chosen = card.querySelector(`[name="a-${card.id}"]:checked`)?.value ?? "";
}
form.classList.add("live");
form.addEventListener("click", onClick);
form.addEventListener("input", onInput);
form.addEventListener("change", onChange);
form.addEventListener("submit", (event) => {
  event.preventDefault(); // Enter in a field; everything is saved one by one
  recordAllNow();
});
form.addEventListener("toggle", ({ target }) => target.open && target.matches(".n") && target.querySelector("textarea").focus(), true);
document.getElementById("next").addEventListener("click", goToNext);
function leave() {
  recordAllNow();
  operations.leave();
}
window.addEventListener("pagehide", leave);
document.addEventListener("visibilitychange", () => document.hidden && leave());
window.addEventListener("beforeunload", (event) => {
  recordAllNow();
  if (waiting() + outbox.stuck + unreasoned.size) event.preventDefault();
});
tell();
