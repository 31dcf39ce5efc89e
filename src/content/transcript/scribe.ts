import type { CaptionChange, CommittedCaption } from '../../captions/composer.ts';
import type { CaptionMessage, WordsMessage } from '../../messaging/protocol.ts';
import { ask } from '../../messaging/replies.ts';
import type { CaptionListener } from '../presenter.ts';

/** The longest caption that a transcript takes, characters. */
const maxCharacters = 500;

export interface ScribeParts {
  send(message: CaptionMessage): void;
  /** An id of this document, unique among all that the tab has and had; at most 40 characters. */
  document: string;
  /** Wall-clock time, ms. */
  now(): number;
  /** The clock that captions are timed by, ms. */
  timer(): number;
}

/** Passes captions on to the background, which keeps the tab's transcript. */
export function createScribe({ send, document, now, timer }: ScribeParts): CaptionListener {
  const nameOf = (id: number): string => `${document}-${id}`;
  /** How far the wall clock is ahead of the captions' clock, ms. */
  let ahead = Number.NEGATIVE_INFINITY;
  const committed = ({ id, text, from, to }: CommittedCaption): CaptionMessage => {
    // Read for each caption: the laptop may have slept, or the wall clock may have been changed. If
    // it was set back, the earlier difference stays: a transcript is in the order of its times.
    ahead = Math.max(ahead, now() - timer());
    const cue = {
      id: nameOf(id),
      text: text.slice(0, maxCharacters),
      from: from + ahead,
      to: to + ahead,
    };
    return { type: 'caption-said', cue };
  };
  const messageOf = (change: CaptionChange): CaptionMessage =>
    change.type === 'committed'
      ? committed(change.caption)
      : { type: 'caption-removed', id: nameOf(change.id) };
  return (changes) => {
    for (const change of changes) send(messageOf(change));
  };
}

export interface WordSource {
  send(message: WordsMessage): Promise<unknown>;
  use(words: readonly string[]): void;
}

/**
 * Gives the composer words to suggest while the setting is on. The list is requested once, when the
 * setting is first on; without a reply there are no suggestions until the setting is switched
 * again.
 */
export function createWordUse({ send, use }: WordSource): (on: boolean) => void {
  let wanted = false;
  let words: readonly string[] | null = null;
  return (on) => {
    if (on === wanted) return;
    wanted = on;
    if (!on || words) {
      use(on && words ? words : []);
      return;
    }
    ask(send, { type: 'words-wanted' }).then(
      (list) => {
        if (!list || list.length === 0) return;
        words = list;
        if (wanted) use(words);
      },
      () => undefined,
    );
  };
}
