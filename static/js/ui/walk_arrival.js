// The receipt of safe arrival: a clear yes, or the list of what is missing.
import { checkArrival, exportUnsent } from "../tablet/arrival.js";
import { NotSent, clear, tryAgain } from "../tablet/outbox.js";

const MOST = 30; // lines; the file has them all

/** Opens the panel. leave(): goes to another page once the tablet is cleared. send(): sends what waits. */
export function openArrival(who, { send, leave }) {
  const panel = new Arrival(document.getElementById("arrival"), who, { send, leave });
  panel.open();
}

class Arrival {
  #checks = 0;

  constructor(dialog, who, { send, leave }) {
    Object.assign(this, { dialog, who, send, leave, words: dialog.dataset });
    dialog.onclick = ({ target }) => this[target.dataset.do]?.();
  }

  open() {
    if (!this.dialog.open) this.dialog.showModal();
    this.check();
  }

  close() {
    this.dialog.close();
  }

  async check() {
    const mine = (this.#checks += 1);
    this.#verdict("asking", this.words.asking);
    if (mine === 1) await tryAgain(this.who).catch(() => {});
    this.send();
    const found = await checkArrival(this.who).catch(() => ({ state: "later", made: null, lines: [], why: "" }));
    if (mine !== this.#checks) return;
    const words = { "sign-in": this.words.signIn, "not-ours": this.words.later };
    this.#verdict(found.state, words[found.state] ?? this.words[found.state] ?? found.why);
    this.#list(found);
    if (found.state === "waiting") setTimeout(() => mine === this.#checks && this.dialog.open && this.check(), 3000);
  }

  #verdict(state, sentence) {
    const verdict = this.dialog.querySelector(".verdict");
    verdict.dataset.state = state;
    verdict.textContent = sentence;
    this.#button("clear").hidden = state !== "complete";
  }

  #list({ made, lines }) {
    const said = made ? this.words.made.replace("{operations}", made.operations).replace("{photos}", made.photos) : "";
    this.dialog.querySelector(".made").textContent = said;
    const items = lines.slice(0, MOST).map((line) => this.#line(line));
    if (lines.length > MOST) items.push(Object.assign(document.createElement("li"), { textContent: `+ ${lines.length - MOST}` }));
    this.dialog.querySelector(".missing").replaceChildren(...items);
    this.#button("export").hidden = !lines.length;
  }

  #line({ k, f, stuck, why, number }) {
    const card = document.getElementById(k);
    const item = document.createElement("li");
    const link = Object.assign(document.createElement("a"), { href: `#${k}`, textContent: card?.querySelector("h3")?.textContent ?? k });
    link.addEventListener("click", () => this.close());
    const many = number > 1 ? ` × ${number}` : "";
    item.append(link, ` · ${this.words[f]}${many}, ${stuck ? this.words.refused : this.words.toSend}${why ? `: ${why}` : ""}`);
    return item;
  }

  async export() {
    const now = new Date();
    const file = await exportUnsent(this.who.u, now);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = `${this.words.file} ${now.toISOString().slice(0, 16).replace(":", ".")}.zip`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  async clear() {
    if (!window.confirm(this.words.sure)) return;
    try {
      await clear(this.who);
    } catch (error) {
      if (!(error instanceof NotSent)) throw error;
      this.check(); // something was changed in between, perhaps in another tab
      return;
    }
    this.leave();
  }

  #button(name) {
    return this.dialog.querySelector(`[data-do="${name}"]`);
  }
}
