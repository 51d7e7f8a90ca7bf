import assert from "node:assert/strict";
import { test } from "node:test";

import { scrollToShow } from "../../static/js/lib/in_sheet.js";

const sheet = { top: 300, bottom: 1500 };

test("a mark that is seen moves nothing", () => {
  assert.equal(scrollToShow({ top: 320, bottom: 340 }, sheet, 900), 0);
});

test("a mark below the window's edge comes up, though the sheet reaches as far", () => {
  assert.equal(scrollToShow({ top: 1000, bottom: 1020 }, sheet, 900), 500);
});

test("a mark above the sheet or the window comes down", () => {
  assert.equal(scrollToShow({ top: 200, bottom: 220 }, sheet, 900), -300);
  assert.equal(scrollToShow({ top: -40, bottom: -20 }, { top: -100, bottom: 600 }, 900), -240);
});
