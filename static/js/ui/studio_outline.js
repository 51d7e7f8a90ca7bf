// The outline of a draft, put in order by dragging, by keys and by its buttons; every move is stored at once.
import { fill } from "../lib/outline_moves.js";
import { dragWith } from "./studio_drag.js";
import { keepOpen } from "./studio_open.js";
import { storeMoves } from "./studio_store.js";

const form = document.querySelector("[data-outline]");
const said = document.querySelector("[data-said]");
const store = storeMoves(form, say);
let lifted = null; // the row that goes along with the arrow keys

function say(words) {
  said.textContent = words;
}

function rowOf(element) {
  return element.closest("li[data-kind]");
}

function rowsIn(list) {
  return [...list.children].filter((child) => child.dataset.kind);
}

// The row moves in the page; what had the focus in it keeps it.
function put(row, list, before) {
  const focused = row.contains(document.activeElement) ? document.activeElement : null;
  list.insertBefore(row, before);
  const inside = list.closest("details");
  if (inside) inside.open = true;
  focused?.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

// One place up or down; a criterion goes on into the next touchpoint. Whether it moved.
function step(row, up) {
  const neighbour = up ? row.previousElementSibling : row.nextElementSibling;
  if (neighbour) {
    put(row, row.parentElement, up ? neighbour : neighbour.nextElementSibling);
    return true;
  }
  const lists = [...form.querySelectorAll('[data-list="criterion"]')];
  const list = row.dataset.kind === "criterion" && lists[lists.indexOf(row.parentElement) + (up ? -1 : 1)];
  if (!list) return false;
  put(row, list, up ? null : list.firstElementChild);
  return true;
}

function sayPlace(row) {
  const list = row.parentElement;
  const rows = rowsIn(list);
  const words = list.dataset.touchpoint ? said.dataset.placeIn : said.dataset.place;
  say(fill(words, { name: row.dataset.name, place: rows.indexOf(row) + 1, all: rows.length, touchpoint: list.dataset.name }));
}

function lift(row) {
  lifted = { row, back: store.order() };
  row.classList.add("outline-lifted");
  say(fill(said.dataset.lifted, { name: row.dataset.name }));
}

function putDown(keep) {
  const { row, back } = lifted;
  lifted = null;
  row.classList.remove("outline-lifted");
  if (keep) store.moved(row);
  else {
    store.restore(back);
    row.querySelector("[data-grip]").focus();
    say(fill(said.dataset.back, { name: row.dataset.name }));
  }
}

function onKey(event) {
  const row = rowOf(event.target);
  if (!row) return;
  const arrow = { ArrowUp: true, ArrowDown: false }[event.key];
  if (event.altKey && arrow !== undefined && !lifted) {
    event.preventDefault();
    if (step(row, arrow)) store.moved(row);
    else sayPlace(row);
    return;
  }
  if (!event.target.matches("[data-grip]")) return;
  if (event.key === " " || event.key === "Enter") {
    event.preventDefault();
    if (lifted) putDown(true);
    else lift(row);
  } else if (lifted && arrow !== undefined) {
    event.preventDefault();
    step(lifted.row, arrow);
    sayPlace(lifted.row);
  } else if (lifted && event.key === "Escape") {
    event.preventDefault();
    putDown(false);
  } else if (lifted && event.key === "Tab") {
    putDown(true);
  }
}

function onClick(event) {
  const button = event.target.closest("[data-step]");
  if (!button) return;
  event.preventDefault();
  const row = rowOf(button);
  if (step(row, button.dataset.step === "up")) store.moved(row);
  else sayPlace(row);
}

for (const grip of form.querySelectorAll("[data-grip]")) {
  grip.hidden = false;
  dragWith(grip, { row: rowOf(grip), form, rowsIn, begin: store.order, end: store.moved, restore: store.restore });
}
form.addEventListener("keydown", onKey);
form.addEventListener("click", onClick);
keepOpen(form);
