// Which questions are in sight. Hiding is a class; walk.css shows a hidden question all the same while it needs
// somebody or is not on the disk.
import { filters, fits, known } from "../lib/question_filter.js";

const OWN = ["open", "core", "phase", "zone", "stop"];

export class ShownQuestions {
  #sheet = document.getElementById("show-sheet");
  #form = this.#sheet.querySelector("form");
  #button = document.getElementById("show");
  #line = document.getElementById("shown-line");
  #zones = {};

  constructor({ cards, kept, goTo }) {
    this.cards = [...cards.values()];
    Object.assign(this, { kept, goTo });
    for (const radio of this.#sheet.querySelectorAll("[data-stops]")) this.#zones[radio.value] = radio.dataset.stops.split(" ");
    this.#sheet.addEventListener("click", ({ target }) => target === this.#sheet && this.#sheet.close());
    this.#form.addEventListener("change", ({ target }) => OWN.includes(target.name) && this.#choose(this.#picked()));
    this.#form.querySelector("[data-all]").addEventListener("click", () => this.#choose({}));
    this.#line.querySelector("button").addEventListener("click", () => this.#choose({}));
    document.getElementById("next").addEventListener("click", (event) => this.#beforeNext(event), true);
    document.addEventListener("click", ({ target }) => this.#reveal(target.closest?.("a[href^='#']")?.hash), true);
    this.restore();
    this.#reveal(location.hash);
  }

  open() {
    this.#sheet.showModal();
  }

  /** As it was left, as far as there is such a choice. */
  restore() {
    const values = (name) => [...this.#form.querySelectorAll(`[name="${name}"]`)].map((input) => input.value);
    this.#apply(known(this.kept.value.shown, { phase: values("phase"), zone: values("zone"), stop: values("stop") }));
  }

  #picked() {
    const data = new FormData(this.#form);
    return { open: data.has("open"), core: data.has("core"), phase: data.get("phase"), zone: data.get("zone") ?? "", stop: data.get("stop") };
  }

  #choose(filter) {
    this.kept.set({ shown: filter });
    this.restore();
    this.#line.scrollIntoView({ block: "center" });
  }

  #apply(filter) {
    this.filter = filter;
    for (const input of this.#form.elements) {
      if (!OWN.includes(input.name)) continue;
      input.checked = input.type === "checkbox" ? filter[input.name] : input.value === filter[input.name];
    }
    for (const card of this.cards) card.classList.toggle("out", !fits(this.#factsOf(card), filter, this.#zones));
    this.#tell();
  }

  #factsOf(card) {
    const { p, core } = card.dataset;
    const stop = card.parentElement.id.slice(2);
    return { stop, phases: p, core: core !== undefined, answered: card.classList.contains("ok") };
  }

  #tell() {
    const fitting = this.cards.filter((card) => !card.classList.contains("out")).length;
    const some = filters(this.filter);
    const now = document.getElementById("show-now");
    const { none, one, many } = now.dataset;
    now.textContent = fitting === 0 ? none : fitting === 1 ? one : many.replace("{n}", fitting);
    this.#button.classList.toggle("some", some);
    this.#button.querySelector("b").textContent = some ? fitting : "";
    this.#line.hidden = !some;
    this.#line.classList.toggle("empty", !fitting);
    const chosen = [...this.#form.querySelectorAll(":checked")].filter(({ name, value }) => OWN.includes(name) && value);
    const words = chosen.map((input) => input.nextElementSibling.textContent).join(" · ");
    const { of, none: nothing } = this.#line.dataset;
    this.#line.querySelector("span").textContent = `${fitting ? of.replace("{n}", fitting) : nothing} ${words}`;
    for (const link of document.querySelectorAll(".tps a")) {
      const section = document.querySelector(link.hash);
      link.hidden = some && ![...section.querySelectorAll(".c")].some((card) => card.checkVisibility?.() ?? !card.classList.contains("out"));
    }
  }

  /** What was answered since leaves a list of what is unanswered now, not under the thumb that answers it. */
  #beforeNext(event) {
    if (!filters(this.filter)) return;
    this.#apply(this.filter);
    if (this.cards.some((card) => !card.matches(".out, .ok"))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.#line.querySelector("span").textContent = this.#line.dataset.done;
    this.#line.scrollIntoView({ block: "center" });
    this.#line.querySelector("button").focus({ preventScroll: true });
  }

  #reveal(hash) {
    const card = hash && document.querySelector(hash)?.closest(".c.out");
    if (!card) return;
    card.classList.remove("out");
    this.goTo(card);
  }
}
