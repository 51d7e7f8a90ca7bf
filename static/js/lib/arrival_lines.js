// What is not on the server yet, one line a question and field.

/**
 * left: {waiting, stuck, drafts, photos} rows of the tablet; lost: photos that neither side has.
 * Returns [{k, f, stuck, why, number}]: f is "answer", "note" or "photo"; number: how many changes or photos.
 */
export function lines({ waiting, stuck, drafts, photos }, lost) {
  const found = new Map();
  const add = (k, f, isStuck = false, why = "") => {
    const name = `${k} ${f} ${isStuck}`;
    const line = found.get(name) ?? { k, f, stuck: isStuck, why, number: 0 };
    found.set(name, { ...line, why: line.why || why, number: line.number + 1 });
  };
  const announced = new Set(photos.map(({ id }) => id));
  for (const { k, f, v } of waiting) {
    if (f === "photo.add" && announced.has(v.photo)) continue; // counted as a photo
    add(k, f.startsWith("photo.") ? "photo" : f);
  }
  for (const { k, f, why, v } of stuck) if (f !== "photo.add" || !announced.has(v.photo)) add(k, f.startsWith("photo.") ? "photo" : f, true, why);
  for (const { k, f } of drafts) add(k, f);
  for (const { k, stage, why } of photos) add(k, "photo", stage === "stuck", why);
  for (const { k } of lost) add(k, "photo", true);
  return [...found.values()].sort((one, other) => Number(other.stuck) - Number(one.stuck));
}
