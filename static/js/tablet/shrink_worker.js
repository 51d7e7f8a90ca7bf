// Makes photos smaller beside the page: upright, at most 2,048 px, JPEG, without place or time or anything else that
// the camera wrote into them. {id, bytes, type} -> {id, bytes, thumb, width, height} or {id, error}.
import { LONGEST, QUALITY, THUMB, fitted, spoilt } from "../lib/photo_size.js";

self.onmessage = async ({ data: { id, bytes, type } }) => {
  try {
    const made = await shrink(new Blob([bytes], { type }));
    self.postMessage({ id, ...made }, [made.bytes, made.thumb]);
  } catch (error) {
    self.postMessage({ id, error: String(error) });
  }
};

async function shrink(photo) {
  const picture = await createImageBitmap(photo, { imageOrientation: "from-image" });
  const large = drawn(picture, LONGEST);
  picture.close();
  const small = drawn(large, THUMB);
  const [bytes, thumb] = await Promise.all([jpeg(large, QUALITY), jpeg(small, 0.7)]);
  const { width, height } = large;
  const { data: pixels } = small.getContext("2d").getImageData(0, 0, small.width, small.height);
  if (spoilt({ width, height, bytes: bytes.byteLength, pixels })) throw new Error("nothing was drawn");
  return { bytes, thumb, width, height };
}

function drawn(picture, longest) {
  const canvas = new OffscreenCanvas(...fitted(picture.width, picture.height, longest));
  const context = canvas.getContext("2d", { alpha: false });
  context.imageSmoothingQuality = "high";
  context.fillStyle = "white"; // what lies behind a transparent picture
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

async function jpeg(canvas, quality) {
  return (await canvas.convertToBlob({ type: "image/jpeg", quality })).arrayBuffer();
}
