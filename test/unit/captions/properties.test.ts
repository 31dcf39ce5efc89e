import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CaptionChange,
  type ComposerEvent,
  compose,
  createComposer,
  defaultComposerOptions,
  emptyComposer,
  type SignEvent,
} from '../../../src/captions/composer.ts';
import { letter, phrase, space, standing, wordPauseMs } from './fake-signs.ts';

/** Signs with text, as vocabularies have them. */
const sign = fc.oneof(
  fc.constantFrom('A', 'B', 'C').map(
    (name) =>
      (at: number): SignEvent =>
        letter(name, at),
  ),
  fc.constantFrom('Yes', 'No').map(
    (name) =>
      (at: number): SignEvent =>
        phrase(name, at),
  ),
  fc.constant((at: number): SignEvent => space(at)),
);
const key = fc.oneof(
  fc.constantFrom('tick' as const, 'space' as const, 'backspace' as const, 'say' as const).map(
    (type) =>
      (at: number): ComposerEvent => ({ type, at }),
  ),
  fc.constantFrom('take-back' as const, 'undo' as const).map(
    (type) =>
      (at: number): ComposerEvent => ({ type, at }),
  ),
  fc.nat(3).map(
    (index) =>
      (at: number): ComposerEvent => ({ type: 'accept', index, at }),
  ),
  fc.constant((): ComposerEvent => ({ type: 'clear' })),
);
const step = <T>(event: fc.Arbitrary<(at: number) => T>) =>
  fc.record({ event, gap: fc.nat({ max: 7000 }) });

/** Gives each event its time. */
function timed<T>(steps: { event: (at: number) => T; gap: number }[]): T[] {
  let at = 0;
  return steps.map(({ event, gap }) => {
    at += gap;
    return event(at);
  });
}

const options = { words: ['abc', 'abba', 'cab'], wordPauseMs };

/** All changes that were reported by the time everything has ended. */
function changesOf(events: readonly ComposerEvent[]): CaptionChange[] {
  const composer = createComposer(options);
  const all = events.flatMap((event) => [...composer.handle(event).changes]);
  for (let at = composer.nextChange; at !== null; at = composer.nextChange)
    all.push(...composer.handle({ type: 'tick', at }).changes);
  return all;
}

describe('a sequence of signs', () => {
  it('is committed once, in order: every phrase and every letter, and nothing else', () => {
    fc.assert(
      fc.property(fc.array(step(sign), { maxLength: 40 }), (steps) => {
        const events = timed(steps);
        const said = standing(changesOf(events));
        const shown = events.filter(({ kind }) => kind !== 'space');
        expect(said.map(({ text }) => text).join('')).toBe(
          shown.map(({ caption }) => caption).join(''),
        );
        const phrases = events.filter(({ kind }) => kind === 'phrase');
        expect(said.filter(({ kind }) => kind === 'phrase').map(({ from }) => from)).toEqual(
          phrases.map(({ at }) => at),
        );
      }),
    );
  });

  it('becomes captions in the order of signing, none inside another', () => {
    fc.assert(
      fc.property(fc.array(step(sign), { maxLength: 40 }), (steps) => {
        const said = standing(changesOf(timed(steps)));
        said.forEach((caption, i) => {
          expect(caption.to).toBeGreaterThanOrEqual(caption.from);
          expect(caption.from).toBeGreaterThanOrEqual(said[i - 1]?.to ?? 0);
        });
      }),
    );
  });
});

describe('a sequence of signs and keys', () => {
  it('leaves no caption without the sign that began it, and none twice', () => {
    fc.assert(
      fc.property(fc.array(step(fc.oneof(sign, key)), { maxLength: 60 }), (steps) => {
        const events = timed<ComposerEvent>(steps);
        const signs = events.flatMap((event) =>
          event.type === 'sign' && event.kind !== 'space' ? [event] : [],
        );
        // `standing` also throws if an id is repeated or something is removed twice.
        const said = standing(changesOf(events));
        const begun = new Map<number, number>();
        for (const { at } of signs) begun.set(at, (begun.get(at) ?? 0) + 1);
        for (const { from } of said) {
          const left = begun.get(from) ?? 0;
          expect(left, `a sign at ${from}`).toBeGreaterThan(0);
          begun.set(from, left - 1);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('never commits at a moment without an event, and shows nothing that was not signed', () => {
    fc.assert(
      fc.property(fc.array(step(key), { maxLength: 30 }), (steps) => {
        const composer = createComposer(options);
        for (const event of timed(steps)) {
          expect(composer.handle(event)).toMatchObject({ emitted: [], changes: [], taken: null });
          expect(composer.lines).toEqual([]);
        }
      }),
    );
  });

  it('shows each open word as it will be committed', () => {
    fc.assert(
      fc.property(fc.array(step(fc.oneof(sign, key)), { maxLength: 40 }), (steps) => {
        const events = timed<ComposerEvent>(steps);
        const all = { ...defaultComposerOptions, ...options };
        let state = emptyComposer;
        let at = 0;
        for (const event of events) {
          if (event.type !== 'clear') at = event.at;
          state = compose(state, event, all).state;
        }
        const open = state.lines.at(-1);
        const { changes } = compose(state, { type: 'say', at }, all);
        const word = open?.open ? (open.text.split(' ').at(-1) ?? '') : '';
        expect(changes.map((c) => (c.type === 'committed' ? c.caption.text : ''))).toEqual(
          word === '' ? [] : [word],
        );
      }),
    );
  });
});

describe('what was taken back', () => {
  it('is put back as if nothing had been taken', () => {
    fc.assert(
      fc.property(fc.array(step(fc.oneof(sign, key)), { maxLength: 40 }), (steps) => {
        const composer = createComposer(options);
        const changes = timed<ComposerEvent>(steps).flatMap((event) => [
          ...composer.handle(event).changes,
        ]);
        const at = steps.reduce((sum, { gap }) => sum + gap, 0);
        changes.push(...composer.handle({ type: 'tick', at }).changes);
        const said = (): string[] =>
          standing(changes)
            .map(({ text, kind, from, to }) => `${kind} ${text} ${from} ${to}`)
            .sort();
        const shown = () => composer.lines.map(({ id, text, open }) => ({ id, text, open }));
        const before = { said: said(), shown: shown() };
        const { taken, changes: removed } = composer.handle({ type: 'take-back', at });
        changes.push(...removed);
        if (!taken) return;
        expect(composer.canUndo).toBe(true);
        changes.push(...composer.handle({ type: 'undo', at }).changes);
        expect(said()).toEqual(before.said);
        // A line that had disappeared is shown again.
        if (before.shown.length > 0) expect(shown()).toEqual(before.shown);
      }),
      { numRuns: 300 },
    );
  });
});

describe('letters that are taken away again', () => {
  const room = { ...options, maxLines: 100, lineLength: 1000, captionMs: 1e6, wordPauseMs: 1e6 };
  const close = fc.oneof(
    sign,
    fc.constantFrom('space' as const, 'say' as const).map(
      (type) =>
        (at: number): ComposerEvent => ({ type, at }),
    ),
  );
  const quick = <T>(event: fc.Arbitrary<(at: number) => T>, maxLength: number) =>
    fc.array(fc.record({ event, gap: fc.nat({ max: 50 }) }), { maxLength });
  const end = (events: ComposerEvent[]) => {
    const composer = createComposer(room);
    const changes = events.flatMap((event) => [...composer.handle(event).changes]);
    changes.push(...composer.handle({ type: 'say', at: 99_999 }).changes);
    return {
      lines: composer.lines.map(({ text }) => text),
      said: standing(changes).map(({ text }) => text),
    };
  };

  it('leave the same state as if they had never been spelled', () => {
    const typed = fc.array(fc.constantFrom('A', 'B', 'C'), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(quick(close, 12), typed, quick(close, 6), (before, letters, after) => {
        const first = timed<ComposerEvent>(before);
        const middle: ComposerEvent[] = [
          ...letters.map((name) => letter(name, 1000)),
          ...letters.map((): ComposerEvent => ({ type: 'backspace', at: 1000 })),
        ];
        const last = timed<ComposerEvent>(after).map((event) =>
          event.type === 'clear' ? event : { ...event, at: event.at + 1000 },
        );
        expect(end([...first, ...middle, ...last])).toEqual(end([...first, ...last]));
      }),
    );
  });

  it('can all be taken away one by one, until nothing is left', () => {
    fc.assert(
      fc.property(quick(sign, 15), (steps) => {
        const events = timed<ComposerEvent>(steps);
        const back = events.map((): ComposerEvent => ({ type: 'backspace', at: 2000 }));
        expect(end([...events, ...back])).toEqual({ lines: [], said: [] });
      }),
    );
  });
});
