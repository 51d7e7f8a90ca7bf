import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { uuid7 } from "../../static/js/lib/walk_id.js";
import { Outbox } from "../../static/js/lib/walk_outbox.js";
import { backOff, meaning } from "../../static/js/lib/walk_reply.js";
import { lacksReason, numberText, stepped, valueOf } from "../../static/js/lib/walk_values.js";

const vectors = JSON.parse(readFileSync(new URL("../vectors/answer_coding.json", import.meta.url)));

for (const { kind, fields, value } of vectors) {
  test(`the fields of a question mean the same as on the server: ${kind} ${JSON.stringify(fields)}`, () => {
    assert.deepEqual(valueOf(kind, fields), value);
  });
}

test("a stepper goes up and down from what is there and never falls below zero", () => {
  const table = [
    ["", 1, 1, 1],
    ["", 0.1, 1.1, 1.1],
    ["", -1, 0, 0],
    ["4", 1, 1, 5],
    ["1,2", 0.1, 1, 1.3],
    ["0", -1, 0, 0],
    ["-2", -1, 0, -3],
    ["-0,5", 0.5, 0, 0],
    ["lots", 1, 7, 7],
  ];
  for (const [text, step, start, expected] of table) assert.equal(stepped(text, step, start), expected);
});

test("numbers are written as the reader writes them", () => {
  assert.deepEqual(["en", "fi", "sv-FI"].map((language) => numberText(0.1 + 0.2, language)), ["0.3", "0,3", "0,3"]);
});

test("'does not apply' waits for its reason", () => {
  assert.deepEqual([{ na: true, reason: "" }, { na: true, reason: "x" }, { unobserved: true, reason: "" }, 4, null].map(lacksReason), [true, false, false, false, false]);
});

const operation = (id, more = {}) => ({ id, k: "venue_condition", f: "answer", v: 1, at: 0, ...more });

test("an operation leaves the outbox only when the server has named its id", () => {
  const outbox = new Outbox();
  for (const id of ["a", "b", "c"]) outbox.add(operation(id));
  const sent = outbox.next(2);
  outbox.add(operation("d")); // made while the batch is on its way
  assert.deepEqual(sent.map(({ id }) => id), ["a", "b"]);
  assert.deepEqual(outbox.settle([{ id: "b", s: "applied" }, { id: "z", s: "applied" }, { id: "c", s: "what?" }]), []);
  assert.deepEqual(outbox.next(9).map(({ id }) => id), ["a", "c", "d"]);
  outbox.settle([{ id: "a", s: "dup" }, { id: "c", s: "applied" }, { id: "d", s: "applied" }]);
  assert.deepEqual([outbox.size, outbox.stuck], [0, 0]);
});

test("an operation that waits is never altered", () => {
  const outbox = new Outbox();
  const mine = operation("a");
  outbox.add(mine);
  mine.v = 5;
  assert.equal(outbox.next(1)[0].v, 1);
  assert.throws(() => (outbox.next(1)[0].v = 5), TypeError);
});

test("what is refused is stuck until the same field is answered anew", () => {
  const outbox = new Outbox();
  outbox.add(operation("a", { v: 9 }));
  assert.deepEqual(outbox.settle([{ id: "a", s: "refused", why: "Outside" }]), [operation("a", { v: 9, why: "Outside" })]);
  assert.deepEqual([outbox.size, outbox.stuck], [0, 1]);
  outbox.add(operation("b", { f: "note" }));
  assert.equal(outbox.stuck, 1);
  outbox.add(operation("c"));
  assert.equal(outbox.stuck, 0);
});

test("a refusal is no news where a newer answer is on its way", () => {
  const outbox = new Outbox();
  outbox.add(operation("a", { v: 9 }));
  outbox.add(operation("b"));
  assert.deepEqual(outbox.settle([{ id: "a", s: "refused", why: "Outside" }]), []);
  assert.deepEqual([outbox.size, outbox.stuck], [1, 0]);
});

test("only our own answer is taken for success", () => {
  const table = [
    [null, "later"],
    [{ redirected: true, status: 200, body: { p: 1 } }, "sign-in"],
    [{ redirected: true, status: 0, body: null }, "sign-in"],
    [{ redirected: false, status: 401, body: null }, "sign-in"],
    [{ redirected: false, status: 200, body: null }, "not-ours"],
    [{ redirected: false, status: 200, body: { ok: true } }, "not-ours"],
    [{ redirected: false, status: 200, body: { p: 1, results: [] } }, "ours"],
    [{ redirected: false, status: 400, body: { p: 1 } }, "refused"],
    [{ redirected: false, status: 422, body: { p: 1 } }, "refused"],
    [{ redirected: false, status: 422, body: null }, "later"],
    [{ redirected: false, status: 413, body: null }, "too-much"],
    [{ redirected: false, status: 403, body: null }, "later"],
    [{ redirected: false, status: 500, body: null }, "later"],
  ];
  assert.deepEqual(table.map(([reply]) => meaning(reply)), table.map(([, expected]) => expected));
});

test("tries come ever more rarely, up to a minute, and not all tablets at once", () => {
  assert.deepEqual([0, 1, 2, 6, 50].map((attempt) => backOff(attempt, 0)), [500, 1000, 2000, 30_000, 30_000]);
  assert.deepEqual([0, 6].map((attempt) => backOff(attempt, 0.5)), [750, 45_000]);
});

test("ids sort by time and are of version 7", () => {
  const ids = [1_795_318_015_497, 1_795_318_015_498].map((time) => uuid7(time, new Uint8Array(10).fill(255)));
  assert.deepEqual(ids, ["01a2014a-e609-7fff-bfff-ffffffffffff", "01a2014a-e60a-7fff-bfff-ffffffffffff"]);
});
