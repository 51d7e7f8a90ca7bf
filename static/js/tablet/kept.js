// Small conveniences kept on the tablet: running watches, counts, what is shown. Never an answer: those go
// through records.js. Where nothing may be kept (a private window) they last as long as the page.
const AGE = 60 * 24 * 3600_000; // ms; after that, what an old walkthrough left is thrown away
const PREFIX = "hand:";

export class Kept {
  /** start: what stands there at first; changed: called when another tab of the page has written. */
  constructor(name, start, changed = () => {}) {
    this.name = PREFIX + name;
    this.value = { ...start, ...read(this.name) };
    window.addEventListener("storage", ({ key, newValue }) => {
      if (key !== this.name || !newValue) return;
      this.value = { ...start, ...read(this.name) };
      changed();
    });
  }

  set(changes) {
    Object.assign(this.value, changes, { at: Date.now() });
    try {
      localStorage.setItem(this.name, JSON.stringify(this.value));
    } catch {
      // full or forbidden: the page goes on with what it has
    }
  }
}

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? {};
  } catch {
    return {};
  }
}

export function forgetOld(now) {
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith(PREFIX) && now - (read(name).at ?? now) > AGE) localStorage.removeItem(name);
    }
  } catch {
    // nothing is kept here at all
  }
}
