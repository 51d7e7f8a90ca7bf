// Stores the moves of the outline one after the other. One that fails takes the outline back to what is stored.

const REFRESH_AFTER = 400; // ms after the last move: marks and counts as the server sees them

export function storeMoves(form, say) {
  const failed = document.querySelector("[data-failed]");
  const revision = form.elements.revision;
  let stored = order();
  let latest = stored; // as the page shows it, stored or on its way
  let waiting = Promise.resolve();
  let turn = 0; // raised when a move fails: those that wait behind it are dropped
  let late = false; // another admin was faster, nothing more can be stored from here
  let timer = 0;

  // Each list of the outline with its rows.
  function order() {
    return [...form.querySelectorAll("[data-list]")].map((list) => [list, [...list.children]]);
  }

  function same(some, others) {
    return some.every(([, rows], number) => rows.every((row, at) => row === others[number][1][at]) && rows.length === others[number][1].length);
  }

  function restore(lists) {
    for (const [list, rows] of lists) list.append(...rows);
  }

  function moved(row) {
    const list = row.parentElement;
    const now = order();
    if (same(now, latest)) return;
    latest = now;
    const words = `${row.dataset.kind}:${row.dataset.key}:to:${list.dataset.touchpoint ?? ""}:${row.nextElementSibling?.dataset.key ?? ""}`;
    const mine = turn;
    waiting = waiting.then(() => mine === turn && send(words, now));
  }

  async function send(words, now) {
    if (late) return fail();
    const body = new FormData(form);
    body.set("move", words);
    const response = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => null);
    const answer = response?.headers.get("Content-Type")?.includes("json") ? await response.json().catch(() => null) : null;
    if (response?.ok && answer) {
      stored = now;
      revision.value = answer.revision;
      failed.hidden = true;
      say(answer.said);
      clearTimeout(timer);
      timer = setTimeout(refresh, REFRESH_AFTER);
      return;
    }
    late = response?.status === 409;
    fail(answer);
  }

  function fail(answer) {
    turn += 1;
    restore(stored);
    latest = stored;
    failed.hidden = false;
    if (answer?.address) failed.querySelector("[data-failed-link]").href = answer.address;
    const words = failed.querySelector("[data-failed-words]");
    if (answer?.said || !late) words.textContent = answer?.said ?? failed.dataset.offline;
  }

  // A move can make a question come too late for another: what is marked comes fresh, what is typed stays.
  async function refresh() {
    const response = await fetch(location.pathname).catch(() => null);
    if (!response?.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    for (const part of page.querySelectorAll("[data-fresh]")) {
      document.querySelector(`[data-fresh="${CSS.escape(part.dataset.fresh)}"]`)?.replaceChildren(...part.childNodes);
    }
  }

  return { order, restore, moved };
}
