import assert from "node:assert/strict";
import { test } from "node:test";
import { readStamp } from "../../static/js/lib/stamp.js";

test("a walkthrough's stamp tells language, questions, state and changes", () => {
  assert.deepEqual(readStamp("sv.12full.open.57"), { language: "sv", questions: "12full", state: "open", changes: "57" });
});

test("another page's stamp tells its language alone", () => {
  assert.deepEqual(readStamp("fi"), { language: "fi", questions: "", state: "", changes: "" });
});
