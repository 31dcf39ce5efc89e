import * as v from 'valibot';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { toBase64, toWire } from '../../../src/content/wire.ts';
import { WireFrame } from '../../../src/messaging/protocol.ts';
import { frameAt } from './fakes.ts';

afterEach(() => vi.restoreAllMocks());

describe('a frame on its way', () => {
  it('carries its bytes as they are where ports can', () => {
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

  it('carries text where ports know nothing else', () => {
    const wire = toWire(frameAt(7), false);
    expect(wire.data).toBe(Buffer.from(frameAt(7).data).toString('base64'));
    expect(v.is(WireFrame, wire)).toBe(true);
  });
});

describe('base64', () => {
  const bytes = Uint8Array.from({ length: 70_001 }, (_, i) => (i * 7) & 255);
  const expected = Buffer.from(bytes).toString('base64');

  it('is right for more bytes than a call takes arguments, without the native method', () => {
    const plain = new Proxy(bytes, {
      get: (target, key) => {
        if (key === 'toBase64') return undefined;
        const value = Reflect.get(target, key, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    expect(toBase64(plain)).toBe(expected);
  });

  it('uses the native method where there is one', () => {
    const native = Object.assign(new Uint8Array(1), { toBase64: () => 'native' });
    expect(toBase64(native)).toBe('native');
  });
});
