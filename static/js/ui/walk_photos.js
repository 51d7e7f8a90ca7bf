// The photos of every question: in sight from the moment they are chosen, each with what became of it.
import { shownPhotos, withOriginals } from "../lib/photo_list.js";
import { Shrinking, keepFiles } from "../tablet/photos.js";
import { photosOf, removedPhotos, removePhoto, setPhoto } from "../tablet/records.js";
import { PhotoTile } from "./photo_tile.js";

const RETRY = 3000; // ms until the disk is tried again
const UNDO = 7000; // ms in which a removal can be taken back
const BREATH = 25; // tiles that are made without a pause
const AT_ONCE = 8; // of so many new photos the large picture itself is shown until there is a small one

export class Photos {
  #tiles = new Map(); // id -> PhotoTile, of this tablet and of the page
  #gone = new Set(); // ids of photos that were removed; the page may still bring them
  #unkept = new Set(); // tiles with a file that is not on the disk (yet)
  #removals = new Map(); // tile -> timer
  #retry = 0;
  #drawing = null;

  /** saved(): something is on the disk and can be sent. changed(): what waits here may have. */
  constructor(who, { saved, changed }) {
    Object.assign(this, { who, saved, changed });
    const form = document.getElementById("walk");
    this.form = form;
    this.words = document.getElementById("photo").dataset;
    this.shrinking = new Shrinking(this.words.shrinker, (photo) => this.#shrunk(photo), changed);
    for (const item of form.querySelectorAll(".ph > li")) {
      const tile = PhotoTile.served(item);
      this.#tiles.set(tile.id, tile);
    }
    form.addEventListener("click", (event) => this.#onClick(event));
    document.addEventListener("visibilitychange", () => document.hidden && this.#removeNow());
    window.addEventListener("beforeunload", (event) => this.unkept && event.preventDefault());
  }

  /** Shows what the tablet has beside what the page brought, and goes on shrinking. */
  async start() {
    const rows = (await photosOf(this.who)).sort((one, other) => (one.id < other.id ? -1 : 1));
    for (const id of await removedPhotos(this.who)) this.#forget(id);
    for (const row of rows) {
      if (row.removed) this.#forget(row.id);
      else this.#tileOf(row).take(row);
    }
    for (const card of this.form.querySelectorAll(".c")) this.#arrange(card);
    this.shrinking.soon();
  }

  /** How many photos are not on the disk: the page must not be closed. */
  get unkept() {
    return this.#unkept.size;
  }

  /** What became of a photo: the callback `photo` of Sync. */
  staged(id, stage, more) {
    this.#tiles.get(id)?.become(stage, more);
  }

  /** Another tab of this tablet has sent the photo, or was told that it is none. */
  async refresh(id) {
    const row = (await photosOf(this.who)).find((one) => one.id === id);
    if (row && row.stage !== "raw") this.staged(id, row.stage, row.why);
  }

  /** A photo.add or photo.del that did not come from this tablet. */
  async news({ k, f, v }) {
    const id = f === "photo.add" ? v.photo : v;
    const card = document.getElementById(k);
    if (!card) return;
    if (f === "photo.del") {
      this.#forget(id);
      await setPhoto(id, { stage: "gone", removed: true }, null);
    } else if (!this.#tiles.has(id) && !this.#gone.has(id)) this.#tileOf({ id, k, original: v.original, stage: "away" }).take({});
    this.#arrange(card);
  }

  #forget(id) {
    this.#gone.add(id);
    this.#tiles.get(id)?.leave();
    this.#tiles.delete(id);
  }

  #tileOf(row) {
    if (!this.#tiles.has(row.id)) {
      const tile = PhotoTile.made(row, this.words);
      document.getElementById(row.k)?.querySelector(".ph").append(tile.item);
      this.#tiles.set(row.id, tile);
    }
    return this.#tiles.get(row.id);
  }

  #onClick(event) {
    const opener = event.target.closest(".ph-open");
    if (!opener || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const tile = this.#tileAt(opener);
    if (!tile || this.#unkept.has(tile)) return;
    event.preventDefault();
    this.#open(tile);
  }

  #tileAt(element) {
    const item = element.closest("li");
    return [...this.#tiles.values()].find((tile) => tile.item === item);
  }

  /** The files of a question's input; it is emptied for the next ones. */
  async take(card, input) {
    const files = [...input.files];
    input.value = "";
    const tiles = new Map();
    for (const file of files) {
      const tile = this.#newTile(card, file);
      if (files.length <= AT_ONCE) tile.show(URL.createObjectURL(file));
      card.querySelector(".ph").append(tile.item);
      tiles.set(file, tile);
      if (tiles.size % BREATH === 0) await new Promise((done) => setTimeout(done)); // the page stays responsive
    }
    this.#arrange(card);
    await this.#keep(card, files, tiles);
  }

  async #keep(card, files, tiles) {
    await keepFiles(this.who, card.id, files, {
      kept: (file, id) => this.#kept(tiles.get(file), id),
      failed: (file) => this.#failed(tiles.get(file)),
      more: (file) => (tiles.get(file).original ? { original: tiles.get(file).original } : {}),
    });
    this.shrinking.soon(); // not before, so that it keeps none of them from the disk
  }

  #kept(tile, id) {
    this.#unkept.delete(tile);
    tile.id = id;
    tile.file = null;
    this.#tiles.set(id, tile);
    tile.become("raw");
    if (tile.leaving) removePhoto(this.who, tile.k, id);
    this.changed();
  }

  /** What the disk did not take stays here, and is tried again as long as the page lives. */
  #failed(tile) {
    tile.become("unkept");
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#tryAgain(), RETRY);
    this.changed();
  }

  async #tryAgain() {
    for (const tile of [...this.#unkept].filter(({ stage }) => stage === "unkept")) {
      await this.#keep(document.getElementById(tile.k), [tile.file], new Map([[tile.file, tile]]));
    }
  }

  #shrunk(photo) {
    this.#tiles.get(photo.id)?.take(photo);
    this.saved();
    this.changed();
  }

  /**
   * Gone from sight at once, from the tablet and the server when nobody has taken it back: a second tap on what says
   * so by then does.
   */
  remove(card, box) {
    this.#removeOrStay(card, this.#tileAt(box));
  }

  #removeOrStay(card, tile) {
    if (this.#removals.has(tile)) {
      clearTimeout(this.#removals.get(tile));
      this.#removals.delete(tile);
      tile.stay();
      return;
    }
    tile.offerUndo();
    this.#removals.set(tile, setTimeout(() => this.#removeForGood(card, tile), UNDO));
  }

  #removeNow() {
    for (const [tile, timer] of this.#removals) {
      clearTimeout(timer);
      this.#removeForGood(document.getElementById(tile.k), tile);
    }
  }

  async #removeForGood(card, tile) {
    this.#removals.delete(tile);
    tile.leaving = true;
    tile.leave();
    const gone = tile.id ? this.#withOriginals(tile) : [];
    for (const id of gone) {
      this.#forget(id);
      await removePhoto(this.who, card.id, id);
    }
    this.#unkept.delete(tile);
    this.#arrange(card);
    this.saved();
    this.changed();
  }

  /** With an annotated photo goes its original: what one sees is gone, and no covered face comes back. */
  #withOriginals(tile) {
    const rows = [...this.#tiles.values()].map(({ id, original }) => ({ id, original }));
    return [...new Set([...withOriginals(tile.id, rows), ...tile.originals])];
  }

  /** Of a photo and its annotated copy only the copy is in sight; a question with a photo expects no other. */
  #arrange(card) {
    const own = [...this.#tiles.values()].filter(({ k }) => k === card.id);
    const shown = new Set(shownPhotos(own));
    for (const tile of own) tile.item.hidden = !shown.has(tile);
    const items = [...card.querySelectorAll(".ph > li:not([hidden])")];
    items.forEach((item, index) => PhotoTile.number(item, index + 1, this.words));
    const camera = card.querySelector(".i-cam.want");
    if (camera && items.length) {
      camera.classList.remove("want");
      camera.querySelector("span").textContent = this.words.take;
    }
  }

  async #open(tile) {
    const { Drawing } = await import("./photo_drawing.js");
    this.#drawing ??= new Drawing(document.getElementById("drawing"));
    const card = document.getElementById(tile.k);
    const drawn = await this.#drawing.open(tile, { may: !this.form.querySelector("fieldset.all").disabled });
    if (drawn === "remove") this.#removeOrStay(card, tile);
    else if (drawn) await this.#keepCopy(card, tile, drawn);
    tile.focus();
  }

  async #keepCopy(card, tile, bytes) {
    const file = new File([bytes], tile.name ?? "photo.jpg", { type: "image/jpeg", lastModified: tile.taken ?? Date.now() });
    const copy = this.#newTile(card, file, { original: tile.id });
    copy.show(URL.createObjectURL(file));
    tile.item.after(copy.item);
    await this.#keep(card, [file], new Map([[file, copy]]));
    this.#arrange(card);
    copy.focus();
  }

  #newTile(card, file, more = {}) {
    const tile = PhotoTile.made({ id: null, k: card.id, name: file.name, stage: "storing", ...more }, this.words);
    tile.file = file;
    this.#unkept.add(tile);
    return tile;
  }
}
