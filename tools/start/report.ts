/** Prints the output of `npm start`: lines for a person, or JSON lines. */
import { type Diagnostics, stageNames } from '../../src/content/diagnostics.ts';
import { type Spread, spread } from '../lib/printing/statistics.ts';

export interface CaptionLine {
  /** Seconds since the clip's first frame. */
  t: number;
  caption: string;
  gesture: string;
}

export interface Summary {
  vocabulary: string;
  backend: string | null;
  /** How long the camera ran, s. */
  seconds: number;
  captions: number;
  framesSeen: number;
  framesSent: number;
  framesWithHand: number;
  framesSearched: number;
  framesTracked: number;
  dropped: Record<string, number>;
  frameSize: Diagnostics['frameSize'];
  /** In ms; `grab` and `send` on the page's main thread, the others in the recognizer. */
  stages: Record<string, Spread>;
}

export function summarize(data: Diagnostics, vocabulary: string, captions: number): Summary {
  const { frames, firstTimestamp, lastTimestamp } = data;
  const stages: Record<string, Spread> = {};
  for (const name of stageNames) {
    const times = spread(data.stages[name]);
    if (times) stages[name] = times;
  }
  const ms = firstTimestamp === null || lastTimestamp === null ? 0 : lastTimestamp - firstTimestamp;
  return {
    vocabulary,
    backend: data.backend,
    seconds: Math.round(ms) / 1000,
    captions,
    framesSeen: frames.seen,
    framesSent: frames.sent,
    framesWithHand: frames.withHand,
    framesSearched: frames.searched,
    framesTracked: frames.tracked,
    dropped: frames.dropped,
    frameSize: data.frameSize,
    stages,
  };
}

export interface Reporter {
  /** Prints progress; never on standard output in JSON mode. */
  note(text: string): void;
  caption(line: CaptionLine): void;
  summary(summary: Summary): void;
}

export function createReporter(json: boolean): Reporter {
  if (json)
    return {
      note: (text) => console.error(text),
      caption: ({ t, caption, gesture }) =>
        console.log(JSON.stringify({ t: Math.round(t * 1000) / 1000, caption, gesture })),
      summary: (summary) => console.log(JSON.stringify({ summary })),
    };
  return {
    note: (text) => console.log(text),
    caption: ({ t, caption, gesture }) =>
      console.log(`${t.toFixed(1).padStart(7)} s  ${caption}  (${gesture})`),
    summary: (summary) => console.log(formatSummary(summary)),
  };
}

export function formatSummary(summary: Summary): string {
  const { seconds, captions, framesSeen, framesSent, framesWithHand, backend } = summary;
  const lines = [
    '',
    `${captions} ${captions === 1 ? 'caption' : 'captions'} in ${seconds.toFixed(1)} s (${summary.vocabulary}, ${backend ?? 'no backend'})`,
    `frames: ${framesSeen} seen, ${framesSent} sent, ${framesWithHand} with a hand`,
  ];
  const stages = Object.entries(summary.stages);
  if (stages.length > 0) {
    lines.push(`${'stage'.padEnd(12)}${'median ms'.padStart(10)}${'p95 ms'.padStart(10)}`);
    for (const [name, { median, p95 }] of stages)
      lines.push(
        `${name.padEnd(12)}${median.toFixed(2).padStart(10)}${p95.toFixed(2).padStart(10)}`,
      );
  }
  return lines.join('\n');
}
