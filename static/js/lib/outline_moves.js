// Where a row goes in a list, and what is said about it. Pure.

// How many of the other rows stand above the height y; a row counts from its middle on.
export function placeAt(boxes, y) {
  return boxes.filter((box) => (box.top + box.bottom) / 2 < y).length;
}

// Which of the areas the height y is in; over or below all of them, the nearest.
export function areaAt(boxes, y) {
  const inside = boxes.findIndex((box) => y >= box.top && y <= box.bottom);
  if (inside >= 0) return inside;
  const distances = boxes.map((box) => Math.max(box.top - y, y - box.bottom));
  return distances.indexOf(Math.min(...distances));
}

// How far to scroll when the finger is this near to an edge of the window: pixels in one frame, negative is up.
export function scrollStep(y, height, edge = 96, fastest = 18) {
  if (y < edge) return -Math.ceil((fastest * (edge - y)) / edge);
  if (y > height - edge) return Math.ceil((fastest * (y - height + edge)) / edge);
  return 0;
}

// "{name}: place {place}" with {name: "Bar", place: 2}.
export function fill(words, values) {
  return words.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
