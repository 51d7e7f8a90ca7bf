// The walkthrough in the hand. Without this the page is an ordinary form.
import { lacksReason, numberText, stepped } from "../lib/walk_values.js";
import { onSlow } from "../tablet/database.js";
import { askToPersist } from "../tablet/offline.js";
import { prune, tryAgain } from "../tablet/outbox.js";
import { counts, startWalk } from "../tablet/records.js";
import { Autosave } from "./walk_autosave.js";
import { Progress, answerOf, complain, show, uncheck } from "./walk_form.js";
import { Status } from "./walk_status.js";
import { who } from "./walk_who.js";

const TOGETHER = 300; // ms in which taps go in one batch

const form = document.getElementById("walk");
const cards = [...form.querySelectorAll(".c")];
const cardOf = (element) => element.closest(".c");
const progress = new Progress();
const tabs = "BroadcastChannel" in window ? new BroadcastChannel("eventaudit") : null;
let slow = 0;
let sending = 0;
let asked = false; // whether the browser was asked to keep its storage

const autosave = new Autosave(who, cards, {
  begun: () => status.unsent(false),
  saved,
  changed: () => status.soon(),
  answered: (card) => progress.update(card),
});
let conflicts = null; // fetched with the first of them
let photos = null; // fetched when the page can be tapped at, as sync is
let sync = null;
const early = []; // what was done with photos before
const status = new Status(() => counts(who), () => ({
  ...sync?.state,
  slow,
  failure: autosave.failure,
  incomplete: autosave.incomplete,
  open: autosave.open,
  writing: autosave.unkept,
}));

/** Something is on the disk: it can be sent, and other tabs of this tablet may show it. */
function saved(card, operation) {
  if (card && !operation) return;
  status.unsent(true);
  if (card) conflicts?.drop(card);
  tabs?.postMessage({ u: who.u, w: who.w });
  sending ||= setTimeout(() => {
    sending = 0;
    sync?.soon();
  }, TOGETHER);
  if (!asked) askToPersist();
  asked = true;
}

/** A reply of the server was taken in. */
function settled(owner, { refused, news, conflicts: open, reply }) {
  tabs?.postMessage({ u: owner.u, w: owner.w });
  status.soon();
  if (owner.u !== who.u || owner.w !== who.w) return;
  for (const { k, why } of refused) {
    const card = document.getElementById(k);
    if (card) complain(card, why);
  }
  for (const change of news) {
    if (change.f.startsWith("photo.")) photos.news(change);
    else if (autosave.show(change.k, change.f, change.v)) flash(document.getElementById(change.k));
  }
  if (open) showConflicts(open);
  if (reply) document.dispatchEvent(new CustomEvent("walk:settled", { detail: reply }));
}

/** What became of a photo; other tabs show it as well. */
function staged(id, stage, more) {
  photos.staged(id, stage, more);
  if (stage !== "sending") tabs?.postMessage({ photo: id });
}

async function showConflicts(open) {
  if (!open.length && !conflicts) return;
  const { Conflicts } = await import("./walk_conflicts.js");
  conflicts ??= new Conflicts(cards, setAgain);
  conflicts.show(open);
}

function flash(card) {
  card.classList.remove("news");
  card.getBoundingClientRect(); // so that it begins anew
  card.classList.add("news");
}

function setAgain(card, field, value) {
  show(card, field, value);
  autosave.commit(card, field);
}

const fieldOf = ({ name }) => (name.startsWith("n-") ? "note" : "answer");
const isText = ({ name, type }) => /^[nmr]-/.test(name) && type !== "radio";

function onClick({ target }) {
  const card = cardOf(target);
  if (!card) return;
  if (target.dataset.step) {
    const input = card.querySelector(`[name="m-${card.id}"]`);
    const start = Number(target.dataset.start ?? 0);
    input.value = numberText(stepped(input.value, Number(target.dataset.step), start), document.documentElement.lang);
    uncheck(card, "~");
    autosave.typing(card, "answer");
  }
  if (target.type === "radio" && card.dataset.chosen === target.value) {
    uncheck(card); // a second tap takes the answer back
    card.dataset.chosen = "";
    autosave.commit(card, "answer");
  }
}

function onInput({ target }) {
  const card = cardOf(target);
  if (!card || !isText(target)) return;
  if (target.name.startsWith("m-")) uncheck(card, "~");
  autosave.typing(card, fieldOf(target));
}

function onChange({ target }) {
  const card = cardOf(target);
  if (!card) return;
  if (target.type === "file") withPhotos(() => photos.take(card, target));
  else if (target.name.startsWith("d-")) withPhotos(() => photos.remove(card, target));
  else {
    if (target.type === "radio") choose(card, target);
    autosave.commit(card, fieldOf(target));
    if (target.type === "radio" && lacksReason(answerOf(card))) card.querySelector(`[name="r-${card.id}"]`).focus();
  }
}

function withPhotos(work) {
  if (photos) work();
  else early.push(work); // the input keeps its files until then
}

function choose(card, radio) {
  const number = card.querySelector(`[name="m-${card.id}"]`);
  if (number) number.value = "";
  if (!radio.value) radio.checked = false; // 'no answer yet' is no answer
  card.dataset.chosen = radio.value;
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

async function askArrival(event) {
  event?.preventDefault();
  autosave.commitAll();
  const { openArrival } = await import("./walk_arrival.js");
  openArrival(who, { send: () => sync?.now(), leave: () => window.location.assign(form.dataset.mine) });
}

function listen() {
  form.classList.add("live");
  form.addEventListener("click", onClick);
  form.addEventListener("input", onInput);
  form.addEventListener("change", onChange);
  form.addEventListener("focusout", ({ target }) => {
    if (target.matches("textarea, input:not([type=radio], [type=file])")) autosave.refresh().catch(() => {}); // was left alone
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault(); // Enter in a field; everything is saved one by one
    autosave.commitAll();
  });
  form.addEventListener("toggle", ({ target }) => target.open && target.matches(".n") && target.querySelector("textarea").focus(), true);
  document.getElementById("next").addEventListener("click", goToNext);
  const ask = document.getElementById("ask-arrival");
  ask.addEventListener("click", askArrival);
  ask.parentElement.hidden = false;
  window.addEventListener("pagehide", () => autosave.commitAll());
  document.addEventListener("visibilitychange", () => document.hidden && autosave.commitAll());
  window.addEventListener("beforeunload", (event) => autosave.unkept && event.preventDefault());
  onSlow((number) => {
    slow = number;
    status.soon();
  });
  tabs?.addEventListener("message", ({ data }) => {
    status.soon();
    if (data.photo) photos?.refresh(data.photo).catch(() => {});
    if (data.u === who.u && data.w === who.w) autosave.refresh().catch(() => {});
  });
}

/** What a tap does not need: photos, and sending. Where they do not come, the page is the ordinary form again. */
async function fetchRest() {
  const [{ Photos }, { Sync }] = await Promise.all([import("./walk_photos.js"), import("../tablet/sync.js")]);
  const changed = () => status.soon();
  photos = new Photos(who, { saved: () => saved(), changed });
  sync = new Sync(who, { version: form.dataset.version, changed, settled, photo: staged });
  for (const work of early.splice(0)) work();
}

async function start() {
  for (const radio of form.querySelectorAll(".c [type=radio]:checked")) cardOf(radio).dataset.chosen = radio.value;
  listen();
  const rest = fetchRest();
  rest.catch(() => {}); // awaited below
  await startWalk(who);
  await tryAgain(who);
  const known = await autosave.start();
  showConflicts(known.conflicts);
  await rest;
  photos.start();
  sync.now();
  status.soon();
  form.dataset.ready = "1";
  if (window.location.hash === "#arrival") askArrival();
  prune().catch(() => {});
}

start().catch(() => {
  // This browser keeps nothing (a private window of an old one): the ordinary form with its button does.
  form.classList.remove("live");
  document.getElementById("state").textContent = document.getElementById("state").dataset.nothing;
});
