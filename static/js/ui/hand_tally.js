// Counting two things whose quotient is the answer: people and the points that serve them.
import { quotient, tallied } from "../lib/tally.js";
import { numberText } from "../lib/walk_values.js";
import { copyOf, writeNumber } from "./hand_fields.js";

export function offerTallies({ kept, buzz }) {
  const countsOf = (card) => kept.value.tallies[card.id] ?? [0, 0];
  const valueOf = (card) => quotient(countsOf(card), Number(card.querySelector(".num").dataset.per));

  function keep(card, counts) {
    kept.set({ tallies: { ...kept.value.tallies, [card.id]: counts } });
    show(card);
  }

  function show(card) {
    const tally = card.querySelector(".tally");
    countsOf(card).forEach((count, index) => {
      const input = tally.querySelectorAll("input")[index];
      if (input !== document.activeElement) input.value = count || "";
      input.placeholder = "0";
    });
    const take = tally.querySelector(".tally-take");
    const value = valueOf(card);
    take.hidden = value === null;
    take.textContent = take.dataset.words.replace("{n}", numberText(value ?? 0, document.documentElement.lang));
  }

  for (const number of document.querySelectorAll(".c .num[data-first]")) {
    const { dataset: tool } = number;
    const card = number.closest(".c");
    const tally = copyOf("tally");
    const row = tally.querySelector(".tally-row");
    row.after(row.cloneNode(true));
    tally.querySelectorAll(".tally-row").forEach((each, index) => {
      const name = [tool.first, tool.second][index];
      each.querySelector("span").textContent = name;
      each.querySelector("input").setAttribute("aria-label", name);
      each.addEventListener("input", (event) => {
        event.stopPropagation(); // a count is not the answer
        const counts = [...countsOf(card)];
        counts[index] = Number(event.target.value.replace(/\D/g, ""));
        keep(card, counts);
      });
      each.addEventListener("change", (event) => event.stopPropagation());
      each.addEventListener("click", ({ target }) => {
        if (!target.dataset.tally) return;
        buzz();
        keep(card, tallied(countsOf(card), index, Number(target.dataset.tally)));
      });
    });
    tally.querySelector(".tally-take").addEventListener("click", () => writeNumber(card, valueOf(card)));
    tally.open = countsOf(card).some(Boolean);
    number.after(tally);
    show(card);
  }
}
