/** Which part of a window captions leave free, so that they cover no caption in a sent picture. Pure. */
import { captionRoom, type SentLook } from '../../outgoing/layout.ts';
import { type ClearRoom, noRoom } from '../../overlay/types.ts';

/** At most this share of the window's height is left free: captions need room themselves. */
const mostShare = 0.45;

/** A video on the page that plays a picture with captions; all in CSS pixels but the picture's size. */
export interface SentPicture {
  /** The element's box in the window. */
  readonly box: { readonly top: number; readonly height: number; readonly width: number };
  /** The size of the picture that it plays. */
  readonly picture: { readonly width: number; readonly height: number };
  /** CSS `object-fit`. */
  readonly fit: string;
}

/** From where to where captions may stand in a video, px in the window; null: they are cut off. */
function captionSpan({ box, picture, fit }: SentPicture, look: SentLook) {
  if (!(picture.width > 0 && picture.height > 0)) return null;
  const across = box.width / picture.width;
  const down = box.height / picture.height;
  const scale = fit === 'cover' ? Math.max(across, down) : Math.min(across, down);
  const height = fit === 'fill' ? box.height : scale * picture.height;
  const top = box.top + (box.height - height) / 2;
  const room = captionRoom(picture.width, picture.height, look);
  const span = {
    top: Math.max(box.top, top + room.top * height),
    bottom: Math.min(box.top + box.height, top + room.bottom * height),
  };
  return span.bottom > span.top ? span : null;
}

/**
 * How much of the upper and of the lower end of a window captions leave free, px. A picture whose caption
 * stands in the middle of the window asks for nothing: there, captions would have to go far from where
 * the user looks for them.
 */
export function clearRoom(
  pictures: readonly SentPicture[],
  look: SentLook,
  windowHeight: number,
): ClearRoom {
  let { above, below } = noRoom;
  const most = mostShare * windowHeight;
  for (const picture of pictures) {
    const span = captionSpan(picture, look);
    if (!span || span.bottom <= 0 || span.top >= windowHeight) continue;
    if (span.bottom <= most) above = Math.max(above, span.bottom);
    else if (windowHeight - span.top <= most) below = Math.max(below, windowHeight - span.top);
  }
  return { above: Math.ceil(above), below: Math.ceil(below) };
}
