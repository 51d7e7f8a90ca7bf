// Marks drawn on a photo. A mark is {tool, colour, x1, y1, x2, y2} in the picture's pixels: an arrow from the first
// point to the second, a circle or a cover (a face made unrecognisable) in the box between them.

const LEAST = 0.02; // of the picture's longer side: a shorter drag is a tap
const PLACED = 0.18; // of the longer side, what a tap or a key places
const BLOCKS = 7; // across a cover, whatever its size: what is beneath cannot be told any more

const limited = (value, most) => Math.min(Math.max(value, 0), most);
export const longer = ({ width, height }) => Math.max(width, height);

/** The mark between two points of the picture, or the usual size at the first one where it was only tapped. */
export function markBetween(tool, colour, picture, start, end) {
  const least = LEAST * longer(picture);
  if (Math.hypot(end.x - start.x, end.y - start.y) < least) return placed(tool, colour, picture, start);
  return {
    tool,
    colour,
    x1: limited(start.x, picture.width),
    y1: limited(start.y, picture.height),
    x2: limited(end.x, picture.width),
    y2: limited(end.y, picture.height),
  };
}

/** A mark of the usual size at a point: an arrow points to it, the others lie around it. */
export function placed(tool, colour, picture, { x, y }) {
  const size = PLACED * longer(picture);
  if (tool === "arrow") {
    const from = { x: x > size ? x - size : x + size, y: y + size < picture.height ? y + size : y - size };
    return { tool, colour, x1: from.x, y1: from.y, x2: x, y2: y };
  }
  return moved({ tool, colour, x1: x - size / 2, y1: y - size / 2, x2: x + size / 2, y2: y + size / 2 }, picture, 0, 0);
}

/** The mark moved, as far as the picture goes. */
export function moved(mark, picture, dx, dy) {
  const { x, y, width, height } = boxOf(mark);
  const right = limited(x + dx, Math.max(picture.width - width, 0)) - x;
  const down = limited(y + dy, Math.max(picture.height - height, 0)) - y;
  return { ...mark, x1: mark.x1 + right, y1: mark.y1 + down, x2: mark.x2 + right, y2: mark.y2 + down };
}

/** The mark larger (factor over 1) or smaller; an arrow keeps its point, the others their middle. */
export function sized(mark, picture, factor) {
  const to = mark.tool === "arrow" ? { x: mark.x2, y: mark.y2 } : { x: (mark.x1 + mark.x2) / 2, y: (mark.y1 + mark.y2) / 2 };
  const far = (value, middle) => middle + (value - middle) * factor;
  const points = { x1: far(mark.x1, to.x), y1: far(mark.y1, to.y), x2: far(mark.x2, to.x), y2: far(mark.y2, to.y) };
  const length = Math.hypot(points.x2 - points.x1, points.y2 - points.y1);
  if (length < LEAST * longer(picture) || length > 1.2 * longer(picture)) return mark;
  return {
    ...mark,
    x1: limited(points.x1, picture.width),
    y1: limited(points.y1, picture.height),
    x2: limited(points.x2, picture.width),
    y2: limited(points.y2, picture.height),
  };
}

export function boxOf({ x1, y1, x2, y2 }) {
  return { x: Math.min(x1, x2), y: Math.min(y1, y2), width: Math.abs(x2 - x1), height: Math.abs(y2 - y1) };
}

/** The two points of an arrow's head, for lines from its tip. */
export function arrowHead({ x1, y1, x2, y2 }, size) {
  const angle = Math.atan2(y2 - y1, x2 - x1);
  return [0.5, -0.5].map((turn) => ({
    x: x2 - size * Math.cos(angle + turn),
    y: y2 - size * Math.sin(angle + turn),
  }));
}

/** [columns, rows] of the blocks that a cover is made of. */
export function blocks({ width, height }) {
  const block = Math.max(width, height) / BLOCKS;
  return [Math.max(1, Math.round(width / block)), Math.max(1, Math.round(height / block))];
}
