import assert from "node:assert/strict";
import test from "node:test";

import { EVERYTHING, filters, fits, known } from "../../static/js/lib/question_filter.js";
import { clockText, elapsed, fresh, inUnit, start, stop, taken, without } from "../../static/js/lib/stopwatch.js";
import { quotient, tallied } from "../../static/js/lib/tally.js";
import { UndoStack } from "../../static/js/lib/undo.js";

test("a stopwatch keeps its laps, and a second tap on start changes nothing", () => {
  let watch = start(start(fresh(), 1000), 5000);
  assert.equal(elapsed(watch, 61_000), 60_000);
  watch = stop(watch, 61_000);
  assert.deepEqual(stop(watch, 99_000), watch);
  watch = stop(start(watch, 100_000), 130_000);
  assert.deepEqual(watch, { started: null, laps: [60_000, 30_000], take: "longest" });
  assert.deepEqual(without(watch, 0).laps, [30_000]);
});

test("a clock that was set back gives no time below zero", () => {
  assert.equal(elapsed(start(fresh(), 9000), 1000), 0);
});

test("several timings come to the longest, the median, the mean or the sum", () => {
  const laps = [30_000, 90_000, 60_000];
  const takes = (of) => ["longest", "median", "mean", "sum"].map((take) => taken(of, take));
  assert.deepEqual(takes(laps), [90_000, 60_000, 60_000, 180_000]);
  assert.deepEqual(takes([10, 20]), [20, 15, 15, 30]);
  assert.deepEqual(takes([]), [null, null, null, null]);
  assert.deepEqual(laps, [30_000, 90_000, 60_000]);
});

test("a time is taken over in the criterion's unit", () => {
  const table = [
    [278_000, "min", 4.6],
    [278_000, "s", 278],
    [2_400, "min", 0],
    [3_100, "min", 0.1],
    [29_600, "s", 30],
  ];
  for (const [ms, unit, expected] of table) assert.equal(inUnit(ms, unit), expected);
});

test("a running time is written as on a clock", () => {
  assert.deepEqual([0, 5999, 65_000, 3_599_999, 3_845_000].map(clockText), ["0:00", "0:05", "1:05", "59:59", "1:04:05"]);
});

test("a tally never falls below zero", () => {
  assert.deepEqual(tallied([0, 3], 0, -1), [0, 3]);
  assert.deepEqual(tallied([0, 3], 1, 1), [0, 4]);
});

test("one count is divided by the other only when there is another", () => {
  assert.equal(quotient([140, 0]), null);
  assert.equal(quotient([250, 3]), 83.3);
  assert.equal(quotient([3, 120], 60), 1.5);
  assert.equal(quotient([0, 4]), 0);
});

test("the last change is taken back first, at least twenty deep", () => {
  const stack = new UndoStack();
  for (let at = 0; at < 60; at += 1) stack.add({ key: `q${at}`, before: at, at });
  const taken = Array.from({ length: 50 }, () => stack.take().before);
  assert.deepEqual(taken, Array.from({ length: 50 }, (_each, index) => 59 - index));
  assert.equal(stack.take(), undefined);
});

test("taps on a stepper that follow each other are one change; two choices are two", () => {
  const stack = new UndoStack();
  stack.add({ key: "wait", before: "", flowing: true, at: 0 });
  stack.add({ key: "wait", before: "1", flowing: true, at: 2000 });
  stack.add({ key: "wait", before: "2", flowing: true, at: 4000 });
  stack.add({ key: "wait", before: "3", flowing: true, at: 9000 });
  stack.add({ key: "look", before: "3", at: 9100 });
  stack.add({ key: "look", before: "4", at: 9200 });
  const before = [];
  while (stack.size) before.push(stack.take().before);
  assert.deepEqual(before, ["4", "3", "3", ""]);
});

test("a filter lets through what fits all of its choices", () => {
  const zones = { 7: ["venue", "queues"] };
  const question = { stop: "queues", phases: "12", core: true, answered: false };
  const table = [
    [{}, true],
    [{ open: true, core: true, phase: "1", zone: "7", stop: "queues" }, true],
    [{ phase: "0" }, false],
    [{ stop: "venue" }, false],
    [{ zone: "8" }, false],
  ];
  for (const [filter, expected] of table) assert.equal(fits(question, { ...EVERYTHING, ...filter }, zones), expected);
  assert.equal(fits({ ...question, answered: true }, { ...EVERYTHING, open: true }), false);
  assert.equal(fits({ ...question, core: false }, { ...EVERYTHING, core: true }), false);
});

test("a kept filter that names what has gone lets all pass", () => {
  const choices = { phase: ["0", "1"], zone: [], stop: ["venue"] };
  assert.deepEqual(known({ open: true, phase: "1", zone: "7", stop: "bar", odd: 1 }, choices), { ...EVERYTHING, open: true, phase: "1" });
  assert.deepEqual(known(undefined, choices), EVERYTHING);
  assert.deepEqual([filters(EVERYTHING), filters({ ...EVERYTHING, stop: "venue" })], [false, true]);
});
