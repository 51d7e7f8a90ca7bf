import assert from "node:assert/strict";
import { test } from "node:test";
import { makeWhole, sum } from "../../static/js/lib/shares.js";

test("the sum ignores what is no number", () => {
  assert.equal(sum(["70", "", "30", "x"]), 100);
  assert.equal(sum(["33.3", "33.3", "33.4"]), 100);
  assert.equal(sum([]), 0);
});

test("shares are made whole in their proportions", () => {
  assert.deepEqual(makeWhole(["50", "70", "30"]), [33, 47, 20]);
  assert.deepEqual(makeWhole(["1", "1", "1"]), [34, 33, 33]);
  assert.deepEqual(makeWhole(["", "5", "0"]), [0, 100, 0]);
  assert.deepEqual(makeWhole(["-20", "50", "50"]), [0, 50, 50]);
});

test("nothing stays nothing", () => {
  assert.deepEqual(makeWhole(["", "0"]), [0, 0]);
});
