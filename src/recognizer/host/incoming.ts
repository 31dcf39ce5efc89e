import * as v from 'valibot';
import { FrameId, FrameMessage, type WireFrame } from '../../messaging/frames-port.ts';
import { type Frame, frameBytes } from '../frame.ts';
import type { OpenMessage } from './types.ts';

/** Checks a content script's message; null if it is not one of ours. */
export function parseFrameMessage(raw: unknown): FrameMessage | null {
  const parsed = v.safeParse(FrameMessage, raw);
  return parsed.success ? parsed.output : null;
}

/** The id of a frame message that is otherwise invalid; null if it has none. */
export function frameIdOf(raw: unknown): number | null {
  const parsed = v.safeParse(v.object({ type: v.literal('frame'), id: FrameId }), raw);
  return parsed.success ? parsed.output.id : null;
}

/**
 * A call page must never get what only extension pages may ask for (`inspect`, `draft`): parsing has
 * dropped unknown fields from the options.
 */
export const toOpen = (key: string, { recognition }: OpenMessage) => ({
  type: 'open' as const,
  stream: key,
  ...recognition,
});

/** Whether the probe arrived as bytes, that is, whether the port carries ArrayBuffers. */
export function carriesBinary(probe: unknown): boolean {
  return probe instanceof ArrayBuffer && probe.byteLength === 8;
}

/**
 * The frame of a wire frame; null when its bytes do not fit its size and format, or its region lies
 * outside the source.
 */
export function unwrapFrame(wire: WireFrame): Frame | null {
  const data = typeof wire.data === 'string' ? decodeBase64(wire.data) : new Uint8Array(wire.data);
  if (!data || data.byteLength !== frameBytes(wire.format, wire.width, wire.height)) return null;
  const { region, sourceWidth, sourceHeight } = wire;
  const inside =
    region.width >= 1 &&
    region.height >= 1 &&
    region.x >= 0 &&
    region.y >= 0 &&
    region.x + region.width <= sourceWidth + 1 &&
    region.y + region.height <= sourceHeight + 1;
  return inside ? { ...wire, data } : null;
}

function decodeBase64(text: string): Uint8Array | null {
  try {
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
    return bytes;
  } catch {
    // Not base64: to the caller an unreadable frame.
    return null;
  }
}
