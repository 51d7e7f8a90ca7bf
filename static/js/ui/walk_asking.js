// Takes questions out of sight while their conditions do not hold. One that has something in it stays.
import { statesOf } from "../lib/asking.js";

export class Asking {
  #cards = new Map([...document.querySelectorAll(".c[data-if]")].map((card) => [card.id, card]));
  #gates = new Map([...this.#cards].map(([key, card]) => [key, JSON.parse(card.dataset.if)]));
  #asked = new Set([...this.#gates.values()].flat().map(([key]) => key));

  /** After a change to `card`; fieldsOf: what a card's form would post. Returns whether anything else may have changed. */
  update(card, fieldsOf) {
    if (!this.#asked.has(card.id) && !this.#cards.has(card.id)) return false;
    const chosen = new Map();
    for (const key of this.#asked) {
      const gate = document.getElementById(key);
      const { a, b } = gate ? fieldsOf(gate) : {};
      chosen.set(key, [a, b]);
    }
    for (const [key, state] of statesOf(this.#gates, chosen)) {
      const one = this.#cards.get(key);
      one.classList.toggle("off", state !== "asked" && !holdsSomething(one));
    }
    return true;
  }
}

function holdsSomething(card) {
  return card.classList.contains("ok") || card.querySelector("textarea").value !== "" || card.querySelector(".ph > li") !== null;
}
