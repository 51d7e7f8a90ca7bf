// One line that tells the truth in every tab: where the work is, how much waits, and what is in the way.

const SOON = 250; // ms; counting on every tap would slow the taps down

export class Status {
  #line = document.getElementById("state");
  #words = this.#line.dataset;
  #timer = 0;
  #changes = 0; // a count that began before the last of them may lack it

  /** read: async () => {own: {operations, photos, stuck}, others}; state: () => what else there is to say. */
  constructor(read, state) {
    Object.assign(this, { read, state });
  }

  /** A change is on its way to the disk (kept: has arrived there): at once the line no longer says that all is sent. */
  unsent(kept) {
    this.#changes += 1;
    const { now } = this.#line.dataset;
    if (now === "sent" || (kept && now === "keeping")) this.#write(kept ? "sending" : "keeping", [kept ? this.#words.kept : this.#words.keeping]);
  }

  soon() {
    this.#timer ||= setTimeout(() => {
      this.#timer = 0;
      this.now();
    }, SOON);
  }

  async now() {
    const state = this.state();
    if (state.slow) this.#write("storing", [this.#words.storing]);
    else if (state.failure) this.#write("full", [this.#words.full]);
    else {
      const changes = this.#changes;
      const counts = await this.read().catch(() => null);
      if (counts && changes === this.#changes) this.#write(...this.#say(counts, this.state()));
      else if (counts) this.soon();
    }
  }

  #say({ own, others }, { trouble, why, clock, incomplete, open, writing }) {
    const words = this.#words;
    const waiting = own.operations + own.photos;
    const settled = writing ? words.keeping : open ? words.kept : words.sent;
    const parts = waiting ? [this.#number("wait", waiting)] : own.stuck || incomplete ? [] : [settled];
    const signIn = trouble === "sign-in" && (waiting || words.asksSignIn);
    if (signIn) parts.push(this.#link(words.signIn, document.getElementById("walk").dataset.signIn, "_blank"));
    else if (trouble && trouble !== "sign-in") parts.push(trouble === "later" ? words.offline : trouble === "not-ours" ? words.portal : why);
    if (own.stuck) parts.push(this.#link(this.#number("stuck", own.stuck), `#${document.querySelector(".c.bad")?.id ?? "walk"}`));
    if (incomplete) parts.push(words.incomplete);
    if (others) parts.push(this.#number("others", others));
    if (clock) parts.push(clock);
    const now = own.stuck || incomplete ? "stuck" : waiting ? (trouble ? "waiting" : "sending") : writing ? "keeping" : open ? "sending" : "sent";
    return [now, parts];
  }

  #number(name, number) {
    return number === 1 ? this.#words[`${name}One`] : this.#words[`${name}Many`].replace("{n}", number);
  }

  #link(text, href, target = "") {
    const link = document.createElement("a");
    Object.assign(link, { href, target, textContent: text });
    return link;
  }

  #write(now, said) {
    const parts = said.filter(Boolean);
    const text = parts.map((part) => part.textContent ?? part).join(" · ");
    if (this.#line.dataset.now === now && this.#line.textContent === text) return;
    this.#line.dataset.now = now;
    this.#line.replaceChildren(...parts.flatMap((part, index) => (index ? [" · ", part] : [part])));
  }
}
