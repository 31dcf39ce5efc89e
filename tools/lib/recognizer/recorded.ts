/**
 * Runs the whole recognizer, gate and composer on a recording. Frames are chosen, cut and paced as in
 * the content script, but with the recording's own times, and every answer comes at once. So a
 * recording gives the same captions every time, however fast the machine is.
 */
import { createComposer } from '../../../src/captions/composer.ts';
import { limitOf, planCut } from '../../../src/grab/geometry.ts';
import { Pacer } from '../../../src/grab/pacer.ts';
import type { Recognition } from '../../../src/recognizer/recognition.ts';
import type { Recognizer } from '../../../src/recognizer/recognizer.ts';
import { defaultSettings } from '../../../src/settings/schema.ts';
import type { RecordedPicture } from '../media/video.ts';

export interface RecordedCaption {
  /** Seconds since the recording's start. */
  t: number;
  gesture: string;
  caption: string;
}

export interface RecordedTotals {
  seconds: number;
  captions: number;
  framesSeen: number;
  framesSearched: number;
  framesTracked: number;
}

export interface RecordedOptions {
  vocabulary: string;
  dwellMs: number;
  onCaption(caption: RecordedCaption): void;
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** Captions a recording. @throws what reading the recording or opening the vocabulary throws */
export async function captionRecording(
  recognizer: Recognizer,
  pictures: AsyncIterable<RecordedPicture>,
  { vocabulary, dwellMs, onCaption }: RecordedOptions,
): Promise<RecordedTotals> {
  const stream = await recognizer.open({ vocabulary, dwellMs });
  const gestures = new Map(stream.vocabulary.gestures.map((gesture) => [gesture.id, gesture]));
  const composer = createComposer({ wordPauseMs: defaultSettings.wordPauseMs });
  const pacer = new Pacer();
  const totals = { seconds: 0, captions: 0, framesSeen: 0, framesSearched: 0, framesTracked: 0 };
  let next: Partial<Recognition['next']> = {};
  let first: number | null = null;
  let last = 0;
  try {
    for await (const picture of pictures) {
      const { timestamp, width, height } = picture;
      totals.framesSeen++;
      first ??= timestamp;
      last = timestamp;
      if (pacer.decide(timestamp)) continue;
      const frame = await picture.cut(
        planCut(width, height, next.region ?? null, limitOf(next.scale)),
      );
      pacer.sent(timestamp);
      const recognition = await stream.push(frame);
      pacer.answered(recognition?.next.afterMs);
      if (!recognition) continue;
      next = recognition.next;
      if (recognition.searched) totals.framesSearched++;
      if (recognition.tracked) totals.framesTracked++;
      const gesture = recognition.sign === null ? undefined : gestures.get(recognition.sign);
      if (!gesture) continue;
      const { id, caption, kind } = gesture;
      const { emitted } = composer.handle({
        type: 'sign',
        gesture: id,
        caption,
        kind,
        at: timestamp,
      });
      for (const { text } of emitted) {
        totals.captions++;
        onCaption({ t: rounded(timestamp / 1000), gesture: id, caption: text });
      }
    }
  } finally {
    stream.dispose();
  }
  if (first !== null) {
    // Assume that the last picture is shown as long as the others on average.
    const shown = totals.framesSeen > 1 ? (last - first) / (totals.framesSeen - 1) : 0;
    totals.seconds = rounded((last - first + shown) / 1000);
  }
  return totals;
}
