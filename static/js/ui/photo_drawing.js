// One photo over the whole screen, to be looked at and drawn on: arrows, circles, and covers for faces. What is drawn
// becomes a new photo; the original is kept. With a finger, or by keys: Enter places a mark in the middle of the
// picture, arrow keys move it, plus and minus change its size.
import { arrowHead, blocks, boxOf, longer, markBetween, moved, placed, sized } from "../lib/photo_marks.js";
import { fitted } from "../lib/photo_size.js";
import { bytesOf } from "../tablet/records.js";

const STEP = 0.01; // of the longer side, for one arrow key
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const SIZES = { "+": 1.15, "=": 1.15, "-": 1 / 1.15 };

const styled = (address) =>
  new Promise((done) => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: address });
    link.onload = link.onerror = done; // without it one can still look and close
    document.head.append(link);
  });

export class Drawing {
  #marks = [];
  #draft = null; // the mark under the finger
  #start = null;
  #hold = null; // the last mark while it is being moved
  #tool = "arrow";
  #colour;
  #base = null; // the picture as it is
  #frame = 0;
  #styled = null;
  #done = () => {};

  constructor(dialog) {
    this.dialog = dialog;
    this.words = dialog.dataset;
    this.canvas = dialog.querySelector("canvas");
    this.stage = dialog.querySelector(".drawing-stage");
    this.say = dialog.querySelector("output");
    this.#colour = dialog.querySelector("[data-colour][aria-pressed=true]").dataset;
    dialog.addEventListener("click", ({ target }) => this.#onClick(target.closest("button")));
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.#close();
    });
    this.stage.addEventListener("keydown", (event) => this.#onKey(event));
    for (const [name, act] of [["pointerdown", this.#down], ["pointermove", this.#move], ["pointerup", this.#up], ["pointercancel", this.#cancel]]) {
      this.canvas.addEventListener(name, act.bind(this));
    }
  }

  /** The annotated copy as JPEG bytes, "remove", or null where nothing was changed. may: whether one may draw. */
  async open(tile, { may }) {
    Object.assign(this, { tile, may });
    this.#marks = [];
    this.#base = null;
    this.canvas.hidden = true;
    this.dialog.classList.toggle("drawing-looks", !may);
    this.say.textContent = this.words.opening;
    await (this.#styled ??= styled(this.words.styles));
    this.dialog.showModal();
    this.#refresh();
    const closed = new Promise((resolve) => (this.#done = resolve));
    try {
      this.#base = await pictureOf(tile);
      Object.assign(this.canvas, { width: this.#base.width, height: this.#base.height, hidden: false });
      this.say.textContent = "";
      this.#refresh();
      this.stage.focus({ preventScroll: true });
    } catch {
      this.say.textContent = this.words.absent;
    }
    return closed;
  }

  #end(result) {
    this.dialog.close();
    this.#base = null;
    Object.assign(this.canvas, { width: 1, height: 1 }); // its memory is wanted for photos
    this.#done(result);
  }

  #close() {
    if (!this.#marks.length || window.confirm(this.words.leave)) this.#end(null);
  }

  async #keep() {
    this.#draw(false);
    const blob = await new Promise((resolve) => this.canvas.toBlob(resolve, "image/jpeg", 0.9));
    if (blob) this.#end(await blob.arrayBuffer());
    else this.say.textContent = this.words.absent;
  }

  #onClick(button) {
    if (!button) return;
    const { tool, colour } = button.dataset;
    if (tool) this.#tool = tool;
    if (colour) this.#colour = button.dataset;
    if (tool || colour) {
      for (const other of button.parentElement.children) other.setAttribute("aria-pressed", other === button);
    }
    const act = { close: () => this.#close(), keep: () => this.#keep(), undo: () => this.#undo(), remove: () => this.#end("remove") };
    act[button.dataset.do]?.();
  }

  #undo() {
    this.#marks.pop();
    this.say.textContent = "";
    this.#refresh();
  }

  #onKey(event) {
    const last = this.#marks.at(-1);
    const far = STEP * longer(this.canvas) * (event.shiftKey ? 5 : 1);
    if (!this.#base || !this.may || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key === " ") this.#place(this.#middle());
    else if (STEPS[event.key] && last) this.#change(moved(last, this.canvas, ...STEPS[event.key].map((step) => step * far)));
    else if (SIZES[event.key] && last) this.#change(sized(last, this.canvas, SIZES[event.key]));
    else if ((event.key === "Delete" || event.key === "Backspace") && last) this.#undo();
    else return;
    event.preventDefault();
  }

  #middle() {
    return { x: this.canvas.width / 2, y: this.canvas.height / 2 };
  }

  #place(point) {
    this.#add(placed(this.#tool, this.#colour, this.canvas, point));
    this.say.textContent = this.words.placed;
  }

  #add(mark) {
    this.#marks.push(mark);
    this.#refresh();
  }

  #change(mark) {
    this.#marks[this.#marks.length - 1] = mark;
    this.#refresh();
  }

  #pointOf(event) {
    const box = this.canvas.getBoundingClientRect();
    const scale = this.canvas.width / box.width;
    return { x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale };
  }

  #down(event) {
    if (!this.may || !event.isPrimary || event.button) return;
    event.preventDefault();
    this.canvas.setPointerCapture(event.pointerId);
    this.stage.focus({ preventScroll: true });
    this.#start = this.#pointOf(event);
    const last = this.#marks.at(-1);
    this.#hold = last && last.tool !== "arrow" && last.tool === this.#tool && within(this.#start, boxOf(last)) ? last : null;
    this.say.textContent = "";
  }

  #move(event) {
    if (!this.#start || !event.isPrimary) return;
    const point = this.#pointOf(event);
    if (this.#hold) this.#change(moved(this.#hold, this.canvas, point.x - this.#start.x, point.y - this.#start.y));
    else this.#draft = markBetween(this.#tool, this.#colour, this.canvas, this.#start, point);
    this.#refresh();
  }

  #up(event) {
    if (!this.#start || !event.isPrimary) return;
    const start = this.#start;
    const held = this.#hold;
    this.#cancel();
    if (!held) this.#add(markBetween(this.#tool, this.#colour, this.canvas, start, this.#pointOf(event)));
  }

  #cancel() {
    this.#start = this.#draft = this.#hold = null;
    this.#refresh();
  }

  #refresh() {
    const changed = this.#marks.length > 0;
    this.dialog.querySelector("[data-do=keep]").disabled = !changed;
    this.dialog.querySelector("[data-do=undo]").disabled = !changed;
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.#base) this.#draw(true);
    });
  }

  /** aids: with the frame around what the keys move, which is no part of the copy. */
  #draw(aids) {
    const context = this.canvas.getContext("2d", { alpha: false });
    const marks = this.#draft ? [...this.#marks, this.#draft] : this.#marks;
    context.drawImage(this.#base, 0, 0);
    for (const mark of marks) if (mark.tool === "cover") cover(context, this.#base, boxOf(mark));
    for (const mark of marks) if (mark.tool !== "cover") stroke(context, mark, longer(this.canvas) / 160);
    if (aids && marks.length) frame(context, boxOf(marks.at(-1)), longer(this.canvas) / 400);
  }
}

const within = ({ x, y }, box) => x > box.x && y > box.y && x < box.x + box.width && y < box.y + box.height;

/** The picture as a canvas of at most 2,048 px: from this tablet, else from the server. Rejects where it is nowhere. */
async function pictureOf(tile) {
  const bytes = await bytesOf(tile.id);
  const blob = bytes ? new Blob([bytes]) : await (await fetch(tile.address("large"), { credentials: "same-origin" })).blob();
  const picture = await createImageBitmap(blob, { imageOrientation: "from-image" });
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = fitted(picture.width, picture.height);
  const context = canvas.getContext("2d", { alpha: false });
  context.imageSmoothingQuality = "high";
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return canvas;
}

/** A few blocks of one colour each: whom it shows cannot be told any more. */
function cover(context, base, { x, y, width, height }) {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const [wide, high] = [Math.max(1, Math.ceil(width)), Math.max(1, Math.ceil(height))];
  const [columns, rows] = blocks({ width, height });
  const few = document.createElement("canvas");
  Object.assign(few, { width: columns, height: rows });
  const small = few.getContext("2d", { alpha: false });
  small.imageSmoothingQuality = "high";
  small.drawImage(base, left, top, wide, high, 0, 0, columns, rows);
  context.imageSmoothingEnabled = false;
  context.drawImage(few, 0, 0, columns, rows, left, top, wide, high);
  context.imageSmoothingEnabled = true;
}

/** Twice: a broad line in the halo's colour beneath, so that it is seen on any ground. */
function stroke(context, mark, width) {
  context.lineCap = context.lineJoin = "round";
  for (const [colour, line] of [[mark.colour.halo, width * 1.9], [mark.colour.colour, width]]) {
    context.strokeStyle = colour;
    context.lineWidth = line;
    context.beginPath();
    if (mark.tool === "arrow") arrow(context, mark, width * 5);
    else circle(context, boxOf(mark));
    context.stroke();
  }
}

function arrow(context, mark, size) {
  const [one, other] = arrowHead(mark, size);
  context.moveTo(mark.x1, mark.y1);
  context.lineTo(mark.x2, mark.y2);
  context.moveTo(one.x, one.y);
  context.lineTo(mark.x2, mark.y2);
  context.lineTo(other.x, other.y);
}

function circle(context, { x, y, width, height }) {
  context.ellipse(x + width / 2, y + height / 2, width / 2, height / 2, 0, 0, 2 * Math.PI);
}

function frame(context, { x, y, width, height }, line) {
  context.save();
  context.lineWidth = line;
  for (const [colour, dash] of [["white", []], ["black", [line * 4, line * 4]]]) {
    context.strokeStyle = colour;
    context.setLineDash(dash);
    context.strokeRect(x - line * 3, y - line * 3, width + line * 6, height + line * 6);
  }
  context.restore();
}
