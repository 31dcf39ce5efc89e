import { beforeEach, describe, expect, it } from 'vitest';
import type { CaptionChange } from '../../../src/captions/composer.ts';
import { createSpeech, type Speech } from '../../../src/content/speech.ts';
import { FakeRuntime } from './fake-runtime.ts';

let runtime: FakeRuntime;
let speech: Speech;
beforeEach(() => {
  runtime = new FakeRuntime();
  speech = createSpeech(runtime);
});

const wish = { lang: 'de', voice: 'anna' };
const said = (id: number, text: string): CaptionChange => ({
  type: 'committed',
  caption: { id, text, kind: 'phrase', from: 0, to: 0 },
});
const removed = (id: number): CaptionChange => ({ type: 'removed', id, text: '' });

describe('captions', () => {
  it('are spoken by nobody while that is not wanted', () => {
    speech.listener([said(1, 'Ja')]);
    expect(runtime.ports).toEqual([]);
  });

  it('are sent to be spoken in their order, and taken back', () => {
    speech.configure(wish);
    speech.listener([said(1, 'Ja'), said(2, 'Nein')]);
    speech.listener([removed(2)]);
    expect(runtime.ports).toHaveLength(1);
    expect(runtime.port.sent).toEqual([
      { type: 'say', id: 1, text: 'Ja', lang: 'de', voice: 'anna' },
      { type: 'say', id: 2, text: 'Nein', lang: 'de', voice: 'anna' },
      { type: 'unsay', id: 2 },
    ]);
  });

  it('are broken off by closing the port when that is no longer wanted', () => {
    speech.configure(wish);
    speech.listener([said(1, 'Ja')]);
    speech.configure(null);
    expect(runtime.port.open).toBe(false);
    speech.listener([said(2, 'Nein'), removed(1)]);
    expect(runtime.ports).toHaveLength(1);
  });

  it('are sent anew after the far end went away', () => {
    speech.configure(wish);
    speech.listener([said(1, 'Ja')]);
    runtime.port.drop();
    speech.listener([removed(1)]);
    expect(runtime.ports, 'there is nothing to take back there').toHaveLength(1);
    speech.listener([said(2, 'Nein')]);
    expect(runtime.ports).toHaveLength(2);
    expect(runtime.port.sent).toMatchObject([{ type: 'say', id: 2 }]);
  });

  it('are silent, and nothing throws, once the extension is gone', () => {
    speech.configure(wish);
    speech.listener([said(1, 'Ja')]);
    runtime.id = undefined;
    runtime.port.open = false;
    expect(() => speech.listener([said(2, 'Nein')])).not.toThrow();
    expect(() => speech.listener([said(3, 'Nein')])).not.toThrow();
    expect(() => speech.configure(null)).not.toThrow();
  });
});
