// Stopwatches at what is measured in minutes or seconds, and those that run in the bottom bar.
import { clockText, elapsed, FORGOTTEN, fresh, inUnit, start, stop, taken, without } from "../lib/stopwatch.js";
import { numberText, parseNumber } from "../lib/walk_values.js";
import { copyOf, writeNumber } from "./hand_fields.js";

/** timed: the cards with a stopwatch's button. Gives show() and toggle(card, now), now in ms. */
export function offerWatches({ timed, cards, kept, goTo, buzz }) {
  const bar = document.getElementById("running");
  const toolOf = (card) => card.querySelector(".num").dataset;
  const watchOf = (card) => kept.value.watches[card.id] ?? fresh(toolOf(card).take);
  const valueOf = (card, watch) => {
    const ms = taken(watch.laps, watch.take);
    return ms === null ? null : inUnit(ms, toolOf(card).time);
  };
  const words = (ms, unit) => numberText(inUnit(ms, unit), document.documentElement.lang);
  let ticking = 0;

  function keep(card, watch) {
    kept.set({ watches: { ...kept.value.watches, [card.id]: watch } });
    show();
  }

  function toggle(card, now) {
    buzz();
    const watch = watchOf(card);
    if (watch.started === null) {
      keep(card, start(watch, now));
      return;
    }
    const before = valueOf(card, watch);
    const stopped = stop(watch, now);
    keep(card, stopped);
    // What somebody wrote by hand stays until they say otherwise; so does what a forgotten watch would spoil.
    const written = parseNumber(card.querySelector(".num input").value);
    if (elapsed(watch, now) < FORGOTTEN && (written === null || written === before)) writeNumber(card, valueOf(card, stopped));
  }

  function onClick({ target }) {
    const button = target.closest("button");
    const card = target.closest(".c");
    if (!button || !card) return;
    if (button.closest(".takes")) {
      const watch = { ...watchOf(card), take: button.value };
      keep(card, watch);
      writeNumber(card, valueOf(card, watch));
    } else if (button.dataset.lap) {
      const watch = watchOf(card);
      const before = valueOf(card, watch);
      const rest = without(watch, Number(button.dataset.lap));
      keep(card, rest);
      if (rest.laps.length && parseNumber(card.querySelector(".num input").value) === before) writeNumber(card, valueOf(card, rest));
    }
  }

  function showLaps(card, watch) {
    let list = card.querySelector(".laps");
    if (!watch.laps.length) {
      list?.remove();
      return;
    }
    if (!list) {
      list = copyOf("laps");
      card.querySelector(".num").after(list);
    }
    const unit = toolOf(card).time;
    list.querySelector("ol").replaceChildren(
      ...watch.laps.map((lap, index) => {
        const item = document.createElement("li");
        const remove = document.createElement("button");
        Object.assign(remove, { type: "button", textContent: "✕" });
        remove.dataset.lap = index;
        remove.setAttribute("aria-label", list.dataset.remove.replace("{n}", index + 1));
        item.append(clockText(lap), remove);
        return item;
      }),
    );
    const long = watch.laps.some((lap) => lap >= FORGOTTEN);
    list.querySelector(".lap-long").hidden = !long;
    list.querySelector(".takes").hidden = watch.laps.length < 2 && !long;
    for (const button of list.querySelectorAll(".takes button")) {
      button.dataset.value = words(taken(watch.laps, button.value), unit);
      button.setAttribute("aria-pressed", button.value === watch.take);
    }
  }

  function showRunning(running) {
    bar.hidden = !running.length;
    if (bar.children.length === running.length && running.every((card, index) => bar.children[index].dataset.key === card.id)) return;
    bar.replaceChildren(
      ...running.map((card) => {
        const item = copyOf("running-one");
        item.dataset.key = card.id;
        item.querySelector("a").href = `#${card.id}`;
        item.querySelector("a").append(document.createElement("b"), ` ${card.querySelector("h3").textContent}`);
        return item;
      }),
    );
  }

  function tick() {
    const now = Date.now();
    for (const item of bar.children) {
      const card = cards.get(item.dataset.key);
      const text = clockText(elapsed(watchOf(card), now));
      for (const place of [item.querySelector("b"), card.querySelector(".watch-go b")]) place.textContent = text;
    }
  }

  function show() {
    for (const card of timed) {
      const watch = watchOf(card);
      const button = card.querySelector(".watch-go");
      const runs = watch.started !== null;
      button.classList.toggle("runs", runs);
      button.querySelector("span").textContent = runs ? button.dataset.stop : button.dataset.start;
      if (!runs) button.querySelector("b").textContent = "";
      showLaps(card, watch);
    }
    showRunning(timed.filter((card) => watchOf(card).started !== null));
    clearInterval(ticking);
    if (bar.children.length) ticking = setInterval(tick, 500);
    tick();
  }

  document.getElementById("walk").addEventListener("click", onClick);
  document.addEventListener("visibilitychange", () => document.hidden || tick());
  bar.addEventListener("click", (event) => {
    event.preventDefault();
    const card = cards.get(event.target.closest("li")?.dataset.key);
    if (!card) return;
    if (event.target.closest("button")) toggle(card, Date.now());
    goTo(card);
  });
  show();
  return { show, toggle };
}
