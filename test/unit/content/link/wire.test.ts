import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { encodeBase64 } from '../../../../src/content/link/base64.ts';
import { toBase64, toWire } from '../../../../src/content/link/wire.ts';
import { WireFrame } from '../../../../src/messaging/frames-port.ts';
import { frameAt } from '../fake-runtime.ts';

describe('a sent frame', () => {
  it('carries its bytes unchanged where ports can carry bytes', () => {
    const frame = frameAt(7);
    const wire = toWire(frame, true);
    expect(wire.data).toBe(frame.data.buffer);
    expect(v.is(WireFrame, wire)).toBe(true);
  });

  it('carries only its own part of a shared buffer', () => {
    const frame = frameAt(7);
    frame.data = new Uint8Array(100).fill(3, 10, 22).subarray(10, 22);
    const { data } = toWire(frame, true);
    expect(data).toEqual(new Uint8Array(12).fill(3).buffer);
  });

  it('carries text where ports carry only JSON', () => {
    const wire = toWire(frameAt(7), false);
    expect(wire.data).toBe(Buffer.from(frameAt(7).data).toString('base64'));
    expect(v.is(WireFrame, wire)).toBe(true);
  });
});

describe('base64', () => {
  const bytes = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 7 + (i >> 8)) & 255);

  it.each([0, 1, 2, 3, 4, 5, 6, 1000, 1001, 70_001, 460_800])(
    'of %i bytes is correct',
    (length) => {
      expect(encodeBase64(bytes(length))).toBe(Buffer.from(bytes(length)).toString('base64'));
    },
  );

  it('is encoded by the browser if it can', () => {
    const native = Object.assign(new Uint8Array(1), { toBase64: () => 'native' });
    expect(toBase64(native)).toBe('native');
  });
});
