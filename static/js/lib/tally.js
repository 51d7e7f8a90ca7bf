// Counting by thumb: people in a queue, staff behind a desk, and one for each of the other.

/** counts after a tap; never below zero. */
export function tallied(counts, index, step) {
  return counts.map((count, at) => (at === index ? Math.max(0, count + step) : count));
}

/** [people, points] -> people for `per` points, to three digits; null until both are there. */
export function quotient([top, bottom], per = 1) {
  return bottom > 0 ? Number(((top / bottom) * per).toPrecision(3)) : null;
}
