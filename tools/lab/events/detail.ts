/** Which signs are missed, and what is captioned in silent motions: where a gate's figures come from. */
import { defaultSettings } from '../../../src/settings/schema.ts';
import { handSizes, type Tally } from './count.ts';
import type { EventMetrics, TimedCaption } from './metrics.ts';
import { markdown } from './report.ts';

/** A letter is a word of its own if no other caption is this near in time, s. */
const wordPause = defaultSettings.wordPauseMs / 1000;
/** Letters that are no word of their own. */
const noWord = /^[B-HJ-Z]$/;

/** Whether a word of one letter would be shown that is hardly meant. */
function isLone({ at, gesture }: TimedCaption, captions: readonly TimedCaption[]): boolean {
  const near = captions.filter((other) => Math.abs(other.at - at) < wordPause);
  return near.length === 1 && noWord.test(gesture);
}

/** What is captioned in silent motions, family by family, and how much of it are words of one letter. */
export function captionsTable(tally: Tally): string {
  const clips = tally.silentCaptions();
  const families = [...new Set(clips.map(({ family }) => family))];
  const row = (name: string, isOwn: (family: string) => boolean) => {
    const own = clips.filter(({ family }) => isOwn(family));
    const minutes = own.reduce((sum, { seconds }) => sum + seconds, 0) / 60;
    const counts = new Map<string, number>();
    let lone = 0;
    for (const { captions } of own) {
      for (const caption of captions) {
        counts.set(caption.gesture, (counts.get(caption.gesture) ?? 0) + 1);
        if (isLone(caption, captions)) lone++;
      }
    }
    const sorted = [...counts].sort((a, b) => b[1] - a[1]);
    const all = sorted.reduce((sum, [, count]) => sum + count, 0);
    const as = sorted.map(([gesture, count]) => `${gesture} ${count}`).join(', ');
    return { all, cells: [name, minutes.toFixed(0), `${all}`, `${lone}`, as] };
  };
  const rows = families
    .map((family) => row(family, (other) => other === family))
    .sort((a, b) => b.all - a.all);
  return markdown(
    ['family', 'minutes', 'false captions', 'lone letters but A and I', 'as'],
    [row('all', () => true), ...rows].map(({ cells }) => cells),
  );
}

/** Held signs by gesture, of hands over 60 px, the ones that are missed most often first. */
export function signsTable(tally: Tally): string {
  const [, middle, large] = handSizes;
  const captioned = ({ held, recall }: EventMetrics) =>
    held === 0 ? 0 : Math.round(recall * held);
  const missed = (metrics: EventMetrics) => metrics.held - captioned(metrics);
  const share = (all: readonly EventMetrics[]) => {
    const held = all.reduce((sum, metrics) => sum + metrics.held, 0);
    const right = all.reduce((sum, metrics) => sum + captioned(metrics), 0);
    return held === 0 ? '-' : `${right} of ${held}`;
  };
  const together = (name: string, from: number) => {
    const all = tally.bySign(from);
    return [name, share(all.map(({ drawn }) => drawn)), share(all.map((one) => one.recorded))];
  };
  const rows = tally
    .bySign(middle.from)
    .sort((a, b) => missed(b.drawn) + missed(b.recorded) - missed(a.drawn) - missed(a.recorded))
    .map(({ gesture, drawn, recorded }) => [gesture, share([drawn]), share([recorded])]);
  return markdown(
    ['gesture', 'drawn hands captioned', 'hands of the bank captioned'],
    [together('all over 120 px', large.from), together('all over 60 px', middle.from), ...rows],
  );
}
