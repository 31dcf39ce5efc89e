import {
  createWordDecoder,
  readSpellingLanguage,
  type SpellingLanguage,
} from '../../captions/spelling/decoder.ts';
import { createWordReader, type WordReader } from '../../captions/spelling/reader.ts';
import type { SpellingLanguageId, WordsMessage } from '../../messaging/protocol.ts';
import { ask } from '../../messaging/replies.ts';

/** What words are read with. */
export interface WordReading {
  language: SpellingLanguageId;
  vocabulary: string;
  ownWords: readonly string[];
}

export interface WordReadingParts {
  send(message: WordsMessage): Promise<unknown>;
  /** Gets what reads words from now on; null: nothing does. */
  use(reader: WordReader | null): void;
}

interface Loaded {
  language: SpellingLanguage;
  confusions: unknown;
}

/**
 * Gives the composer what reads spelled words, while they are to be read. The files are requested when
 * they are first needed; without them, or if they are damaged, letters stand as they were spelled.
 *
 * @returns to be called with how words are to be read; null: not at all
 */
export function createWordReading({
  send,
  use,
}: WordReadingParts): (wanted: WordReading | null) => void {
  let now: WordReading | null = null;
  /** By language and vocabulary. */
  const loaded = new Map<string, Promise<Loaded | null>>();

  const load = async (language: SpellingLanguageId, vocabulary: string): Promise<Loaded | null> => {
    const files = await ask(send, { type: 'spelling-wanted', language, vocabulary });
    if (!files) return null;
    const bytes = Uint8Array.from(atob(files.tree), (character) => character.charCodeAt(0));
    const confusions: unknown = JSON.parse(files.confusions);
    return { language: readSpellingLanguage(bytes), confusions };
  };

  const loadOnce = (language: SpellingLanguageId, vocabulary: string): Promise<Loaded | null> => {
    const key = `${language} ${vocabulary}`;
    const known = loaded.get(key);
    if (known) return known;
    const loading = load(language, vocabulary).catch(() => null);
    loaded.set(key, loading);
    // The background may only have been away: ask again the next time.
    void loading.then((files) => {
      if (!files) loaded.delete(key);
    });
    return loading;
  };

  const start = async (wanted: WordReading): Promise<void> => {
    const files = await loadOnce(wanted.language, wanted.vocabulary);
    if (now !== wanted || !files) return;
    try {
      use(createWordReader(createWordDecoder({ ...files, ownWords: wanted.ownWords })));
    } catch {
      // The table of confused letters is damaged: letters stand as they were spelled.
    }
  };

  return (wanted) => {
    if (isSame(now, wanted)) return;
    now = wanted;
    use(null);
    if (wanted) void start(wanted);
  };
}

const isSame = (a: WordReading | null, b: WordReading | null): boolean =>
  a === b ||
  (a !== null &&
    b !== null &&
    a.language === b.language &&
    a.vocabulary === b.vocabulary &&
    a.ownWords.length === b.ownWords.length &&
    a.ownWords.every((word, i) => word === b.ownWords[i]));
