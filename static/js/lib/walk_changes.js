// Which of two states of a field counts on the tablet, and what a change says it was made on top of.
// A row is what the tablet knows of a field: {v, op, asOf, waits, stuck, seen}; asOf is the number of the
// walkthrough's operation up to which the server has spoken about it.

/** Whether two values of operations are the same answer; the order of an object's keys does not matter. */
export function same(one, other) {
  return plain(one) === plain(other);
}

function plain(value) {
  if (value === null || typeof value !== "object") return JSON.stringify(value ?? null);
  return JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether the row counts over a page that shows the walkthrough as of operation number `seen`. */
export function countsOverPage(row, seen) {
  return Boolean(row && (row.waits || row.stuck || row.asOf > seen));
}

/** {base} or {seen}: what the person had in front of them, as the protocol wants it. */
export function madeOn(row, seen) {
  if (!countsOverPage(row, seen)) return { seen };
  return row.seen === undefined ? { base: row.op ?? null } : { seen: row.seen };
}

/**
 * An operation as it goes over the wire. refused: Map of ids that the server did not take to {base} or {seen};
 * what was made on top of one of those counts as made on top of what that one was made on.
 */
export function wire({ id, t, k, f, v, at, base, seen }, refused) {
  let on = base === undefined ? { seen } : { base };
  for (const met = new Set(); refused.has(on.base) && !met.has(on.base); ) {
    met.add(on.base);
    on = refused.get(on.base);
  }
  const sent = { id, k, f, v, at, ...(t && { t }) }; // operations of pages before there was a `t` have none
  return f.startsWith("photo.") ? sent : { ...sent, ...on };
}

/** What a row says once the server has answered for `operation`. */
export function settled(row, operation, result) {
  if (row?.op !== operation.id) return row; // changed since: the newer change speaks for itself
  if (result.s === "refused") {
    // The next change here is made on top of what this one was made on. What was typed stays in sight.
    return { ...row, waits: false, stuck: true, op: operation.base, seen: operation.seen };
  }
  return { ...row, waits: false, asOf: Math.max(row.asOf, result.seq ?? 0) };
}

/**
 * The row after another change that stands on the server: {row, taken, left}. waiting: how many own operations
 * wait in the field. left: it was not taken, and has to be asked for when nothing waits any more.
 */
export function met(row, change, waiting, cursor) {
  const stands = { op: change.op, seen: undefined, asOf: cursor };
  if (waiting) return { row, taken: false, left: true };
  if (row?.stuck) return { row: { ...row, ...stands }, taken: false, left: false };
  if (row && row.asOf > cursor) return { row, taken: false, left: false }; // a reply that was overtaken
  return { row: { ...row, ...stands, v: change.v, waits: false }, taken: true, left: false };
}

/**
 * What is known of a walkthrough after a reply. ask: changes were left out, all are asked for again; asked: this
 * reply had them all. A reply without a cursor goes to a tablet whose person is signed out.
 */
export function newest(walk, reply, { ask, asked }) {
  const stillAsk = ask || (walk.ask && !asked);
  const epoch = reply.epoch ?? walk.epoch;
  if (reply.cursor === undefined) {
    const gone = reply.resend ? { cursor: null, head: null, ask: true } : {};
    return { ...walk, epoch, ask: stillAsk, ...gone };
  }
  if (!reply.resend && epoch === walk.epoch && reply.cursor < walk.cursor) return { ...walk, ask: stillAsk };
  return { ...walk, epoch, cursor: reply.cursor, head: reply.head, conflicts: reply.conflicts ?? walk.conflicts, ask: stillAsk };
}
