/**
 * Spelled words as landmark streams: what one letter at a time and flowing spelling read of them at
 * several paces, and how many letters both read where nothing is spelled.
 */
import { createRandom } from '../../../src/learning/random.ts';
import { createGate } from '../../../src/recognizer/signs/gate.ts';
import type { Gate, GateInput } from '../../../src/recognizer/signs/gate-types.ts';
import type { Classifier } from '../../../src/recognizer/signs/types.ts';
import { defaultSettings } from '../../../src/settings/schema.ts';
import { letters as letterNames } from '../shapes.ts';
import { seedOf } from '../signer/random.ts';
import { type ClipOutcome, eventMetrics, type TimedCaption } from './metrics.ts';
import type { Motion } from './motions.ts';
import { PathSketch, type SpotName } from './path.ts';
import { bodyBySeed } from './play.ts';
import { markdown, rate } from './report.ts';
import { classified } from './run.ts';
import type { SignPoses } from './signed.ts';
import { type StreamMaterial, streamsOf } from './streams.ts';
import { framesOf, type Play, signsOf } from './suite.ts';

/** How long each letter is held, and how long the change to the next takes, s. */
const paces = [
  { hold: 0.2, change: 0.12 },
  { hold: 0.3, change: 0.15 },
  { hold: 0.42, change: 0.18 },
  { hold: 0.8, change: 0.25 },
  { hold: 1.5, change: 0.3 },
] as const;
type Pace = (typeof paces)[number];

/** Nearest distance of a signer's head from the camera, m. */
const nearestSigner = 0.48;
/** Holds and changes of one word differ by this share at most. */
const uneven = 0.2;

/** The ways to spell, as the setting names them. */
const ways = ['single', 'flowing'] as const;
const { dwellMs } = defaultSettings;
const gateOf = (spelling: (typeof ways)[number]): Gate => createGate({ dwellMs, spelling });

/**
 * A hand that is raised, spells four to seven letters and goes down. No letter follows itself.
 *
 * @param signs the letters with their poses
 */
export function spelledMotion(signs: readonly SignPoses[], pace: Pace, seed: number): Motion {
  const random = createRandom(seed);
  const of = <T>(items: readonly T[]): T => items[random.below(items.length)]!;
  const about = (seconds: number): number => seconds * random.between(1 - uneven, 1 + uneven);
  const side = random.uniform() < 0.7 ? 'Right' : 'Left';
  const start = of<SpotName>(['lap', 'outside', 'table']);
  const place = of<SpotName>(['beside', 'front', 'front', 'chest']);
  const view = random.below(4);
  const path = new PathSketch(side, random, start, 'unknown:relaxed', 0.06).hold(0.4);
  const word: SignPoses[] = [];
  const length = 4 + random.below(4);
  while (word.length < length) {
    const sign = of(signs);
    if (sign !== word.at(-1)) word.push(sign);
  }
  const held = word.map((sign, i) => {
    if (i === 0) path.to(random.between(0.35, 0.7), place, of(sign.poses), view);
    else path.shape(about(pace.change), of(sign.poses), view);
    const from = path.seconds;
    path.hold(about(pace.hold), 0.006);
    return { gesture: sign.gesture, from, to: path.seconds };
  });
  path.to(random.between(0.3, 0.7), 'lap', 'unknown:relaxed');
  return {
    name: word.map(({ gesture }) => gesture).join(''),
    family: 'spelled',
    seconds: path.seconds + 0.8,
    hands: [path.done()],
    signs: held,
  };
}

/** The number of letters of `word` that `read` has in their order. */
export function lettersRight(word: readonly string[], read: readonly string[]): number {
  let above = new Array<number>(read.length + 1).fill(0);
  for (const letter of word) {
    const row = [0];
    read.forEach((other, j) => {
      row.push(letter === other ? above[j]! + 1 : Math.max(above[j + 1]!, row[j]!));
    });
    above = row;
  }
  return above[read.length]!;
}

/** The letters that a gate reads, with times in seconds, and how many held hands it gives no name. */
function readBy(
  gate: Gate,
  inputs: readonly GateInput[],
): { captions: TimedCaption[]; unnamed: number } {
  const captions: TimedCaption[] = [];
  let unnamed = 0;
  for (const input of inputs) {
    const { sign, scores, wasUnnamed } = gate.step(input);
    // The letter of that hold has its name after all.
    if (wasUnnamed) unnamed--;
    if (sign !== null) captions.push({ at: input.timestamp / 1000, gesture: sign });
    else if (scores) unnamed++;
  }
  return { captions, unnamed };
}

export interface SpelledOptions {
  hours: number;
  words: number;
  seed: number;
  onClip?(clip: number): void;
}

/** @returns a Markdown table, and a sentence about the families of silent motions */
export function spelledTable(
  classifier: Classifier,
  { poses, bank }: StreamMaterial,
  { hours, words, seed, onClip }: SpelledOptions,
): string {
  const isLetter = new Set<string>(letterNames);
  const signs = signsOf('fingerspelling', poses).filter(({ gesture }) => isLetter.has(gesture));
  const inputsOf = (play: Play): GateInput[] =>
    classified(framesOf(play, poses), classifier).map((input) => ({ ...input, letters: isLetter }));
  let clip = 0;
  const silence = ways.map(() => ({ clips: [] as ClipOutcome[], unnamed: 0 }));
  /** How many more letters flowing reads than one letter at a time, by family of silent motions. */
  const more = new Map<string, number>();
  const options = { hours, held: 0, seed };
  for (const play of streamsOf('report', 'fingerspelling', { poses, bank }, options)) {
    onClip?.(++clip);
    const { family, seconds } = play.motion;
    const inputs = inputsOf(play);
    const counts = ways.map((way, i) => {
      const { captions, unnamed } = readBy(gateOf(way), inputs);
      silence[i]!.clips.push({ signs: [], falseCaptions: captions, silentSeconds: seconds });
      silence[i]!.unnamed += unnamed;
      return captions.length;
    });
    more.set(family, (more.get(family) ?? 0) + counts[1]! - counts[0]!);
  }
  const cells = paces.map((pace) => {
    const counts = ways.map(() => ({ letters: 0, right: 0, read: 0, unnamed: 0 }));
    for (let i = 0; i < words; i++) {
      onClip?.(++clip);
      const own = seedOf(seed, `spelled ${pace.hold} ${i}`);
      const motion = spelledMotion(signs, pace, own);
      const body = bodyBySeed(own, nearestSigner);
      const inputs = inputsOf({ motion, body, seed: own, replacement: null });
      const word = motion.signs.map(({ gesture }) => gesture);
      ways.forEach((way, w) => {
        const { captions, unnamed } = readBy(gateOf(way), inputs);
        const read = captions.map(({ gesture }) => gesture);
        const count = counts[w]!;
        count.letters += word.length;
        count.right += lettersRight(word, read);
        count.read += read.length;
        count.unnamed += unnamed;
      });
    }
    const share = (part: number, whole: number): string => ((100 * part) / whole).toFixed(0);
    return counts.map(
      ({ letters, right, read, unnamed }) =>
        `${share(right, letters)} % (${share(read - right, letters)} %; ${share(unnamed, letters)} %)`,
    );
  });
  const head = ['spelling', 'false letters/h', 'unnamed/h'].concat(
    paces.map(({ hold, change }) => `${hold} s + ${change} s`),
  );
  const rows = ways.map((way, i) => {
    const { clips, unnamed } = silence[i]!;
    const metrics = eventMetrics(clips);
    const perHour = (unnamed / metrics.silentHours).toFixed(1);
    return [way, rate(metrics), perHour, ...cells.map((pace) => pace[i]!)];
  });
  const families = [...more]
    .filter(([, count]) => count !== 0)
    .sort(([, a], [, b]) => b - a)
    .map(([family, count]) => `${family} ${count}`);
  const difference = `Letters that flowing reads more where nothing is spelled: ${families.join(', ') || 'none'}.`;
  return `${markdown(head, rows)}\n\n${difference}`;
}
