import { describe, expect, it } from 'vitest';
import { summarize } from '../../../../src/background/tab-store.ts';
import { reportOf, sentStage } from '../../../../src/content/outgoing/sent-stage.ts';
import type { OutgoingStatus } from '../../../../src/content/outgoing/types.ts';
import type { OutgoingReport } from '../../../../src/messaging/protocol.ts';
import { sentLook } from '../../../../src/outgoing/sent-look.ts';
import type { OverlayView } from '../../../../src/overlay/types.ts';
import { defaultSettings } from '../../../../src/settings/schema.ts';

describe('the overlay while others see captions', () => {
  const view: OverlayView = {
    lines: [
      { id: 1, text: 'Thank you' },
      { id: 2, text: 'Hello' },
    ],
    candidate: null,
    notice: null,
  };

  const make = (status: OutgoingStatus) => {
    const sent: (readonly string[])[] = [];
    const shown: (OverlayView | 'gone')[] = [];
    const stage = sentStage(
      {
        show: (view) => shown.push(view),
        whenShown: (work) => work(),
        dispose: () => shown.push('gone'),
      },
      { status, show: (texts) => sent.push(texts) },
      'Others see captions',
    );
    return { stage, sent, shown };
  };

  it.each(['ready', 'shown'] as const)('sends what it shows, and is labelled (%s)', (status) => {
    const { stage, sent, shown } = make(status);
    stage.show(view);
    expect(sent).toEqual([['Thank you', 'Hello']]);
    expect(shown).toEqual([{ ...view, sent: 'Others see captions' }]);
  });

  it.each([
    'off',
    'waiting',
    'impossible',
    'document',
    'screen',
    'busy',
    'failed',
    'unsupported',
  ] as const)('is not labelled when they do not (%s)', (status) => {
    const { stage, shown } = make(status);
    stage.show(view);
    expect(shown).toEqual([{ ...view, sent: null }]);
  });

  it('takes captions out of the video when it ends', () => {
    const { stage, sent, shown } = make('shown');
    stage.dispose();
    expect(sent).toEqual([[]]);
    expect(shown).toEqual(['gone']);
  });

  it('does not report whether there is a caption just now', () => {
    expect(reportOf('shown')).toBe('ready');
    expect(reportOf('failed')).toBe('failed');
  });
});

describe("the tab's status of outgoing captions", () => {
  const tab = (...reports: (OutgoingReport | undefined)[]) =>
    summarize({
      on: true,
      frames: Object.fromEntries(
        reports.map((outgoing, i) => [i, { status: 'waiting', problem: null, outgoing }]),
      ),
    }).outgoing;

  it('is the most telling report of its frames', () => {
    expect(tab('waiting', 'ready', 'impossible')).toBe('ready');
    expect(tab('waiting', 'impossible')).toBe('impossible');
    expect(tab('waiting', 'failed', 'impossible')).toBe('failed');
    expect(tab('screen', 'ready', 'document')).toBe('ready');
    expect(tab('waiting', 'busy', 'screen')).toBe('busy');
    expect(tab('impossible', 'screen', 'document')).toBe('document');
    expect(tab('impossible', 'waiting', 'screen')).toBe('screen');
  });

  it('is left out if they are off, not reported, or captions are off', () => {
    expect(tab('off')).toBeUndefined();
    expect(tab(undefined)).toBeUndefined();
    expect(summarize({ on: false, frames: {} }).outgoing).toBeUndefined();
  });
});

describe('the look of sent captions', () => {
  it("is the overlay's look in the settings", () => {
    expect(sentLook(defaultSettings, 'ltr')).toMatchObject({
      weight: defaultSettings.captionWeight,
      scale: 1,
      color: defaultSettings.captionColor,
      background: defaultSettings.captionBackground,
      backgroundOpacity: defaultSettings.captionOpacity / 100,
      place: 'bottom',
      side: 'center',
      maxLines: 2,
    });
    expect(
      sentLook({ ...defaultSettings, captionPosition: 'top-end', captionSize: 150 }, 'rtl'),
    ).toMatchObject({ place: 'top', side: 'end', scale: 1.5, dir: 'rtl' });
  });
});
