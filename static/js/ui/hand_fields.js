// Fields of a question, written to as a thumb would: whoever saves them hears the ordinary events.
import { numberText } from "../lib/walk_values.js";
import { fieldsOf, noteOf } from "./walk_form.js";

const LETTERS = ["m", "b", "h", "r", "n"];
const field = (card, letter) => card.querySelector(`[name="${letter}-${card.id}"]`);

export const read = (card) => ({ ...fieldsOf(card), n: noteOf(card) });

/** Puts back what `read` gave. The field of the reason speaks for the whole answer: every question has one. */
export function write(card, fields) {
  const now = read(card);
  for (const radio of card.querySelectorAll(`[name="a-${card.id}"]`)) radio.checked = radio.value !== "" && radio.value === fields.a;
  card.dataset.chosen = fields.a;
  for (const letter of LETTERS) {
    const input = field(card, letter);
    if (input) input.value = fields[letter];
  }
  if (fields.n !== now.n) tell(field(card, "n"));
  if (JSON.stringify({ ...fields, n: "" }) !== JSON.stringify({ ...now, n: "" })) tell(field(card, "r"));
  for (const [at, open] of [[".n", fields.n], [".x", fields.a.startsWith("~")]]) if (open) card.querySelector(at).open = true;
}

export function writeNumber(card, value) {
  card.dispatchEvent(new Event("hand:before", { bubbles: true }));
  const input = field(card, "m");
  input.value = numberText(value, document.documentElement.lang);
  tell(input);
}

export function tell(input) {
  for (const name of ["input", "change"]) input.dispatchEvent(new Event(name, { bubbles: true }));
}

export const copyOf = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);
