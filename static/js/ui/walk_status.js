// One truthful line: it never says "saved" while anything waits.

const SLOW = 400; // ms; what is saved faster is not announced

export class Status {
  #line = document.getElementById("state");
  #timer = 0;

  /** waiting: changes not yet on the server; stuck: refused ones; trouble: "", or why sending fails. */
  show({ waiting, stuck, trouble }) {
    clearTimeout(this.#timer);
    const words = this.#line.dataset;
    if (trouble === "sign-in" && waiting) this.#write("waiting", words.signIn, true);
    else if (trouble && waiting) this.#write("waiting", `${this.#count(waiting)}. ${words.offline}`);
    else if (waiting) {
      if (this.#line.dataset.now === "saved") this.#write("saving", "");
      this.#timer = setTimeout(() => this.#write("saving", words.saving), SLOW);
    }
    else if (stuck) this.#write("stuck", words.refused);
    else this.#write("saved", words.saved);
  }

  #count(number) {
    return number === 1 ? this.#line.dataset.one : this.#line.dataset.many.replace("{n}", number);
  }

  #write(now, text, signIn = false) {
    if (this.#line.dataset.now === now && this.#line.textContent === text) return;
    this.#line.dataset.now = now;
    this.#line.textContent = "";
    const part = document.createElement(signIn ? "a" : "span");
    if (signIn) Object.assign(part, { href: document.getElementById("walk").dataset.signIn, target: "_blank" });
    part.textContent = text;
    this.#line.append(part);
  }
}
