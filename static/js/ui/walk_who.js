// Whose walkthrough the page shows, as records.js wants it.
const form = document.getElementById("walk");
const { person, walkthrough, url, title, questions, anew } = form.dataset;

export const who = Object.freeze({
  u: Number(person),
  w: walkthrough,
  url,
  title,
  seen: Number(form.elements.seen.value),
  epoch: form.dataset.epoch,
  t: Number(questions),
  anew: anew ? anew.split(" ") : [],
});
