// Dragging a row of the outline by its handle, with a mouse, a finger or a pen. The row itself goes along.
import { areaAt, placeAt, scrollStep } from "../lib/outline_moves.js";

const OPENS_AFTER = 500; // ms over a closed touchpoint

export function dragWith(grip, { row, form, rowsIn, begin, end, restore }) {
  let drag = null;

  // The page listens, not the handle: an element that is put elsewhere loses its hold of the pointer.
  const page = {
    pointermove: (event) => ours(event) && move(event.clientY),
    pointerup: (event) => ours(event) && stop(true),
    pointercancel: (event) => ours(event) && stop(false),
    keydown: (event) => event.key === "Escape" && stop(false),
  };

  grip.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || drag) return;
    drag = { pointer: event.pointerId, back: begin(), y: event.clientY, startY: event.clientY, started: false, frame: 0, over: null, timer: 0 };
    for (const [name, listener] of Object.entries(page)) document.addEventListener(name, listener);
  });

  function ours(event) {
    return event.pointerId === drag?.pointer;
  }

  function move(y) {
    drag.y = y;
    if (!drag.started && Math.abs(y - drag.startY) > 4) start();
    if (drag.started) follow();
  }

  function start() {
    drag.started = true;
    const before = row.getBoundingClientRect().top;
    form.dataset.dragging = row.dataset.kind; // touchpoints are closed meanwhile (studio_outline.css)
    row.classList.add("outline-lifted");
    window.scrollBy({ top: row.getBoundingClientRect().top - before, behavior: "instant" });
    drag.frame = requestAnimationFrame(scroll);
  }

  function scroll() {
    const by = scrollStep(drag.y, window.innerHeight);
    if (by) {
      window.scrollBy({ top: by, behavior: "instant" });
      follow();
    }
    drag.frame = requestAnimationFrame(scroll);
  }

  function follow() {
    const list = row.dataset.kind === "touchpoint" ? row.parentElement : listUnder(drag.y);
    if (!list) return;
    const others = rowsIn(list).filter((other) => other !== row);
    const before = others[placeAt(others.map((other) => other.getBoundingClientRect()), drag.y)] ?? null;
    if (row.parentElement === list && (row.nextElementSibling ?? null) === before) return;
    list.insertBefore(row, before);
  }

  // The criteria of the touchpoint under the finger; null over a closed one, which opens after a while.
  function listUnder(y) {
    const points = [...form.querySelectorAll('li[data-kind="touchpoint"]')];
    const inside = points[areaAt(points.map((point) => point.getBoundingClientRect()), y)].querySelector("[data-inside]");
    if (inside !== drag.over) {
      clearTimeout(drag.timer);
      drag.over = inside;
      if (!inside.open) drag.timer = setTimeout(() => { inside.open = true; }, OPENS_AFTER);
    }
    return inside.open ? inside.querySelector("[data-list]") : null;
  }

  function stop(keep) {
    if (!drag) return;
    const { back, started, frame, timer } = drag;
    drag = null;
    for (const [name, listener] of Object.entries(page)) document.removeEventListener(name, listener);
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    if (!started) return;
    const before = row.getBoundingClientRect().top;
    delete form.dataset.dragging;
    row.classList.remove("outline-lifted");
    if (keep) end(row);
    else restore(back);
    window.scrollBy({ top: row.getBoundingClientRect().top - before, behavior: "instant" });
    grip.focus({ preventScroll: true });
  }
}
