// Reads the questions of the page and shows how far one has come.
import { fieldsFor, lacksReason, valueOf } from "../lib/walk_values.js";
import { Asking } from "./walk_asking.js";

const LETTERS = ["m", "b", "h", "r"];
const NONE = { a: "", m: "", b: "", h: "", r: "" };

/** The fields of a question as the form would post them. */
export function fieldsOf(card) {
  return fieldsBy(card, (input) => input.checked, (input) => input.value);
}

export function answerOf(card) {
  return valueOf(card.dataset.k, fieldsOf(card));
}

export function noteOf(card) {
  return card.querySelector("textarea").value;
}

/** {answer, note} as the page came, whatever was tapped before this script ran. */
export function servedIn(card) {
  const served = (input) => input.defaultValue ?? [...input.options].find((option) => option.defaultSelected)?.value ?? input.options[0].value;
  const fields = fieldsBy(card, (input) => input.defaultChecked, served);
  return { answer: valueOf(card.dataset.k, fields), note: card.querySelector("textarea").defaultValue };
}

/** One look at the card for all of them: at the start every card of the page is read. */
function fieldsBy(card, checked, valueIn) {
  const fields = { ...NONE };
  for (const input of card.querySelectorAll("input, select")) {
    const letter = input.name.slice(0, -card.id.length - 1);
    if (letter === "a") fields.a ||= checked(input) ? input.value : "";
    else if (letter in fields) fields[letter] = valueIn(input);
  }
  return fields;
}

/** Shows an operation's value in the question's fields. */
export function show(card, field, value) {
  if (field === "note") {
    card.querySelector("textarea").value = value ?? "";
    if (value) card.querySelector(".n").open = true;
    return;
  }
  const fields = fieldsFor(card.dataset.k, value, document.documentElement.lang);
  for (const radio of card.querySelectorAll(`[name="a-${card.id}"]`)) radio.checked = radio.value !== "" && radio.value === fields.a;
  card.dataset.chosen = fields.a ?? "";
  if (fields.a?.startsWith("~")) card.querySelector(".x").open = true;
  for (const letter of LETTERS) {
    const input = card.querySelector(`[name="${letter}-${card.id}"]`);
    if (input && (letter !== "h" || fields.h)) choose(input, fields[letter] ?? "");
  }
}

function choose(input, text) {
  if (input.options && ![...input.options].some((option) => option.value === text)) input.add(new Option(`${text} %`, text));
  input.value = text;
}

/** Un-checks the options of a question, or only the special ones. */
export function uncheck(card, only = "") {
  for (const radio of card.querySelectorAll(`[name="a-${card.id}"]:checked`)) {
    if (!only || radio.value.startsWith(only)) radio.checked = false;
  }
}

/** Shows at the question why an answer was not taken; "" takes it away. */
export function complain(card, sentence) {
  card.classList.toggle("bad", Boolean(sentence));
  card.querySelector(".why")?.remove();
  if (!sentence) return;
  const line = document.createElement("p");
  line.className = "why";
  line.setAttribute("role", "alert");
  line.textContent = sentence;
  card.querySelector(".ans").append(line);
}

export class Progress {
  #cards = [...document.querySelectorAll(".c")];
  #stops = [...document.querySelectorAll(".t")].map((section) => ({
    cards: [...section.querySelectorAll(".c")],
    link: document.querySelector(`.tps [href="#${section.id}"]`),
    section,
  }));
  #strip = document.querySelector(".tps");
  #asking = new Asking();

  constructor() {
    const seen = new IntersectionObserver((entries) => entries.forEach((entry) => entry.isIntersecting && this.#here(entry.target)), {
      rootMargin: "-20% 0px -75% 0px",
    });
    for (const stop of this.#stops) seen.observe(stop.section);
  }

  /** Count again after a change to `card`. */
  update(card) {
    const value = answerOf(card);
    card.classList.toggle("ok", value !== null && !lacksReason(value));
    const others = this.#asking.update(card, fieldsOf);
    for (const stop of this.#stops) if (others || stop.cards.includes(card)) this.#count(stop);
    const all = this.#cards.filter((other) => other.classList.contains("ok")).length;
    document.getElementById("answered").textContent = all;
    document.getElementById("done").value = all;
    if (others) this.#tellAsked();
  }

  #count({ cards, link }) {
    const asked = cards.filter((card) => !card.classList.contains("off")).length;
    const answered = cards.filter((card) => card.classList.contains("ok")).length;
    link.querySelector("b").textContent = `${answered}/${asked}`;
    link.querySelector("progress").max = asked;
    link.querySelector("progress").value = answered;
    link.classList.toggle("done", answered === asked);
  }

  #tellAsked() {
    const asked = this.#cards.filter((card) => !card.classList.contains("off")).length;
    document.getElementById("done").max = asked;
    const words = document.getElementById("asked");
    words.textContent = words.dataset.of.replace("{n}", asked);
  }

  /** The next question without an answer below what is being read, else the first one. */
  next() {
    const open = this.#cards.filter((card) => !card.classList.contains("ok") && card.offsetParent); // in sight
    const line = window.innerHeight * 0.3;
    return open.find((card) => card.getBoundingClientRect().top > line) ?? open[0];
  }

  #here(section) {
    for (const stop of this.#stops) {
      if (stop.section !== section) {
        stop.link.removeAttribute("aria-current");
        continue;
      }
      stop.link.setAttribute("aria-current", "true");
      const { offsetLeft, offsetWidth, offsetTop, offsetHeight } = stop.link;
      this.#strip.scrollLeft = offsetLeft + offsetWidth / 2 - this.#strip.clientWidth / 2;
      this.#strip.scrollTop = offsetTop + offsetHeight / 2 - this.#strip.clientHeight / 2;
    }
  }
}
