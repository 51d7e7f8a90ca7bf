import assert from "node:assert/strict";
import test from "node:test";

import { statesOf } from "../../static/js/lib/asking.js";

const gates = new Map([
  ["then", [["gate", ["yes"]]]],
  ["last", [["then", ["4", "5"]]]],
]);
const states = (chosen) => Object.fromEntries(statesOf(gates, new Map(Object.entries(chosen))));

test("a question waits until the other one is answered, and then is asked or not", () => {
  assert.deepEqual(states({}), { then: "open", last: "open" });
  assert.deepEqual(states({ gate: ["yes", ""] }), { then: "asked", last: "open" });
  assert.deepEqual(states({ gate: ["yes"], then: ["5"] }), { then: "asked", last: "asked" });
  assert.deepEqual(states({ gate: ["yes"], then: ["1"] }), { then: "asked", last: "not_asked" });
});

test("what depends on a question that is not asked is not asked either, whatever was answered before", () => {
  assert.deepEqual(states({ gate: ["no"], then: ["5"] }), { then: "not_asked", last: "not_asked" });
});

test("could not observe leaves it open, does not apply is a no", () => {
  assert.deepEqual(states({ gate: ["~un"] }).then, "open");
  assert.deepEqual(states({ gate: ["~na"] }).then, "not_asked");
});

test("any of the atmospheres that were read counts", () => {
  const read = new Map([["then", [["read", ["luxury"]]]]]);
  assert.equal(statesOf(read, new Map([["read", ["rustic", "luxury"]]])).get("then"), "asked");
  assert.equal(statesOf(read, new Map([["read", ["rustic", ""]]])).get("then"), "not_asked");
});

test("all conditions must hold, and a circle ends", () => {
  const two = new Map([["then", [["one", ["yes"]], ["two", ["yes"]]]]]);
  assert.equal(statesOf(two, new Map([["one", ["yes"]], ["two", ["no"]]])).get("then"), "not_asked");
  assert.equal(statesOf(two, new Map([["one", ["yes"]]])).get("then"), "open");
  const circle = new Map([["a", [["b", ["yes"]]]], ["b", [["a", ["yes"]]]]]);
  assert.deepEqual([...statesOf(circle, new Map()).values()], ["open", "open"]);
});
