import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { uuid7 } from "../../static/js/lib/walk_id.js";
import { countsOverPage, madeOn, met, newest, same, settled, wire } from "../../static/js/lib/walk_changes.js";
import { backOff, meaning } from "../../static/js/lib/walk_reply.js";
import { fieldsFor, lacksReason, numberText, stepped, valueOf } from "../../static/js/lib/walk_values.js";

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

test("an answer that comes from the tablet or the server shows the same fields again", () => {
  for (const { kind, value } of vectors) {
    if (value === null) continue;
    assert.deepEqual(valueOf(kind, { h: "70", ...fieldsFor(kind, value, "fi") }), value);
  }
  assert.deepEqual(fieldsFor("measure", 1.5, "fi"), { m: "1,5" });
  assert.deepEqual(fieldsFor("atmosphere", { rustic: 0.3, luxury: 0.7 }, "en"), { a: "luxury", b: "rustic", h: "70" });
  assert.deepEqual(fieldsFor("atmosphere", { rustic: 0.5, luxury: 0.5 }, "en"), { a: "luxury", b: "rustic", h: "50" });
  assert.deepEqual(fieldsFor("fit", null, "en"), {});
});

test("only our own answer is taken for success", () => {
  const ours = (status, body = { p: 2 }) => ({ redirected: false, status, marked: true, body });
  const table = [
    [null, "later"],
    [{ redirected: true, status: 0, marked: false, body: null }, "sign-in"],
    [{ redirected: true, status: 200, marked: true, body: { p: 2 } }, "sign-in"],
    [{ redirected: false, status: 200, marked: false, body: null }, "not-ours"],
    [{ redirected: false, status: 200, marked: false, body: { p: 2, results: [] } }, "not-ours"],
    [{ redirected: false, status: 401, marked: false, body: null }, "not-ours"],
    [{ redirected: false, status: 413, marked: false, body: null }, "not-ours"],
    [{ redirected: false, status: 502, marked: false, body: null }, "later"],
    [ours(200, null), "not-ours"],
    [ours(200, { p: 1 }), "not-ours"],
    [ours(200), "ours"],
    [ours(400), "refused"],
    [ours(401), "sign-in"],
    [ours(403), "forged"],
    [ours(404), "not-there"],
    [ours(409), "other-person"],
    [ours(413), "too-much"],
    [ours(422), "refused"],
    [ours(429), "later"],
    [ours(503), "later"],
  ];
  assert.deepEqual(table.map(([reply]) => meaning(reply)), table.map(([, expected]) => expected));
});

test("tries come ever more rarely, up to a minute, and not all tablets at once", () => {
  assert.deepEqual([0, 1, 2, 6, 50].map((attempt) => backOff(attempt, 0)), [500, 1000, 2000, 30_000, 30_000]);
  assert.deepEqual([0, 6].map((attempt) => backOff(attempt, 0.5)), [750, 45_000]);
});

test("ids are of version 7 and sort by time, however fast they are made and whatever the clock does", () => {
  const random = new Uint8Array(10).fill(255);
  assert.equal(uuid7(1_795_318_015_497, random), "01a2014a-e609-77ff-bfff-ffffffffffff");
  const ids = [];
  for (let turn = 0; turn < 6000; turn += 1) ids.push(uuid7(1_795_318_015_498 - (turn % 3), random));
  assert.deepEqual(ids, [...new Set(ids)].sort());
  assert.ok(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)));
});

const row = (more = {}) => ({ u: 1, w: "w", k: "k", f: "answer", v: 2, op: "a", asOf: 5, waits: false, ...more });
const change = (more = {}) => ({ k: "k", f: "answer", v: 4, op: "b", seq: 9, ...more });

test("a page counts over the tablet only where the tablet knows nothing newer and nothing waits", () => {
  const table = [
    [undefined, 5, false],
    [row(), 4, true],
    [row(), 5, false],
    [row({ waits: true }), 99, true],
    [row({ stuck: true }), 99, true],
  ];
  assert.deepEqual(table.map(([known, seen]) => countsOverPage(known, seen)), table.map(([, , expected]) => expected));
});

test("a change says what the person had in front of them", () => {
  assert.deepEqual(madeOn(undefined, 7), { seen: 7 });
  assert.deepEqual(madeOn(row(), 7), { seen: 7 });
  assert.deepEqual(madeOn(row(), 4), { base: "a" });
  assert.deepEqual(madeOn(row({ stuck: true, op: undefined, seen: 3 }), 7), { seen: 3 });
  assert.deepEqual(madeOn(row({ stuck: true, op: null }), 7), { base: null });
});

test("what was made on top of a refused change counts as made on top of what that was made on", () => {
  const sent = { id: "c", k: "k", f: "answer", v: 4, at: 0, base: "b" };
  const shared = { id: "c", k: "k", f: "answer", v: 4, at: 0 };
  assert.deepEqual(wire({ ...sent, was: 3, u: 1, t: NaN }, new Map()), { ...shared, base: "b" });
  assert.deepEqual(wire({ ...sent, t: 7 }, new Map()), { ...shared, t: 7, base: "b" });
  assert.deepEqual(wire(sent, new Map([["b", { base: "a" }], ["a", { seen: 3 }]])), { ...shared, seen: 3 });
  assert.deepEqual(wire(sent, new Map([["b", { base: "a" }], ["a", { base: "b" }]])), { ...shared, base: "b" });
  assert.deepEqual(wire({ ...sent, f: "photo.del", base: undefined }, new Map()), { ...shared, f: "photo.del" });
});

test("the acknowledgement of a change that was changed again says nothing of what counts", () => {
  const waits = row({ op: "b", waits: true });
  assert.deepEqual(settled(waits, { id: "a" }, { s: "stored", seq: 8 }), waits);
  assert.deepEqual(settled(waits, { id: "b" }, { s: "known", seq: 8 }), { ...waits, waits: false, asOf: 8 });
  assert.deepEqual(settled(waits, { id: "b", base: "a" }, { s: "refused" }), { ...waits, waits: false, stuck: true, op: "a", seen: undefined });
});

test("another person's change is taken only where nothing of one's own waits, and never from an old reply", () => {
  const taken = { ...row(), v: 4, op: "b", seen: undefined, asOf: 9 };
  assert.deepEqual(met(row(), change(), 0, 9), { row: taken, taken: true, left: false });
  assert.deepEqual(met(row(), change(), 1, 9), { row: row(), taken: false, left: true });
  assert.deepEqual(met(row({ asOf: 12 }), change(), 0, 9), { row: row({ asOf: 12 }), taken: false, left: false });
  const stuck = row({ stuck: true });
  assert.deepEqual(met(stuck, change(), 0, 9), { row: { ...stuck, op: "b", seen: undefined, asOf: 9 }, taken: false, left: false });
});

test("cursor and head are kept as a pair, and what was left out is asked for again", () => {
  const walk = { id: "walk", epoch: "e", cursor: 5, head: "a", ask: false, conflicts: [] };
  const reply = { epoch: "e", cursor: 9, head: "b", conflicts: [1] };
  const no = { ask: false, asked: false };
  assert.deepEqual(newest(walk, reply, no), { ...walk, cursor: 9, head: "b", conflicts: [1] });
  assert.deepEqual(newest(walk, { ...reply, cursor: 3 }, no), walk);
  assert.deepEqual(newest(walk, { ...reply, cursor: 3, epoch: "f", resend: true }, no), { ...walk, epoch: "f", cursor: 3, head: "b", conflicts: [1] });
  assert.deepEqual(newest(walk, { epoch: "e" }, no), walk);
  assert.deepEqual(newest(walk, { epoch: "f", resend: true }, no), { ...walk, epoch: "f", cursor: null, head: null, ask: true });
  assert.equal(newest(walk, reply, { ask: true, asked: false }).ask, true);
  assert.equal(newest({ ...walk, ask: true }, reply, no).ask, true);
  assert.equal(newest({ ...walk, ask: true }, reply, { ask: false, asked: true }).ask, false);
});

test("values are the same whatever the order of their parts", () => {
  assert.ok(same({ luxury: 0.7, rustic: 0.3 }, { rustic: 0.3, luxury: 0.7 }));
  assert.ok(same(null, undefined));
  assert.ok(!same(0, null));
  assert.ok(!same("", null));
  assert.ok(!same(true, "true"));
});
