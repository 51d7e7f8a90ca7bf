// Places in a text. The server counts code points, as Python does; a page counts UTF-16 units, so that an
// emoji is one there and two here. Pure: no page, no network. Shares tests/vectors/quotes.json with Python.

/** How many code points lie before a UTF-16 offset. An offset inside an emoji counts as before it. */
export function toCodePoints(text, offset) {
  let points = 0;
  let at = 0;
  for (const point of text) {
    if (at + point.length > offset) break;
    at += point.length;
    points += 1;
  }
  return points;
}

/** The UTF-16 offset at which so many code points lie before it. */
export function toUtf16(text, points) {
  let at = 0;
  let seen = 0;
  for (const point of text) {
    if (seen === points) break;
    at += point.length;
    seen += 1;
  }
  return at;
}

/**
 * The quote that a selection from one UTF-16 offset to another makes, without the white space at its rims,
 * half an emoji completed: { start, end, quote } in code points, or null when nothing is left.
 */
export function quoteBetween(text, from, to) {
  const points = Array.from(text);
  let start = toCodePoints(text, Math.min(from, to));
  let end = toCodePoints(text, Math.max(from, to));
  if (toUtf16(text, end) < Math.max(from, to)) end += 1;
  while (start < end && /\s/u.test(points[start])) start += 1;
  while (end > start && /\s/u.test(points[end - 1])) end -= 1;
  return start === end ? null : { start, end, quote: points.slice(start, end).join("") };
}
