import type { Frame } from '../messaging/frame.ts';
import type { WireFrame } from '../messaging/protocol.ts';

/** String.fromCharCode takes its bytes as arguments, of which there may not be too many. */
const chunk = 0x2000;

/** Bytes as base64, natively where the browser can. */
export function toBase64(bytes: Uint8Array): string {
  const native = (bytes as Uint8Array & { toBase64?: () => string }).toBase64;
  if (native) return native.call(bytes);
  let text = '';
  for (let i = 0; i < bytes.length; i += chunk)
    text += String.fromCharCode(...bytes.subarray(i, i + chunk));
  return btoa(text);
}

/** The frame as it travels. As ArrayBuffer it is not copied here: posting does that. */
export function toWire(frame: Frame, binary: boolean): WireFrame {
  const { data } = frame;
  if (!binary) return { ...frame, data: toBase64(data) };
  const whole = data.byteOffset === 0 && data.byteLength === data.buffer.byteLength;
  return { ...frame, data: (whole ? data.buffer : data.slice().buffer) as ArrayBuffer };
}
