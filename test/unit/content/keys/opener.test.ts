import { afterEach, describe, expect, it, vi } from 'vitest';
import { offerCommands, passToOpener } from '../../../../src/content/keys/opener.ts';
import { FakeWindow } from '../where/fake-windows.ts';

const windowOf = (opener: unknown): Window =>
  Object.assign(new FakeWindow(), { opener }) as unknown as Window;

describe('a shortcut that is pressed in a window which shows the call of another', () => {
  const life = new AbortController();
  afterEach(() => life.abort());

  it('runs where the call is, and knows where it was pressed, until that script ends', () => {
    const run = vi.fn();
    const ended = new AbortController();
    offerCommands(run, ended.signal);
    const other = windowOf(globalThis);
    passToOpener(other, 'wrong-caption');
    expect(run).toHaveBeenCalledExactlyOnceWith('wrong-caption', other);
    ended.abort();
    passToOpener(other, 'wrong-caption');
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('stays with the newest script of the page', () => {
    const [old, next] = [vi.fn(), vi.fn()];
    const ended = new AbortController();
    offerCommands(old, ended.signal);
    offerCommands(next, life.signal);
    ended.abort();
    passToOpener(windowOf(globalThis), 'say-caption');
    expect(next).toHaveBeenCalledTimes(1);
    expect(old).not.toHaveBeenCalled();
  });

  it('does nothing without an opener that takes it', () => {
    const foreign = Object.defineProperty({}, 'signCaptionsCommand', {
      get: () => {
        throw new DOMException('Blocked a frame', 'SecurityError');
      },
    });
    for (const opener of [null, {}, { signCaptionsCommand: {} }, foreign])
      expect(() => passToOpener(windowOf(opener), 'clear-captions')).not.toThrow();
  });

  it('is not passed on by a frame: its parent has received it too', () => {
    const run = vi.fn();
    offerCommands(run, life.signal);
    const frame = Object.assign(new FakeWindow().frame(640, 480), { opener: globalThis });
    passToOpener(frame as unknown as Window, 'wrong-caption');
    expect(run).not.toHaveBeenCalled();
  });
});
