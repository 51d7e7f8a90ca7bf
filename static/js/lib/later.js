// Calls that come thick and fast become one, and answers that were overtaken are thrown away.

/** A function that runs `work` once, `wait` ms after the last call. timers: for tests. */
export function later(work, wait, timers = { set: (run, ms) => setTimeout(run, ms), clear: (id) => clearTimeout(id) }) {
  let waiting = null;
  return () => {
    if (waiting !== null) timers.clear(waiting);
    waiting = timers.set(() => {
      waiting = null;
      work();
    }, wait);
  };
}

/** Runs what is asked for, and gives its answer only if nothing was asked for since; else null. */
export function newest(ask) {
  let asked = 0;
  return async (...words) => {
    const number = ++asked;
    const answer = await ask(...words);
    return number === asked ? answer : null;
  };
}
