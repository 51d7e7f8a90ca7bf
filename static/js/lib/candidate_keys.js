// Which single key means what for the passages that may be promises. Pure: no page, no network.

const COMMANDS = { a: "accept", c: "change", r: "reject", u: "undo", j: "next", k: "previous" };

/** The command of a key press ({ key, ctrlKey, altKey, metaKey }), or null: keys with a modifier are the browser's. */
export function commandOf(press) {
  if (press.ctrlKey || press.altKey || press.metaKey) return null;
  return Object.hasOwn(COMMANDS, press.key) ? COMMANDS[press.key] : null;
}

/** The id that comes current once this one is gone: the one after it, else the one before it, else null. */
export function afterDecision(ids, id) {
  const at = ids.indexOf(id);
  if (at < 0) return ids[0] ?? null;
  return ids[at + 1] ?? ids[at - 1] ?? null;
}

/** The neighbour of an id, which stays itself at either end; the first where it is unknown. */
export function neighbour(ids, id, step) {
  const at = ids.indexOf(id);
  if (at < 0) return ids[0] ?? null;
  return ids[Math.min(ids.length - 1, Math.max(0, at + step))];
}
