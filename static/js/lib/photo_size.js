// How large a photo is made before it is sent, and whether what came out can be one.

export const LONGEST = 2048; // px; WebKit silently makes nothing of canvases that are too large
export const THUMB = 256; // px
export const QUALITY = 0.8;
const TINY = 5000; // bytes; less than that is no photo of more than a few hundred pixels

/** [width, height] within `longest`, its shape kept, never enlarged. */
export function fitted(width, height, longest = LONGEST) {
  const scale = Math.min(1, longest / Math.max(width, height));
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}

/**
 * Whether a shrunk photo is more likely a failure of the browser (which draws nothing where memory is short) than
 * a picture: tiny for its size, or of one colour. pixels: RGBA of a small copy.
 */
export function spoilt({ width, height, bytes, pixels }) {
  if (width * height > 500 * 500 && bytes < TINY) return true;
  const [low, high] = [[255, 255, 255], [0, 0, 0]];
  for (let at = 0; at < pixels.length; at += 4) {
    for (let channel = 0; channel < 3; channel += 1) {
      low[channel] = Math.min(low[channel], pixels[at + channel]);
      high[channel] = Math.max(high[channel], pixels[at + channel]);
    }
  }
  return high.every((value, channel) => value - low[channel] < 3);
}
