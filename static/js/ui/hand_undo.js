// Takes back the last change, as one more change: nothing is lost on the way to the server.
import { UndoStack } from "../lib/undo.js";
import { read, write } from "./hand_fields.js";

const TEXT = "textarea, select, input:not([type=radio], [type=checkbox], [type=file])";

export function offerUndo({ form, cards, goTo, buzz }) {
  const button = document.getElementById("undo");
  const stack = new UndoStack();
  const known = new Map([...cards.values()].map((card) => [card, read(card)]));

  // Values may come from the tablet or another auditor at any time: what counts as 'before' is what stands when
  // a finger comes down.
  function look({ target }) {
    const card = target.closest?.(".c");
    if (card) known.set(card, read(card));
  }

  function compare({ target, type }) {
    const card = target.closest(".c");
    if (!card) return;
    const flowing = type === "input" || Boolean(target.dataset.step);
    setTimeout(() => {
      const now = read(card);
      const before = known.get(card);
      if (JSON.stringify(now) === JSON.stringify(before)) return;
      known.set(card, now);
      stack.add({ key: card.id, before, flowing, at: Date.now() });
      button.disabled = false;
    });
  }

  function undo() {
    const change = stack.take();
    button.disabled = !stack.size;
    if (!change) return;
    const card = cards.get(change.key);
    known.set(card, change.before);
    write(card, change.before);
    known.set(card, read(card));
    goTo(card);
    buzz();
    document.getElementById("undone").textContent = `${button.dataset.done} ${card.querySelector("h3").textContent}`;
  }

  for (const name of ["pointerdown", "keydown", "focusin", "hand:before"]) form.addEventListener(name, look, true);
  for (const name of ["input", "change", "click"]) form.addEventListener(name, compare);
  button.addEventListener("click", undo);
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.key.toLowerCase() !== "z" || event.target.matches(TEXT)) return;
    event.preventDefault();
    undo();
  });
  button.hidden = false;
}
