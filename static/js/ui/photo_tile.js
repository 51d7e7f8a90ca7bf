// One photo in a question's strip: its small picture, what became of it in a word, and the way to take it out.

const SHOWN_AS = { raw: "waiting", ready: "waiting", gone: "sent" };

export class PhotoTile {
  stage = "away"; // on the server and not on this tablet
  originals = [];
  leaving = false;
  file = null; // what is not on the disk yet
  #url = "";

  constructor(item, { id, k, original = null }, words) {
    Object.assign(this, { item, id, k, original, words });
    this.picture = item.querySelector("img");
    this.opener = item.querySelector(".ph-open");
  }

  /** The tile of a photo that the page brought. */
  static served(item) {
    const words = document.getElementById("photo").dataset;
    const tile = new PhotoTile(item, { id: item.querySelector("input").value, k: item.closest(".c").id }, words);
    tile.originals = (item.dataset.originals ?? "").split(" ").filter(Boolean);
    return tile;
  }

  static made(row, words) {
    const item = document.getElementById("photo").content.firstElementChild.cloneNode(true);
    const tile = new PhotoTile(item, row, words);
    item.querySelector("input").name = `d-${row.k}`;
    tile.name = row.name;
    tile.become(row.stage);
    return tile;
  }

  static number(item, number, words) {
    item.querySelector("img").alt = words.photo.replace("{n}", number);
  }

  /** Takes over what the tablet knows of the photo. */
  take({ stage = this.stage, why, thumb, name, original = this.original, taken }) {
    Object.assign(this, { name: name ?? this.name, original, taken });
    if (thumb) this.show(URL.createObjectURL(new Blob([thumb], { type: "image/jpeg" })));
    else if (this.item.matches(".ph-blank") && (stage === "away" || stage === "gone")) this.show(this.address("small"));
    this.become(stage, why);
  }

  /** Where the server has the photo: size "small" or "large". */
  address(size) {
    return this.words[size].replace("00000000-0000-0000-0000-000000000000", this.id);
  }

  show(url) {
    URL.revokeObjectURL(this.#url);
    this.#url = url;
    this.picture.src = url;
    this.item.classList.remove("ph-blank");
  }

  /** more: while sending, the part that is through; where it is stuck, why. */
  become(stage, more) {
    this.stage = stage;
    const shown = SHOWN_AS[stage] ?? stage;
    this.item.dataset.stage = shown;
    const mark = this.item.querySelector(".ph-mark");
    const text = (this.words[shown] ?? "").replace("{n}", Math.floor((more ?? 0) * 100));
    if (mark && mark.textContent !== text) mark.textContent = text;
    const progress = this.item.querySelector("progress");
    if (progress) progress.value = shown === "sending" ? more : 0;
    this.#explain(stage === "stuck" ? more || this.words.lost : "");
  }

  #explain(why) {
    this.reason?.remove();
    this.reason = null;
    if (!why) return;
    this.reason = Object.assign(document.createElement("p"), { className: "why", textContent: why });
    this.reason.setAttribute("role", "alert");
    this.item.append(this.reason);
  }

  offerUndo() {
    this.item.classList.add("ph-leaving");
    this.item.querySelector(".i-x span").textContent = this.words.undo;
  }

  stay() {
    this.item.classList.remove("ph-leaving");
    this.item.querySelector(".i-x span").textContent = this.words.remove;
    this.item.querySelector(".i-x input").checked = false;
  }

  leave() {
    this.item.remove();
    URL.revokeObjectURL(this.#url);
  }

  focus() {
    this.opener.focus();
  }
}
