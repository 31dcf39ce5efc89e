import type { Frame } from '../../messaging/frame.ts';
import type { WireFrame } from '../../messaging/frames-port.ts';
import { encodeBase64 } from './base64.ts';

/** Bytes as base64, encoded by the browser if it can (Chromium 140, Firefox 133). */
export function toBase64(bytes: Uint8Array): string {
  const native = (bytes as Uint8Array & { toBase64?: () => string }).toBase64;
  return native ? native.call(bytes) : encodeBase64(bytes);
}

/** The frame as it is sent. An ArrayBuffer is not copied here: posting copies it. */
export function toWire(frame: Frame, binary: boolean): WireFrame {
  const { data } = frame;
  if (!binary) return { ...frame, data: toBase64(data) };
  const whole = data.byteOffset === 0 && data.byteLength === data.buffer.byteLength;
  return { ...frame, data: (whole ? data.buffer : data.slice().buffer) as ArrayBuffer };
}
