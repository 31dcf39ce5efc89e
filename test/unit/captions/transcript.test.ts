import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addCue,
  type Cue,
  emptyTranscript,
  removeCues,
  type Transcript,
} from '../../../src/captions/transcript.ts';
import {
  timeCues,
  toSrt,
  toText,
  toVtt,
  transcriptFile,
  transcriptFormats,
} from '../../../src/captions/transcript-files.ts';
import { parseSrt, parseVtt } from './subtitle-parsers.ts';

const noon = Date.UTC(2026, 0, 2, 12, 0, 0);
const cue = (id: string, from: number, text = id, to = from): Cue => ({
  id,
  text,
  from: noon + from,
  to: noon + to,
});
const fill = (cues: readonly Cue[], most?: number): Transcript =>
  cues.reduce((all, one) => addCue(all, one, most), emptyTranscript);
const ids = ({ cues }: Transcript) => cues.map(({ id }) => id);

describe('a transcript', () => {
  it('is in the order in which captions began, even if a longer one is added later', () => {
    expect(ids(fill([cue('phrase', 4000), cue('word', 1000, 'HELLO', 3500)]))).toEqual([
      'word',
      'phrase',
    ]);
  });

  it('keeps two captions of the same moment in the order in which they were added', () => {
    expect(ids(fill([cue('a', 0), cue('b', 0)]))).toEqual(['a', 'b']);
  });

  it('contains a caption that is added twice once', () => {
    const told = fill([cue('a', 0, 'HEL'), cue('b', 10), cue('a', 0, 'HELLO')]);
    expect(told.cues.map(({ text }) => text)).toEqual(['HELLO', 'b']);
  });

  it('drops captions that are taken back, and ignores ids that it does not contain', () => {
    const all = fill([cue('a', 0), cue('b', 10)]);
    expect(ids(removeCues(all, ['a', 'x']))).toEqual(['b']);
    expect(removeCues(all, ['x'])).toBe(all);
  });

  it('keeps the order of signing if the clock is set back or forward by hours', () => {
    const hours = 3_600_000;
    const all = fill([
      cue('a', 0),
      cue('b', 5 * hours),
      cue('c', 5 * hours + 4000),
      // Another page of the tab, after the clock was corrected.
      cue('d', 8000, 'd', 9000),
      cue('e', 12_000),
    ]);
    expect(ids(all)).toEqual(['a', 'b', 'c', 'd', 'e']);
    for (const [i, { from, to }] of all.cues.entries()) {
      expect(to).toBeGreaterThanOrEqual(from);
      expect(from).toBeGreaterThanOrEqual(all.cues[i - 1]?.from ?? 0);
    }
    expect(all.cues[3]).toMatchObject({
      from: noon + 5 * hours + 4000,
      to: noon + 5 * hours + 5000,
    });
  });

  it('drops the oldest captions beyond its limit, and counts them', () => {
    const all = fill([cue('a', 0), cue('b', 10), cue('c', 20), cue('d', 30)], 2);
    expect(ids(all)).toEqual(['c', 'd']);
    expect(all.dropped).toBe(2);
  });
});

describe('times in a file', () => {
  it('start at the first caption', () => {
    expect(timeCues([cue('a', 5000), cue('b', 65_000)]).map(({ start }) => start)).toEqual([
      0, 60_000,
    ]);
  });

  it('last 5 s after the last sign, or until the next caption', () => {
    expect(
      timeCues([cue('HELLO', 0, 'HELLO', 3000), cue('b', 20_000), cue('c', 21_000)]).map(
        ({ end }) => end,
      ),
    ).toEqual([8000, 21_000, 26_000]);
  });

  it('work beyond a hundred hours', () => {
    expect(toVtt([cue('a', 0), cue('b', 360_001_234)])).toContain(
      '100:00:01.234 --> 100:00:06.234',
    );
  });
});

describe('a plain text file', () => {
  it('has one line per caption, whatever line ends the caption contains', () => {
    expect(toText([cue('a', 0, 'One\nmoment'), cue('b', 61_000, 'HELLO')])).toBe(
      '00:00:00  One moment\n00:01:01  HELLO\n',
    );
  });
});

describe('a plain text file with the time of day', () => {
  it('has the time before each caption', () => {
    const timeOf = (ms: number) => new Date(ms).toISOString().slice(11, 19);
    expect(toText([cue('a', 1000, 'Yes')], timeOf)).toBe('12:00:01  Yes\n');
  });
});

describe('WebVTT', () => {
  it('escapes what would end a cue or begin a tag', () => {
    const file = toVtt([cue('a', 0, 'a --> b <i> & c')]);
    expect(file).toBe('WEBVTT\n\n00:00:00.000 --> 00:00:05.000\na --&gt; b &lt;i&gt; &amp; c\n');
    expect(parseVtt(file)[0]?.text).toBe('a --> b <i> & c');
  });

  it('is valid without captions', () => {
    expect(parseVtt(toVtt([]))).toEqual([]);
  });
});

describe('SubRip', () => {
  it('numbers its cues and writes milliseconds after a comma', () => {
    expect(toSrt([cue('a', 0, 'Yes'), cue('b', 1500, 'No')])).toBe(
      '1\r\n00:00:00,000 --> 00:00:01,500\r\nYes\r\n\r\n2\r\n00:00:01,500 --> 00:00:06,500\r\nNo\r\n\r\n',
    );
  });

  it('replaces what it cannot express by an arrow', () => {
    expect(parseSrt(toSrt([cue('a', 0, 'a --> b')]))[0]?.text).toBe('a \u2192 b');
  });
});

describe('a transcript of any captions', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc
      .array(
        fc.constantFrom(
          '-->',
          '<',
          '&',
          '&lt;',
          '\n',
          '\r',
          '\r\n',
          '\n\n',
          '1',
          ' ',
          'a',
          '\u2028',
        ),
        {
          maxLength: 8,
        },
      )
      .map((parts) => parts.join('')),
  );
  const cues = fc.array(
    fc.record({
      id: fc.uuid(),
      text,
      from: fc.double({ min: noon, max: noon + 9e6, noNaN: true }),
      to: fc.double({ min: noon, max: noon + 9e6, noNaN: true }),
    }),
    { maxLength: 30 },
  );
  const words = (line: string) => line.split(/[\p{Cc}\s]+/u).filter((word) => word !== '');

  it('is read by strict readers from both subtitle formats, in order and complete', () => {
    fc.assert(
      fc.property(cues, (given) => {
        const all = fill(given);
        const told = all.cues.map((one) => words(one.text)).filter((one) => one.length > 0);
        expect(parseVtt(toVtt(all.cues)).map((one) => words(one.text))).toEqual(told);
        const srt = parseSrt(toSrt(all.cues));
        expect(srt.map((one) => words(one.text))).toEqual(
          told.map((line) => line.map((word) => word.replace(/-{2,}>/g, '\u2192'))),
        );
        expect(srt.map(({ start, end }) => ({ start, end }))).toEqual(
          parseVtt(toVtt(all.cues)).map(({ start, end }) => ({ start, end })),
        );
      }),
    );
  });

  it('can be written in each format with its media type', () => {
    for (const format of transcriptFormats) {
      const { text: file, type } = transcriptFile(format, [cue('a', 0, 'Yes')]);
      expect(file).toContain('Yes');
      expect(type).toMatch(/;charset=utf-8$/);
    }
  });
});

describe('the strict readers of these tests', () => {
  it.each([
    ['WEBVTT\n\n00:00:00.000 --> 00:00:00.000\na\n'],
    ['WEBVTT\n\n00:00:02.000 --> 00:00:03.000\na\n\n00:00:01.000 --> 00:00:03.000\nb\n'],
    ['WEBVTT\n\n00:00:00.000 --> 00:00:01.000\na <b\n'],
    ['WEBVTT\n\n00:00:00.000 --> 00:00:01.000\na & b\n'],
    ['WEBVTT\n\n00:00:00.000 --> 00:00:01.000\na --> b\n'],
    ['00:00:00.000 --> 00:00:01.000\na\n'],
  ])('refuse %j as WebVTT', (file) => {
    expect(() => parseVtt(file)).toThrow();
  });

  it.each([
    ['1\n00:00:00,000 --> 00:00:01,000\na\n\n'],
    ['2\r\n00:00:00,000 --> 00:00:01,000\r\na\r\n\r\n'],
    ['1\r\n00:00:00.000 --> 00:00:01.000\r\na\r\n\r\n'],
    ['1\r\n00:00:00,000 --> 00:00:01,000\r\na'],
  ])('refuse %j as SubRip', (file) => {
    expect(() => parseSrt(file)).toThrow();
  });
});
