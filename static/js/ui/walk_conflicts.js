// Two people answered at once: what counts and what does not, at the question, and one tap to choose.

export class Conflicts {
  #words = document.getElementById("walk").dataset;

  /** again(card, field, value): the person sets the value that lost once more. */
  constructor(cards, again) {
    this.cards = new Map(cards.map((card) => [card.id, card]));
    this.again = again;
  }

  /** conflicts: as the server tells them; all of them, every time. */
  show(conflicts) {
    for (const card of this.cards.values()) card.querySelector(".both")?.remove();
    for (const conflict of conflicts) {
      const card = this.cards.get(conflict.k);
      if (card) this.#place(card).append(this.#line(card, conflict));
    }
  }

  /** The question was answered anew. */
  drop(card) {
    card.querySelector(".both")?.remove();
  }

  #place(card) {
    const there = card.querySelector(".both");
    if (there) return there;
    const box = document.createElement("div");
    box.className = "both";
    box.setAttribute("role", "status");
    const title = document.createElement("strong");
    title.textContent = this.#words.twice;
    box.append(title);
    card.querySelector(".ans").append(box);
    return box;
  }

  #line(card, { f, stands, lost }) {
    const line = document.createElement("p");
    line.textContent = `${this.#said(lost)} · ${this.#said(stands)} ${this.#words.counts}`;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-secondary";
    button.textContent = this.#words.again.replace("{value}", lost.words.slice(0, 40));
    button.addEventListener("click", () => this.again(card, f, lost.v));
    line.append(" ", button);
    return line;
  }

  #said({ words, by, you, at }) {
    if (!at) return words;
    const time = new Date(at).toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });
    return you ? `${this.#words.you}: ${words}` : `${by} ${time}: ${words}`;
  }
}
