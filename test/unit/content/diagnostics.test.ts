import { describe, expect, it } from 'vitest';
import {
  createDiagnosticsLog,
  exposeDiagnostics,
  keptCaptions,
  keptSamples,
} from '../../../src/content/diagnostics.ts';
import { answerAt } from './fake-runtime.ts';

describe('diagnostics', () => {
  it('can be read as JSON at any moment', () => {
    const log = createDiagnosticsLog();
    log.seen(5);
    log.answered(answerAt(5, { hands: 1, stages: { search: 20, total: 22 } }), 31);
    const copy = JSON.parse(JSON.stringify(log.data)) as typeof log.data;
    expect(copy).toEqual(log.data);
    expect(copy.frames).toMatchObject({ seen: 1, answered: 1, withHand: 1, searched: 1 });
    expect(copy.stages).toMatchObject({ search: [20], recognizer: [22], roundTrip: [31] });
    expect(copy.stages.landmarks).toEqual([]);
  });

  it('count seconds from the first frame of each track', () => {
    const log = createDiagnosticsLog();
    log.seen(2000);
    log.caption(3500, 'ok', 'OK');
    log.trackChanged();
    log.seen(100);
    log.caption(600, 'ok', 'OK');
    expect(log.data.captions.map(({ t }) => t)).toEqual([1.5, 0.5]);
  });

  it('keep a limited number of samples and captions', () => {
    const log = createDiagnosticsLog();
    for (let i = 0; i < keptSamples + 10; i++) log.sample('grab', i);
    for (let i = 0; i < keptCaptions + 10; i++) log.caption(i, 'ok', 'OK');
    expect(log.data.stages.grab.length).toBe(keptSamples);
    expect(log.data.stages.grab[0]).toBe(10);
    expect(log.data.captions.length).toBe(keptCaptions);
  });

  it('are visible to the developer tools until the content script ends', () => {
    const log = createDiagnosticsLog();
    const hide = exposeDiagnostics(log);
    expect(globalThis.signCaptionsDiagnostics).toBe(log.data);
    const newer = createDiagnosticsLog();
    const hideNewer = exposeDiagnostics(newer);
    hide();
    expect(globalThis.signCaptionsDiagnostics).toBe(newer.data);
    hideNewer();
    expect(globalThis.signCaptionsDiagnostics).toBeUndefined();
  });
});
