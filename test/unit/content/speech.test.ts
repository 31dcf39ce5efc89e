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
const committed = (id: number, text: string): CaptionChange => ({
  type: 'committed',
  caption: { id, text, kind: 'phrase', from: 0, to: 0 },
});
const removed = (id: number): CaptionChange => ({ type: 'removed', id, text: '' });

describe('spoken captions', () => {
  it('are not sent while speech is not wanted', () => {
    speech.listener([committed(1, 'Ja')]);
    expect(runtime.ports).toEqual([]);
  });

  it('are sent in their order, and taken back', () => {
    speech.configure(wish);
    speech.listener([committed(1, 'Ja'), committed(2, 'Nein')]);
    speech.listener([removed(2)]);
    expect(runtime.ports).toHaveLength(1);
    expect(runtime.port.sent).toEqual([
      { type: 'say', id: 1, text: 'Ja', lang: 'de', voice: 'anna' },
      { type: 'say', id: 2, text: 'Nein', lang: 'de', voice: 'anna' },
      { type: 'unsay', id: 2 },
    ]);
  });

  it('are stopped by closing the port when speech is no longer wanted', () => {
    speech.configure(wish);
    speech.listener([committed(1, 'Ja')]);
    speech.configure(null);
    expect(runtime.port.open).toBe(false);
    speech.listener([committed(2, 'Nein'), removed(1)]);
    expect(runtime.ports).toHaveLength(1);
  });

  it('are sent over a new port after the old one was closed', () => {
    speech.configure(wish);
    speech.listener([committed(1, 'Ja')]);
    runtime.port.drop();
    speech.listener([removed(1)]);
    expect(runtime.ports, 'there is nothing to take back there').toHaveLength(1);
    speech.listener([committed(2, 'Nein')]);
    expect(runtime.ports).toHaveLength(2);
    expect(runtime.port.sent).toMatchObject([{ type: 'say', id: 2 }]);
  });

  it('stop without an error once the extension is gone', () => {
    speech.configure(wish);
    speech.listener([committed(1, 'Ja')]);
    runtime.id = undefined;
    runtime.port.open = false;
    expect(() => speech.listener([committed(2, 'Nein')])).not.toThrow();
    expect(() => speech.listener([committed(3, 'Nein')])).not.toThrow();
    expect(() => speech.configure(null)).not.toThrow();
  });
});
