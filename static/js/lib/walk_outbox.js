// Changes on their way to the server. An operation is never altered and leaves only when the server has
// named its id; a second change of the same answer is a second operation.

export class Outbox {
  #waiting = [];
  #stuck = new Map();

  /** Adds {id, k, f, v, at}. What was stuck in the same field has been answered anew by it. */
  add(operation) {
    for (const [id, stuck] of this.#stuck) {
      if (stuck.k === operation.k && stuck.f === operation.f) this.#stuck.delete(id);
    }
    this.#waiting.push(Object.freeze({ ...operation }));
  }

  /** The oldest `most` operations; they stay until they are settled. */
  next(most) {
    return this.#waiting.slice(0, most);
  }

  /** Takes the server's results [{id, s, why}]; returns the refused operations with their reasons. */
  settle(results) {
    const outcome = new Map(results.map((result) => [result.id, result]));
    const refused = [];
    this.#waiting = this.#waiting.filter((operation) => {
      const result = outcome.get(operation.id);
      if (!result) return true;
      if (result.s === "refused") {
        const newer = this.#waiting.some(
          (other) => other !== operation && !outcome.has(other.id) && other.k === operation.k && other.f === operation.f,
        );
        if (!newer) {
          this.#stuck.set(operation.id, operation);
          refused.push({ ...operation, why: result.why });
        }
        return false;
      }
      return result.s !== "applied" && result.s !== "dup";
    });
    return refused;
  }

  /** How many wait to be sent. */
  get size() {
    return this.#waiting.length;
  }

  /** How many the server refused and nobody has answered anew. */
  get stuck() {
    return this.#stuck.size;
  }
}
