import { beforeEach, describe, expect, it } from 'vitest';
import { createReporter, type Reporter, reportMs } from '../../../src/content/reporter.ts';
import type { ContentMessage } from '../../../src/messaging/protocol.ts';
import { FakeTimers } from './fake-runtime.ts';

let timers: FakeTimers;
let sent: string[];
let reporter: Reporter;

beforeEach(() => {
  timers = new FakeTimers();
  sent = [];
  reporter = createReporter((message: ContentMessage) => {
    if (message.type === 'content-status')
      sent.push(`${message.status} ${message.problem?.code ?? '-'}`);
  }, timers);
});

describe('reports to the background', () => {
  it('leave out what it assumes anyway', () => {
    reporter.report('waiting', null);
    expect(sent).toEqual([]);
  });

  it('are sent at once for a change, and only once for the same status', () => {
    reporter.report('watching', null);
    reporter.report('watching', null);
    timers.advance(reportMs * 3);
    reporter.report('watching', null);
    expect(sent).toEqual(['watching -']);
  });

  it('leave out what lasted only a moment, and end with the newest', () => {
    reporter.report('watching', null);
    reporter.report('hand', null);
    reporter.report('watching', null);
    reporter.report('hand', null);
    expect(sent).toEqual(['watching -']);
    timers.advance(reportMs);
    expect(sent).toEqual(['watching -', 'hand -']);
    timers.advance(reportMs);
    expect(timers.pending).toBe(0);
  });

  it('are sent when a problem comes and when it goes', () => {
    reporter.report('waiting', { code: 'no-camera' });
    timers.advance(reportMs);
    reporter.report('waiting', null);
    expect(sent).toEqual(['waiting no-camera', 'waiting -']);
  });

  it('start over after captions were off', () => {
    reporter.report('hand', null);
    reporter.report('watching', null);
    reporter.reset();
    expect(timers.pending).toBe(0);
    timers.advance(reportMs);
    reporter.report('watching', null);
    expect(sent).toEqual(['hand -', 'watching -']);
  });
});
