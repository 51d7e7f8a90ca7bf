// Photos go up one by one, each with its progress, and stay in sight from the moment they are chosen.
import { meaning } from "../lib/walk_reply.js";
import { csrfToken, Sender } from "./walk_sync.js";

export class PhotoQueue {
  #queue = [];
  #template = document.getElementById("photo");

  constructor({ url, newId, refused, added, changed }) {
    Object.assign(this, { url, newId, refused, added });
    this.sender = new Sender({ send: () => this.#send(), waiting: () => this.size, changed });
  }

  get size() {
    return this.#queue.length;
  }

  /** Takes the chosen files of a card's input and empties it for the next ones. */
  take(card, input) {
    for (const file of input.files) {
      const item = this.#template.content.firstElementChild.cloneNode(true);
      const picture = item.querySelector("img");
      picture.src = URL.createObjectURL(file);
      picture.alt = file.name;
      card.querySelector(".ph").append(item);
      this.#queue.push({ card, file, item, id: this.newId() });
    }
    input.value = "";
    this.sender.soon();
  }

  async #send() {
    const photo = this.#queue[0];
    const reply = await upload(this.url.replace("KEY", photo.card.id), photo);
    const result = meaning(reply);
    if (result === "ours") {
      this.#queue.shift();
      show(photo, reply.body.photo);
      this.added(photo.card);
    } else if (result === "refused" || result === "too-much") {
      this.#queue.shift();
      photo.item.remove();
      this.refused(photo.card, `${photo.file.name}: ${reply.body?.why ?? ""}`);
    }
    return result;
  }
}

function show({ card, item }, stored) {
  const box = item.querySelector("[type=checkbox]");
  item.querySelector("progress").remove();
  if (card.querySelector(`[name="d-${card.id}"][value="${stored.id}"]`)) {
    item.remove(); // the same picture was there already
    return;
  }
  item.querySelector("a").href = stored.large;
  box.name = `d-${card.id}`;
  box.value = stored.id;
}

function upload(url, { id, file, item }) {
  const form = new FormData();
  form.append("id", id);
  form.append("photo", file, file.name);
  const progress = item.querySelector("progress");
  return new Promise((resolve) => {
    const request = new XMLHttpRequest(); // fetch does not tell how far an upload has come
    request.open("POST", url);
    request.timeout = 120_000;
    request.setRequestHeader("X-CSRFToken", csrfToken());
    request.upload.onprogress = (event) => (progress.value = event.loaded / event.total);
    request.onload = () => {
      const redirected = new URL(request.responseURL).pathname !== url;
      resolve({ redirected, status: request.status, body: parsed(request.responseText) });
    };
    request.onerror = request.ontimeout = request.onabort = () => resolve(null);
    request.send(form);
  });
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
