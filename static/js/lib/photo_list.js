// Which photos of a criterion one sees: the annotated copy of a photo stands in its original's place.

/** rows: [{id, original}] -> those that no other one is a copy of, in their order. */
export function shownPhotos(rows) {
  const covered = new Set(rows.map(({ original }) => original).filter(Boolean));
  return rows.filter(({ id }) => !covered.has(id));
}

/** The photo and the originals that it covers, nearest first. rows: [{id, original}]. */
export function withOriginals(id, rows) {
  const originals = new Map(rows.map((row) => [row.id, row.original]));
  const chain = [];
  for (let next = id; next && !chain.includes(next); next = originals.get(next)) chain.push(next);
  return chain;
}
