// Decisions on passages without a reload, by key or tap. Each is the page's own form, sent in the background;
// the answer is the whole page, of which the living parts are taken over.
import { afterDecision, commandOf, neighbour } from "../lib/candidate_keys.js";
import { scrollToShow } from "../lib/in_sheet.js";

const KEYS_OFF = "eventaudit.candidate-keys-off";
const section = document.querySelector("[data-candidate-section]");
const announce = document.querySelector("[data-announce]");
const trouble = document.querySelector("[data-trouble]");
const waiting = [];
let current = null;
let sending = null;

const cards = () => [...section.querySelectorAll("[data-candidate]:not([hidden])")];
const idsOf = (list) => list.map((card) => card.dataset.candidate);
const cardOf = (id) => section.querySelector(`[data-candidate="${CSS.escape(id ?? "")}"]:not([hidden])`);

function marksOf(id) {
  return document.querySelectorAll(`mark[data-candidates~="${CSS.escape(id)}"], .candidate-label[href="#candidate-${CSS.escape(id)}"]`);
}

/** Make a card the one that keys act on, in the list and in the text. */
function point(id, { focus = false } = {}) {
  document.querySelectorAll(".candidate-card--current, .candidate--current, .candidate-label--current").forEach((each) => {
    each.classList.remove("candidate-card--current", "candidate--current", "candidate-label--current");
  });
  const card = cardOf(id);
  current = card ? id : null;
  if (!card) return;
  card.classList.add("candidate-card--current");
  for (const mark of marksOf(id)) {
    mark.classList.add(mark.matches("mark") ? "candidate--current" : "candidate-label--current");
  }
  if (focus) {
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
    bringIntoSheet(id);
  }
}

/** Scroll the sheet with the text, where it has its own scroll bar, and never the page. */
function bringIntoSheet(id) {
  const sheet = document.querySelector(".message-sheet");
  const [mark] = marksOf(id);
  if (!sheet || !mark || sheet.scrollHeight <= sheet.clientHeight) return;
  sheet.scrollTop += scrollToShow(mark.getBoundingClientRect(), sheet.getBoundingClientRect(), innerHeight);
}

function takeOver(page) {
  const signs = document.getElementById("show-signs")?.checked;
  const keysOpen = section.querySelector("[data-keys]")?.open;
  for (const part of document.querySelectorAll("[data-live]")) {
    const fresh = page.querySelector(`[data-live="${part.dataset.live}"]`);
    if (fresh) part.replaceChildren(...fresh.childNodes);
  }
  const box = document.getElementById("show-signs");
  if (box && signs) box.checked = true;
  showKeys(keysOpen);
  const notices = [...page.querySelectorAll("main > .notice:not([data-trouble])")];
  const said = notices.map((notice) => notice.textContent.trim());
  const problem = notices.find((notice) => notice.matches(".notice--error, .notice--warning"));
  trouble.hidden = !problem;
  trouble.textContent = problem ? problem.textContent.trim() : "";
  announce.textContent = [...said, section.querySelector("h2").textContent.trim()].join(" ");
}

async function send() {
  let page = null;
  while (waiting.length) {
    const { action, body } = waiting.shift();
    const response = await fetch(action, { method: "POST", body, redirect: "follow" });
    if (!response.ok || new URL(response.url).pathname !== location.pathname) throw new Error(String(response.status));
    page = new DOMParser().parseFromString(await response.text(), "text/html");
  }
  return page;
}

/** Send a form in the background; those sent meanwhile follow in order, and the last answer counts. */
async function submit(form, button) {
  waiting.push({ action: form.action, body: button ? new FormData(form, button) : new FormData(form) });
  if (sending) return;
  const focused = () => section.contains(document.activeElement) || document.activeElement === document.body;
  try {
    sending = send();
    const page = await sending;
    const refocus = focused() && !form.hasAttribute("data-at-once"); // what comes unasked takes no focus
    takeOver(page);
    const next = form.hasAttribute("data-undo") ? reopened(form) : current;
    point(cardOf(next) ? next : idsOf(cards())[0], { focus: refocus });
    if (refocus && !cards().length) section.focus();
  } catch {
    waiting.length = 0;
    trouble.hidden = false;
    trouble.textContent = trouble.dataset.trouble;
    section.querySelectorAll("[data-candidate][hidden]").forEach((card) => { card.hidden = false; });
  } finally {
    sending = null;
  }
}

const reopened = (form) => form.action.match(/(\d+)\/$/)?.[1];

function decide(form, button) {
  const card = form.closest("[data-candidate]");
  if (card) {
    const next = afterDecision(idsOf(cards()), card.dataset.candidate);
    card.hidden = true;
    point(next, { focus: true });
    if (!next) section.focus({ preventScroll: true });
  }
  submit(form, button);
}

async function obey(command) {
  const ids = idsOf(cards());
  if (command === "next" || command === "previous") {
    const there = document.activeElement === cardOf(current);
    point(there || command === "previous" ? neighbour(ids, current, command === "next" ? 1 : -1) : (current ?? ids[0]), { focus: true });
  } else if (command === "undo") {
    if (sending) await sending.catch(() => null);
    section.querySelector("[data-undo] button")?.click();
  } else if (command === "change") {
    cardOf(current)?.querySelector("[data-change]").click();
  } else {
    cardOf(current)?.querySelector(`button[value="${command}"]`).click();
  }
}

function keysAreOn() {
  try {
    return !localStorage.getItem(KEYS_OFF);
  } catch {
    return true; // a browser that keeps nothing
  }
}

function showKeys(open = false) {
  const keys = section.querySelector("[data-keys]");
  if (!keys) return;
  keys.hidden = false;
  keys.open = open;
  keys.querySelector("[data-keys-on]").checked = keysAreOn();
}

const TYPING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";

if (section) {
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-decide]")) return;
    event.preventDefault();
    decide(event.target, event.submitter);
  });
  document.addEventListener("keydown", (event) => {
    const command = commandOf(event);
    if (!command || event.repeat || !keysAreOn() || event.target.closest?.(TYPING)) return;
    event.preventDefault();
    obey(command);
  });
  section.addEventListener("focusin", (event) => {
    const card = event.target.closest("[data-candidate]");
    if (card) point(card.dataset.candidate);
  });
  section.addEventListener("change", (event) => {
    if (!event.target.matches("[data-keys-on]")) return;
    try {
      if (event.target.checked) localStorage.removeItem(KEYS_OFF);
      else localStorage.setItem(KEYS_OFF, "1");
    } catch {
      // Nothing is kept: the keys stay on.
    }
  });
  document.querySelector("[data-message-text]").addEventListener("click", (event) => {
    const mark = event.target.closest("mark[data-candidates], .candidate-label");
    if (!mark || !document.getSelection().isCollapsed) return;
    const id = mark.dataset.candidates?.split(" ")[0] ?? mark.hash.replace("#candidate-", "");
    if (!cardOf(id)) return;
    event.preventDefault();
    point(id, { focus: true });
  });
  showKeys();
  const asked = location.hash.match(/^#candidate-(\d+)$/)?.[1];
  point(cardOf(asked) ? asked : idsOf(cards())[0], { focus: Boolean(asked) });
  const unread = section.querySelector("[data-at-once]");
  if (unread) submit(unread);
}
