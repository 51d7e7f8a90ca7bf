// Sends one kind of thing, again and again until nothing waits: one tab at a time, ever more rarely while it fails.
import { backOff } from "../lib/walk_reply.js";

const WAIT_FOR_TAB = 10_000; // ms; a tab that the system froze must not hold up the others

export class Lane {
  #busy = false;
  #again = false;
  #timer = 0;
  #attempt = 0;
  trouble = "";

  /**
   * run: async () => "" when all is done, or what is in the way. changed: called when busy or trouble have.
   * alone: whether two tabs at once would waste much; correct is either.
   */
  constructor(name, run, { changed, alone = false }) {
    Object.assign(this, { name, run, changed, alone });
    for (const event of ["online", "pageshow", "focus"]) window.addEventListener(event, () => this.now());
    document.addEventListener("visibilitychange", () => this.now()); // on leaving too: iOS gives no later chance
  }

  get busy() {
    return this.#busy;
  }

  /** Something new waits. While sending fails, the back-off decides when it is tried. */
  soon() {
    if (!this.trouble || this.#busy) this.#start();
  }

  /** Try at once, whatever the back-off says. */
  now() {
    this.#attempt = 0;
    this.#start();
  }

  async #start() {
    if (this.#busy) {
      this.#again = true;
      return;
    }
    clearTimeout(this.#timer);
    this.#busy = true;
    this.changed();
    do {
      this.#again = false;
      this.trouble = await this.#alone();
    } while (this.#again && !this.trouble);
    this.#busy = false;
    if (this.trouble) {
      this.#timer = setTimeout(() => this.#start(), backOff(this.#attempt, Math.random()));
      this.#attempt += 1;
    } else this.#attempt = 0;
    this.changed();
  }

  async #alone() {
    if (!navigator.locks) return this.#guarded();
    let mine = false;
    try {
      return await navigator.locks.request(`eventaudit ${this.name}`, { signal: AbortSignal.timeout(WAIT_FOR_TAB) }, () => {
        mine = true;
        return this.#guarded();
      });
    } catch {
      return mine || this.alone ? "later" : this.#guarded();
    }
  }

  async #guarded() {
    try {
      return await this.run();
    } catch {
      return "later"; // the disk failed; what waits is still there
    }
  }
}
