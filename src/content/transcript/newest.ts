/** Keeps the newest committed caption that was not taken back. */
import type { CaptionChange, CommittedCaption } from '../../captions/composer.ts';

/** How many captions are kept: nearly as many can be taken back in a row. */
const mostTakenBack = 50;

export interface Newest {
  /** Must be called with every change of captions. */
  update(changes: readonly CaptionChange[]): void;
  readonly text: string | null;
  /** At most this many, the newest last. */
  latest(count: number): readonly CommittedCaption[];
}

/** At its place in time: a caption that was put back may be older than others. */
function put(captions: readonly CommittedCaption[], added: CommittedCaption): CommittedCaption[] {
  const place = captions.findLastIndex(({ from }) => from <= added.from) + 1;
  return captions.toSpliced(place, 0, added);
}

export function createNewest(): Newest {
  let standing: CommittedCaption[] = [];
  return {
    update(changes) {
      for (const change of changes) {
        standing =
          change.type === 'committed'
            ? put(standing, change.caption).slice(-mostTakenBack)
            : standing.filter(({ id }) => id !== change.id);
      }
    },
    get text() {
      return standing.at(-1)?.text ?? null;
    },
    latest: (count) => standing.slice(-count),
  };
}
