// Which questions wait for another answer: the twin of consistency/conditions.py for what changes on the page.
// What the brief or the phase leaves out is not on the page.

const NOT_APPLICABLE = "~na";
const UNOBSERVED = "~un";

/**
 * gates: question -> [[the question it depends on, [codes of its answers]]], all of which must hold.
 * chosen: question -> the codes chosen there. Returns question -> "asked", "open" or "not_asked".
 */
export function statesOf(gates, chosen) {
  const found = new Map();
  return new Map([...gates.keys()].map((key) => [key, stateOf(key, gates, chosen, found)]));
}

function stateOf(key, gates, chosen, found) {
  if (found.has(key)) return found.get(key);
  found.set(key, "asked"); // a circle cannot be published, and must never hang
  const states = (gates.get(key) ?? []).map(([gate, codes]) => {
    if (stateOf(gate, gates, chosen, found) === "not_asked") return "not_asked";
    const given = (chosen.get(gate) ?? []).filter((code) => code && code !== UNOBSERVED);
    if (!given.length) return "open";
    return given.some((code) => code !== NOT_APPLICABLE && codes.includes(code)) ? "asked" : "not_asked";
  });
  const state = states.includes("not_asked") ? "not_asked" : states.includes("open") ? "open" : "asked";
  found.set(key, state);
  return state;
}
