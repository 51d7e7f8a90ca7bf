// What can be taken back: for each change, the question and what its fields said before.

const MOST = 50;
const FLOW = 3000; // ms; keys and taps on a stepper that follow each other are one change

export class UndoStack {
  #changes = [];

  /** key: the question; before: its fields; flowing: one of many small changes; at: ms since 1970. */
  add({ key, before, flowing = false, at }) {
    const last = this.#changes.at(-1);
    if (flowing && last?.flowing && last.key === key && at - last.at < FLOW) {
      last.at = at;
      return;
    }
    this.#changes.push({ key, before, flowing, at });
    if (this.#changes.length > MOST) this.#changes.shift();
  }

  /** The last change {key, before}, no longer on the stack; undefined where there is none. */
  take() {
    return this.#changes.pop();
  }

  get size() {
    return this.#changes.length;
  }
}
