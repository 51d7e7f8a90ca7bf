// What a reply of the server changes on the tablet, all in one transaction: settle() of outbox.js.
import { met, newest, settled } from "../lib/walk_changes.js";
import { ofWalk, walkOf } from "./records.js";

export const STORES = ["outbox", "sent", "stuck", "answers", "photos", "blobs", "meta"];

export class Settlement {
  #fields = new Map(); // "key field" -> {row, waiting}

  constructor(transaction, who) {
    for (const name of STORES) this[name] = transaction.objectStore(name);
    this.who = { u: who.u, w: who.w };
    this.transaction = transaction;
  }

  /** batch: operations that were sent; asked: whether all changes were asked for. */
  async take(batch, reply, asked) {
    const walk = await walkOf(this.transaction, this.who);
    const outcome = new Map(reply.results.map((result) => [result.id, result]));
    const named = batch.filter(({ id }) => outcome.has(id));
    for (const operation of named) this.outbox.delete(operation.n);
    if (reply.resend) await this.#sendAgain(new Set(named.map(({ id }) => id)));
    const refused = [];
    const last = new Map(named.map(({ id, k, f }) => [`${k} ${f}`, id]));
    for (const operation of named) {
      const anew = last.get(`${operation.k} ${operation.f}`) !== operation.id; // answered again in the same batch
      const stuck = await this.#settle(operation, outcome.get(operation.id), anew);
      if (stuck) refused.push(stuck);
    }
    const { news, left } = await this.#hear(reply, new Set(batch.map(({ id }) => id)));
    for (const { row } of this.#fields.values()) if (row) this.answers.put(row);
    const blind = reply.cursor === undefined && reply.results.some(({ conflict }) => conflict);
    if (walk) this.meta.put(newest(walk, reply, { ask: left || blind, asked }));
    return { refused, news, conflicts: reply.conflicts ?? null };
  }

  async #settle({ n, ...operation }, result, anew) {
    const field = operation.f.startsWith("photo.") ? null : await this.#field(operation.k, operation.f);
    if (field) field.row = settled(field.row, operation, result);
    if (result.s !== "refused") {
      this.sent.put(operation);
      return null;
    }
    const stuck = { ...operation, why: result.why, reason: result.reason, over: Boolean(field && (anew || field.waiting)) };
    this.stuck.put(stuck);
    if (operation.f === "photo.add") {
      const photo = await this.photos.get(operation.v.photo);
      if (photo) this.photos.put({ ...photo, stage: "stuck", why: result.why });
    }
    return stuck.over ? null : stuck;
  }

  async #hear({ changes = [], cursor }, own) {
    const news = [];
    let left = false;
    for (const change of changes) {
      if (change.f.startsWith("photo.")) {
        if (!own.has(change.op)) news.push(change);
        continue;
      }
      const field = await this.#field(change.k, change.f);
      const result = met(field.row, change, field.waiting, cursor);
      const { k, f } = change;
      field.row = result.row && { ...result.row, ...this.who, k, f };
      if (own.has(change.op)) continue;
      if (result.taken) news.push(change);
      left ||= result.left;
    }
    return { news, left };
  }

  async #field(k, f) {
    const name = `${k} ${f}`;
    if (!this.#fields.has(name)) {
      const key = [this.who.u, this.who.w, k, f];
      const [row, waiting] = await Promise.all([this.answers.get(key), this.outbox.index("field").count(key)]);
      this.#fields.set(name, { row, waiting });
    }
    return this.#fields.get(name);
  }

  /** The server lost a part of its history: all that was ever sent goes again under the same ids, in order. */
  async #sendAgain(named) {
    const owner = [this.who.u, this.who.w];
    const again = (await this.sent.index("owner").getAll(owner)).filter(({ id }) => !named.has(id));
    for (const operation of again) {
      this.sent.delete(operation.id);
      if (!(await this.outbox.index("id").count(operation.id))) this.outbox.add(operation); // another tab may have been first
    }
    const waits = new Set(again.map(({ id }) => id));
    for (const row of await this.answers.getAll(ofWalk(this.who))) {
      this.answers.put({ ...row, asOf: 0, waits: row.waits || waits.has(row.op) });
    }
    for (const photo of await this.photos.index("owner").getAll(owner)) {
      if (photo.stage === "sent") this.photos.put({ ...photo, stage: "ready" });
    }
  }
}
