import assert from "node:assert/strict";
import { test } from "node:test";

import { afterDecision, commandOf, neighbour } from "../../static/js/lib/candidate_keys.js";

test("single keys are commands, with a modifier they are the browser's", () => {
  const commands = ["a", "c", "r", "u", "j", "k", "x", "A", "Enter", "constructor"].map((key) => commandOf({ key }));
  assert.deepEqual(commands, ["accept", "change", "reject", "undo", "next", "previous", null, null, null, null]);
  for (const held of ["ctrlKey", "altKey", "metaKey"]) assert.equal(commandOf({ key: "r", [held]: true }), null);
});

test("after a decision the next one is current, after the last the one before it", () => {
  assert.equal(afterDecision(["1", "2", "3"], "2"), "3");
  assert.equal(afterDecision(["1", "2", "3"], "3"), "2");
  assert.equal(afterDecision(["1"], "1"), null);
  assert.equal(afterDecision(["1", "2"], "9"), "1");
  assert.equal(afterDecision([], "9"), null);
});

test("the way through the list ends at its ends", () => {
  assert.equal(neighbour(["1", "2"], "1", 1), "2");
  assert.equal(neighbour(["1", "2"], "2", 1), "2");
  assert.equal(neighbour(["1", "2"], "1", -1), "1");
  assert.equal(neighbour(["1", "2"], null, 1), "1");
  assert.equal(neighbour([], null, 1), null);
});
