/** The newest caption that is whole and was not taken back. */
import type { CaptionChange, CommittedCaption } from '../../captions/composer.ts';

/** So many can be taken back one after the other, and the one before them is still known. */
const mostTakenBack = 50;

export interface Newest {
  /** To be told of every change of captions. */
  hear(changes: readonly CaptionChange[]): void;
  readonly text: string | null;
}

export function createNewest(): Newest {
  let standing: CommittedCaption[] = [];
  return {
    hear(changes) {
      for (const change of changes) {
        standing =
          change.type === 'committed'
            ? [...standing, change.caption].slice(-mostTakenBack)
            : standing.filter(({ id }) => id !== change.id);
      }
    },
    get text() {
      return standing.at(-1)?.text ?? null;
    },
  };
}
