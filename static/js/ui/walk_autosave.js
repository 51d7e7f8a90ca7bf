// Every tap and every key goes to the tablet's disk at once; the tick at the question follows when it is there.
// Text and taps on a stepper are drafts at first, the newest one wins, one write at a time; they become an
// operation when the field is left, after a pause, or when the page is hidden.
import { same } from "../lib/walk_changes.js";
import { lacksReason } from "../lib/walk_values.js";
import { prune } from "../tablet/outbox.js";
import { draft, forgetDraft, knownTo, record } from "../tablet/records.js";
import { answerOf, complain, noteOf, servedIn, show } from "./walk_form.js";

const PAUSE = 1500; // ms without a key until what is typed counts as said
const RETRY = 3000; // ms until the disk is tried again

const valueIn = (card, field) => (field === "note" ? noteOf(card) : answerOf(card));

export class Autosave {
  #known = new Map(); // "key field" -> value shown or recorded last
  #touched = new Set(); // fields that were changed before the tablet's state was shown
  #pauses = new Map(); // "key field" -> timer of text that is not an operation yet
  #writing = new Map(); // "key field" -> the writes that were begun, one after the other
  #unkept = new Map(); // "key field" -> {error, job, isDraft}, where the disk took nothing
  #incomplete = new Set(); // cards
  #retry = 0;
  #shown;

  /**
   * begun(): something is being written. saved(card, operation): it is on the disk; operation is null for a draft.
   * changed(): it is over, failure and incomplete may be other ones. answered(card): the question's answer in
   * sight is another one, and on the disk.
   */
  constructor(who, cards, { begun, saved, changed, answered }) {
    Object.assign(this, { who, begun, saved, changed, answered });
    this.cards = new Map(cards.map((card) => [card.id, card]));
    for (const card of cards) {
      const { answer, note } = servedIn(card);
      this.#known.set(`${card.id} answer`, answer).set(`${card.id} note`, note);
    }
  }

  /** Shows what the tablet knows over the page, and takes up what was tapped or typed before, or cut off. */
  async start() {
    const before = [...this.#known].filter(([name, value]) => !same(valueIn(...this.#split(name)), value)).map(([name]) => name);
    for (const name of before) this.#touched.add(name);
    this.#shown = this.refresh();
    const known = await this.#shown;
    this.#touched.clear();
    for (const left of known.drafts) this.#takeUp(left);
    for (const name of before) this.commit(...this.#split(name));
    return known;
  }

  #takeUp({ k: key, f: field, v: value, at, t }) {
    const card = this.cards.get(key);
    if (!card || (t && t !== this.who.t && this.who.anew.includes(key))) {
      this.#finish(key, field, value, at);
      return;
    }
    if (this.#isOwn(card, field)) return;
    this.#display(card, field, value);
    this.#weigh(card);
    if (field === "note" || !lacksReason(value)) this.#write(card, field, () => record(this.who, key, field, value, at));
  }

  /** What was typed at a question that this page does not have is an answer; half an answer nobody can complete. */
  #finish(key, field, value, at) {
    const half = field === "answer" && lacksReason(value);
    const done = half ? forgetDraft(this.who, key, field) : record(this.who, key, field, value, at);
    done.then(() => this.saved(null, null), () => {}); // it stays a draft until the page opens again
  }

  /** Shows again what the tablet knows, except where somebody is typing. */
  async refresh() {
    const known = await knownTo(this.who);
    for (const { k, f, v } of known.answers) this.show(k, f, v);
    for (const { k, f, why } of known.stuck) {
      const card = this.cards.get(k);
      if (card && !this.#isBeingWritten(`${k} ${f}`)) complain(card, why);
    }
    return known;
  }

  /** Shows a value that stands, unless a change of one's own is in the field: then false. */
  show(key, field, value) {
    const card = this.cards.get(key);
    if (!card || this.#isOwn(card, field)) return false;
    if (!same(this.#known.get(`${key} ${field}`), value)) this.#display(card, field, value);
    return true;
  }

  #display(card, field, value) {
    show(card, field, value);
    this.#known.set(`${card.id} ${field}`, value);
    if (field === "answer") this.answered(card);
  }

  #isOwn(card, field) {
    if (this.#isBeingWritten(`${card.id} ${field}`)) return true;
    const focus = document.activeElement;
    return card.contains(focus) && focus.matches(field === "note" ? "textarea" : "input:not([type=radio], [type=file])");
  }

  #isBeingWritten(name) {
    return this.#pauses.has(name) || this.#writing.has(name) || this.#unkept.has(name) || this.#touched.has(name);
  }

  /** The field is being typed in, or tapped in small steps. */
  typing(card, field) {
    const name = `${card.id} ${field}`;
    clearTimeout(this.#pauses.get(name));
    this.#pauses.set(name, setTimeout(() => this.commit(card, field), PAUSE));
    this.#draft(card, field);
  }

  /** The field says what is meant. */
  commit(card, field) {
    const name = `${card.id} ${field}`;
    clearTimeout(this.#pauses.get(name));
    this.#pauses.delete(name);
    this.#weigh(card);
    const value = valueIn(card, field);
    const was = this.#known.get(name);
    if ((field === "answer" && lacksReason(value)) || same(was, value)) {
      this.#draft(card, field); // not yet an answer, or back to what it was
      return;
    }
    this.#known.set(name, value);
    complain(card, "");
    const at = Date.now();
    this.#write(card, field, () => record(this.who, card.id, field, value, at));
  }

  commitAll() {
    for (const name of [...this.#pauses.keys()]) this.commit(...this.#split(name));
  }

  /** Whether the newest of the page is not on the disk (yet): it must not be closed. */
  get unkept() {
    return this.#writing.size + this.#unkept.size;
  }

  /** The name of the error where the disk takes nothing, else "". */
  get failure() {
    return [...this.#unkept.values()][0]?.error.name ?? "";
  }

  /** How many fields are still being typed in: what they say is on the disk, and on its way only after a pause. */
  get open() {
    return this.#pauses.size;
  }

  /** How many questions say 'does not apply' and not yet why. */
  get incomplete() {
    return this.#incomplete.size;
  }

  #weigh(card) {
    if (lacksReason(answerOf(card))) this.#incomplete.add(card);
    else this.#incomplete.delete(card);
  }

  #draft(card, field) {
    const name = `${card.id} ${field}`;
    if (this.#writing.get(name)?.begun === false) return; // it will read the field when its turn comes
    const was = this.#known.get(name);
    this.#write(card, field, () => draft(this.who, card.id, field, valueIn(card, field), was), true);
  }

  /** A draft reads what is typed when its turn comes. */
  #write(card, field, job, isDraft = false) {
    const name = `${card.id} ${field}`;
    const mine = { begun: !isDraft, isDraft, before: this.#writing.get(name)?.done };
    this.#writing.set(name, mine);
    card.classList.add("keeping");
    mine.done = this.#keep(mine, card, field, job);
    this.begun();
  }

  async #keep(mine, card, field, job) {
    const name = `${card.id} ${field}`;
    const { isDraft } = mine;
    await mine.before;
    await this.#shown?.catch(() => {});
    mine.begun = true;
    const kept = await job().then((operation) => ({ operation: operation ?? null }), (error) => this.#fail(name, error, job, isDraft));
    if (kept && !this.#isOutranked(name, isDraft)) this.#unkept.delete(name);
    if (this.#writing.get(name) === mine) this.#writing.delete(name);
    const other = `${card.id} ${field === "note" ? "answer" : "note"}`;
    card.classList.toggle("keeping", this.#writing.has(name) || this.#writing.has(other));
    card.classList.toggle("unkept", this.#unkept.has(name) || this.#unkept.has(other));
    if (kept && field === "answer") this.answered(card);
    if (kept) this.saved(card, kept.operation);
    this.changed();
  }

  /** What the disk did not take stays here, and is tried again as long as the page lives. */
  #fail(name, error, job, isDraft) {
    if (!this.#isOutranked(name, isDraft)) this.#unkept.set(name, { error, job, isDraft });
    this.#tryLater();
  }

  /** A change that the disk did not take is not done with because a draft of the field comes or goes. */
  #isOutranked(name, isDraft) {
    return isDraft && this.#unkept.get(name)?.isDraft === false;
  }

  #tryLater() {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#tryAgain(), RETRY);
  }

  async #tryAgain() {
    await prune(true).catch(() => {}); // second copies of sent photos are the first to make room
    for (const [name, { job, isDraft }] of this.#unkept) {
      if (this.#writing.has(name)) this.#tryLater(); // what is on its way is newer, and must not be overtaken
      else this.#write(...this.#split(name), job, isDraft);
    }
  }

  #split(name) {
    const [key, field] = name.split(" ");
    return [this.cards.get(key), field];
  }
}
