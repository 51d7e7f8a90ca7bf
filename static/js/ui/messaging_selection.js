// Selecting words in a message fills the form of a promise. Without this the words are pasted there.
import { quoteBetween } from "../lib/quote.js";

const text = document.querySelector("[data-message-text]");
const form = document.querySelector("[data-promise-form]");
const bar = document.querySelector("[data-selection-bar]");

if (text && form && bar) {
  const { quote, start, touchpoint } = form.elements;
  const box = form.closest("details");
  let chosen = null;

  /** The text's own words before a point, those of the labels left out. */
  const offsetOf = (node, offset) => {
    const before = document.createRange();
    before.selectNodeContents(text);
    before.setEnd(node, offset);
    const copy = before.cloneContents();
    copy.querySelectorAll(".promise-label").forEach((label) => label.remove());
    return copy.textContent.length;
  };

  const ownText = () => {
    const copy = text.cloneNode(true);
    copy.querySelectorAll(".promise-label").forEach((label) => label.remove());
    return copy.textContent;
  };
  const stored = ownText();

  const selected = () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!range.intersectsNode(text)) return null;
    const inside = (node) => text.contains(node);
    const from = inside(range.startContainer) ? offsetOf(range.startContainer, range.startOffset) : 0;
    const to = inside(range.endContainer) ? offsetOf(range.endContainer, range.endOffset) : stored.length;
    return quoteBetween(stored, from, to);
  };

  const show = () => {
    const found = selected();
    if (!found) {
      bar.hidden = true;
      return;
    }
    chosen = found;
    quote.value = found.quote;
    if (start instanceof HTMLInputElement) start.value = found.start;
    bar.querySelector("[data-selection-quote]").textContent = found.quote;
    bar.hidden = false;
  };

  let waiting;
  document.addEventListener("selectionchange", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 120);
  });

  // Words typed over the selected ones stand somewhere else.
  quote.addEventListener("input", () => {
    if (start instanceof HTMLInputElement && quote.value !== chosen?.quote) start.value = "";
  });

  // Pressing a button would empty the selection before the click arrives.
  bar.addEventListener("pointerdown", (event) => event.preventDefault());
  bar.querySelector("button").addEventListener("click", () => {
    box.open = true;
    bar.hidden = true;
    document.getSelection().removeAllRanges();
    form.scrollIntoView({ block: "start" });
    touchpoint.focus({ preventScroll: true });
  });
}
