/**
 * Transcripts as files: plain text, SubRip (no standard; in the form that players read) and WebVTT
 * (https://www.w3.org/TR/webvtt1/). Pure.
 */
import type { Cue } from './transcript.ts';

/** How long a cue stays after its last sign if no other cue follows, ms. */
export const shownMs = 5000;

/** A cue as a player needs it: integer milliseconds since the first cue's start, `end > start`. */
export interface TimedCue {
  /** Wall-clock ms. */
  readonly from: number;
  readonly start: number;
  readonly end: number;
  /** Lines of text, none empty. */
  readonly lines: readonly string[];
}

/**
 * Cues in order, with times from the first one's start. Each lasts until {@link shownMs} after its
 * last sign, or until the next one starts. Cues without text are left out.
 *
 * @param cues in any order.
 */
export function timeCues(cues: readonly Cue[]): TimedCue[] {
  const sorted = [...cues]
    .map((cue) => ({
      from: Math.round(cue.from),
      to: Math.round(cue.to),
      lines: linesOf(cue.text),
    }))
    .filter(({ lines }) => lines.length > 0)
    .sort((a, b) => a.from - b.from);
  const zero = sorted[0]?.from ?? 0;
  return sorted.map(({ from, to, lines }, i) => {
    const next = sorted[i + 1]?.from ?? Number.POSITIVE_INFINITY;
    const end = Math.max(from + 1, Math.min(Math.max(from, to) + shownMs, next));
    return { from, start: from - zero, end: end - zero, lines };
  });
}

/** The text's lines, without blank ones (which would end a cue) and control characters. */
function linesOf(text: string): string[] {
  return text
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map((line) => line.replace(/\p{Cc}/gu, ' ').trim())
    .filter((line) => line !== '');
}

const two = (value: number): string => String(value).padStart(2, '0');

/** `HH:MM:SS`; hours may have more than two digits. */
export function clockTime(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

const stamp = (ms: number, mark: string): string =>
  `${clockTime(ms)}${mark}${String(ms % 1000).padStart(3, '0')}`;

/**
 * One line per cue: its time, then the text.
 *
 * @param timeOf writes a wall-clock time; left out: the time since the first cue is written.
 */
export function toText(cues: readonly Cue[], timeOf?: (ms: number) => string): string {
  return timeCues(cues)
    .map(({ from, start, lines }) => `${timeOf?.(from) ?? clockTime(start)}  ${lines.join(' ')}\n`)
    .join('');
}

/** SubRip cannot express `-->` in a text; it is replaced by an arrow. */
export function toSrt(cues: readonly Cue[]): string {
  return timeCues(cues)
    .map(({ start, end, lines }, i) =>
      [
        String(i + 1),
        `${stamp(start, ',')} --> ${stamp(end, ',')}`,
        ...lines.map((line) => line.replace(/-{2,}>/g, '\u2192')),
        '',
        '',
      ].join('\r\n'),
    )
    .join('');
}

export function toVtt(cues: readonly Cue[]): string {
  const blocks = timeCues(cues).map(({ start, end, lines }) =>
    [`${stamp(start, '.')} --> ${stamp(end, '.')}`, ...lines.map(escapeVtt)].join('\n'),
  );
  return `${['WEBVTT', ...blocks].join('\n\n')}\n`;
}

const escapeVtt = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export const transcriptFormats = ['txt', 'srt', 'vtt'] as const;
export type TranscriptFormat = (typeof transcriptFormats)[number];

/** The file's whole text and its media type. `timeOf` as for {@link toText}. */
export function transcriptFile(
  format: TranscriptFormat,
  cues: readonly Cue[],
  timeOf?: (ms: number) => string,
): { text: string; type: string } {
  switch (format) {
    case 'txt':
      return { text: toText(cues, timeOf), type: 'text/plain;charset=utf-8' };
    case 'srt':
      return { text: toSrt(cues), type: 'application/x-subrip;charset=utf-8' };
    case 'vtt':
      return { text: toVtt(cues), type: 'text/vtt;charset=utf-8' };
  }
}
