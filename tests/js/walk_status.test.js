import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

const line = {};
globalThis.document = { getElementById: () => line };
const { Status } = await import("../../static/js/ui/walk_status.js");

const NOTHING = { own: { operations: 0, photos: 0, stuck: 0 }, others: 0 };
const QUIET = { slow: 0, failure: "", trouble: "", clock: "", incomplete: 0, open: 0, writing: 0 };

beforeEach(() => {
  line.dataset = { now: "", sent: "All sent", kept: "Saved", keeping: "Saving …" };
  line.textContent = "";
  line.replaceChildren = (...parts) => { line.textContent = parts.join(""); };
});

test("all is sent where nothing waits, nothing is typed and nothing is being written", async () => {
  const said = [];
  for (const state of [QUIET, { ...QUIET, open: 1 }, { ...QUIET, writing: 1 }, { ...QUIET, open: 1, writing: 1 }]) {
    await new Status(async () => NOTHING, () => state).now();
    said.push([line.dataset.now, line.textContent]);
  }

  assert.deepEqual(said, [["sent", "All sent"], ["sending", "Saved"], ["keeping", "Saving …"], ["keeping", "Saving …"]]);
});

test("a count that a change has overtaken says nothing; the next one does", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const counted = [];
  const status = new Status(() => new Promise((resolve) => counted.push(resolve)), () => QUIET);
  line.dataset.now = "sent";
  const early = status.now();
  status.unsent(false);
  status.unsent(true);
  counted[0](NOTHING);
  await early;

  assert.deepEqual([line.dataset.now, line.textContent], ["sending", "Saved"]);

  mock.timers.runAll();
  counted[1](NOTHING);
  await new Promise(setImmediate);
  assert.deepEqual([line.dataset.now, line.textContent], ["sent", "All sent"]);
});
