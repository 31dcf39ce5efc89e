import type { CaptionChange, CommittedCaption } from '../../captions/composer.ts';
import type { CaptionMessage, WordsMessage } from '../../messaging/protocol.ts';
import { ask } from '../../messaging/replies.ts';
import type { CaptionListener } from '../presenter.ts';

/** The longest caption that a transcript takes, characters. */
const maxCharacters = 500;

export interface ScribeParts {
  send(message: CaptionMessage): void;
  /** Names this document among all that the tab has and had; at most 40 characters. */
  document: string;
  /** Wall-clock time, ms. */
  now(): number;
  /** The clock of the captions' own times, ms. */
  timer(): number;
}

/** Passes captions on to the background, which keeps the tab's transcript. */
export function createScribe({ send, document, now, timer }: ScribeParts): CaptionListener {
  const nameOf = (id: number): string => `${document}-${id}`;
  let ahead = Number.NEGATIVE_INFINITY;
  const said = ({ id, text, from, to }: CommittedCaption): CaptionMessage => {
    // Read with each caption: a laptop may have slept, and the wall clock may be set. Where it was
    // set back, times go on by the old one: a transcript stands in the order of its times.
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
      ? said(change.caption)
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
 * Gives the composer words to suggest while the setting is on. The list is asked for when that is
 * first so, and once; without an answer there are no suggestions until the setting is switched anew.
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
