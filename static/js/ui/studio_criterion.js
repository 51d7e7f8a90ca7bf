// The editor of a criterion: fields of its kind, rows and the tablet without a page load. All of it also works without.
import { later, newest } from "../lib/later.js";

const PAUSE = 350; // ms after the last key before the tablet is drawn anew
const form = document.getElementById("criterion");
const frame = document.getElementById("tablet");
let changed = false;
let edits = 0; // so that an answer never puts back what was typed since it was asked for
let leaving = false;

// Kinds

function showKind() {
  const chosen = form.querySelector('[name="kind"]:checked');
  const kind = chosen?.value;
  for (const part of form.querySelectorAll("[data-for]")) part.hidden = part.dataset.for !== kind;
  if (chosen) form.querySelector("[data-kind-name]").textContent = chosen.dataset.name;
  const reads = form.querySelector('[name="reads"]:checked')?.value ?? "options";
  for (const part of form.querySelectorAll("[data-reads]")) part.hidden = part.dataset.reads !== reads;
  const reading = kind === "choice" && reads === "atmosphere";
  form.querySelector("[data-scored]").hidden = reading;
  form.querySelector("[data-never-scored]").hidden = !reading;
}

// Asking the server with what is typed, without storing anything

async function post(address, more) {
  const body = new FormData(form);
  for (const [name, value] of Object.entries(more)) body.set(name, value);
  const response = await fetch(address, { method: "POST", body, headers: { Accept: "text/html" } });
  if (!response.ok || response.redirected) throw new Error(String(response.status));
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

const askPart = newest((part, action) => post(window.location.href, { do: action, part }));
const askTablet = newest(() => post(frame.dataset.address, {}));

/** The rows of `part` as they are after `action`; the ordinary form is sent where the server cannot be asked. */
async function changeRows(part, action, button) {
  const box = document.getElementById(`part-${part}`);
  let focused = null;
  try {
    let answer = null;
    let seen = null;
    while (seen !== edits) {
      seen = edits;
      answer = await askPart(part, action);
      if (!answer) return;
    }
    focused = box.contains(document.activeElement) ? document.activeElement.id : null;
    box.replaceChildren(...document.adoptNode(answer.body).childNodes);
  } catch {
    if (button) form.requestSubmit(button);
    return;
  }
  mark(box);
  const rows = box.querySelectorAll(".criterion-row");
  const added = action.endsWith("-add") && rows[rows.length - 1]?.querySelector("textarea, input:not([type=hidden]), select");
  const there = added || document.getElementById(focused ?? "");
  if (there || action !== "refresh") (there || document.getElementById(`add-${part}`)).focus();
  draw();
}

const refreshConditions = later(() => changeRows("condition", "refresh"), PAUSE);

// The tablet

const draw = later(async () => {
  try {
    const answer = await askTablet();
    if (answer) show(answer);
  } catch {
    // No connection, or signed out: saving will say so. The tablet stays as it was.
  }
}, PAUSE);

/** The styles stay, so that nothing flickers: only the question is put in anew. */
function show(answer) {
  const tablet = frame.contentDocument;
  const advice = answer.getElementById("advice");
  document.getElementById("advice").replaceChildren(...document.adoptNode(advice).childNodes);
  const there = tablet.getElementById("question");
  if (there) {
    tablet.documentElement.lang = answer.documentElement.lang;
    there.replaceChildren(...tablet.adoptNode(answer.getElementById("question")).childNodes);
    fit();
  }
}

/** As high as what it shows. */
function fit() {
  const page = frame.contentDocument?.body;
  if (!page?.childElementCount) return;
  frame.style.blockSize = `${Math.min(Math.max(page.scrollHeight + 24, 160), window.innerHeight * 0.8)}px`;
}

/** The first time the form itself is posted into the frame, which brings the tablet's styles. */
function open() {
  const button = form.querySelector("[formtarget]");
  frame.addEventListener("load", () => {
    fit();
    const advice = frame.contentDocument?.getElementById("advice");
    if (advice) document.getElementById("advice").replaceChildren(...[...advice.childNodes].map((node) => document.importNode(node, true)));
  });
  form.requestSubmit(button);
}

// What is missing in a language is seen by an empty input that shows its placeholder.
function mark(within) {
  for (const input of within.querySelectorAll(".texts textarea")) {
    input.placeholder = " ";
    input.closest(".texts-input").removeAttribute("data-missing");
  }
}

function onChange({ target }) {
  if (target.name === "kind" || target.name === "reads") showKind();
  edits += 1;
  if (target.hasAttribute("data-refresh")) refreshConditions();
  else draw();
}

function onClick(event) {
  const button = event.target.closest('button[name="do"]');
  const part = button?.closest("[data-part]")?.dataset.part;
  if (!part || button.value.startsWith("save")) return;
  event.preventDefault();
  changed = true;
  changeRows(part, button.value, button);
}

form.addEventListener("input", ({ target }) => {
  if (target.name !== "preview_language") changed = true;
  edits += 1;
  if (target.matches("textarea, input:not([type=radio], [type=checkbox])")) draw();
});
form.addEventListener("change", onChange);
form.addEventListener("click", onClick);
form.addEventListener("submit", ({ submitter }) => {
  leaving = submitter?.formTarget !== "tablet";
});
window.addEventListener("beforeunload", (event) => changed && !leaving && event.preventDefault());
window.addEventListener("resize", fit);
document.getElementById("criterion-problems")?.focus();
if (document.querySelector("#criterion-problems, .criterion-conflict")) changed = true;
mark(form);
showKind();
open();
