import assert from "node:assert/strict";
import { test } from "node:test";
import { later, newest } from "../../static/js/lib/later.js";

function clock() {
  const waiting = new Map();
  let number = 0;
  return {
    set: (run) => {
      waiting.set(++number, run);
      return number;
    },
    clear: (id) => waiting.delete(id),
    ring: () => [...waiting].forEach(([id, run]) => waiting.delete(id) && run()),
  };
}

test("many calls become one, after the last of them", () => {
  const timers = clock();
  let done = 0;
  const call = later(() => done++, 300, timers);
  call();
  call();
  assert.equal(done, 0);
  timers.ring();
  assert.equal(done, 1);
  call();
  timers.ring();
  assert.equal(done, 2);
});

test("an answer that was overtaken is thrown away, however late it comes", async () => {
  const answers = [];
  const ask = newest((word) => new Promise((resolve) => answers.push(() => resolve(word))));
  const [first, second] = [ask("first"), ask("second")];
  answers[1]();
  answers[0]();
  assert.deepEqual([await first, await second], [null, "second"]);
});

test("what fails is told, and the next one counts", async () => {
  const ask = newest(async (word) => {
    if (word === "bad") throw new Error(word);
    return word;
  });
  await assert.rejects(ask("bad"), /bad/);
  assert.equal(await ask("good"), "good");
});
