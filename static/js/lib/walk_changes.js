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
export function wire({ id, k, f, v, at, base, seen }, refused) {
  let on = base === undefined ? { seen } : { base };
  for (const met = new Set(); refused.has(on.base) && !met.has(on.base); ) {
    met.add(on.base);
    on = refused.get(on.base);
  }
  return f.startsWith("photo.") ? { id, k, f, v, at } : { id, k, f, v, at, ...on };
}

/** The last of `operations` (newest first) that can be undone: neither an undoing itself nor undone already. */
export function undoable(operations) {
  const undone = new Set();
  for (const operation of operations) {
    if (operation.undoes) undone.add(operation.undoes);
    else if (!undone.has(operation.id) && !operation.f.startsWith("photo.")) return operation;
  }
  return null;
}
