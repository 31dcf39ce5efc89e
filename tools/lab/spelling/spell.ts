/** A person spells words: from their hands to the lines that the program prints. */
import type { WordDecoder } from '../../../src/captions/spelling/decoder.ts';
import { createRandom } from '../../../src/learning/random.ts';
import type { Classifier, MovementClassifier } from '../../../src/recognizer/signs/types.ts';
import type { Speller } from './hands.ts';
import { letterEvents } from './letter-events.ts';
import { createPlayer } from './play.ts';
import { handsOfWord, streamOf } from './stream.ts';
import type { WordLine } from './summary.ts';

export interface SpellOptions {
  /** How long each letter is held, ms. */
  pace: number;
  flowing: boolean;
  /** Names letters that are drawn; null: none are. */
  movements: MovementClassifier | null;
  seed: number;
  /** Of this person alone: it learns how they show their letters. */
  decoder: WordDecoder;
  /** ms; measures the decoder. */
  clock: () => number;
}

/** Spells one word after the other. Words with a letter that the person does not show are left out. */
export function* spellWords(
  person: Speller & { classifier: Classifier },
  words: readonly string[],
  { pace, flowing, movements, seed, decoder, clock }: SpellOptions,
): Generator<WordLine> {
  const random = createRandom(seed);
  const play = createPlayer(decoder, clock);
  for (const word of words) {
    const hands = handsOfWord(person, word, random);
    if (!hands) continue;
    const frames = streamOf(word, hands, pace, random);
    const {
      margins: _,
      msPerLetter,
      ...read
    } = play(letterEvents(frames, person.classifier, flowing, movements));
    yield { person: person.name, word, ...read, msPerLetter: Number(msPerLetter.toFixed(3)) };
  }
}
