/**
 * Drawn clips of the motions that cause the most false captions, and of held signs, with what the
 * landmark model computed for each hand. The plays are those of `npm run events -- --rendered`, which no
 * head is trained on.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import type { Hand, Landmark } from '../../../src/recognizer/hand.ts';
import type { HandModels } from '../../../src/recognizer/hands/models.ts';
import { createTracker } from '../../../src/recognizer/hands/tracker.ts';
import { createRecognizer, type Recognizer } from '../../../src/recognizer/recognizer.ts';
import { createGate } from '../../../src/recognizer/signs/gate.ts';
import { createVocabularies } from '../../../src/recognizer/worker/vocabularies.ts';
import { renderedHands } from '../events/render.ts';
import { type BankHands, heldPlays, type Play, signsOf, silentPlays } from '../events/suite.ts';
import { type VocabularyId, vocabularyIds } from '../shapes.ts';
import { Renderer } from '../signer/browser.ts';
import { readPoses } from '../signer/pose.ts';
import { hasInner, viewOf } from './inner.ts';

const root = join(import.meta.dirname, '../../..');
const fps = 5;
const noBank: BankHands = { idle: [], known: new Map() };
/** The families, worst first by docs/gate.md, and how many plays of each. */
const families = ['hold-thumb-on-top', 'glasses', 'rest-at-chin', 'show-thing'].concat([
  'cover-mouth',
  'fidget',
  'reach',
]);
const playsPerFamily = 3;
/** Of the held plays of `npm run events -- --rendered`, every fourth; and as many of letters. */
const held: Readonly<Record<VocabularyId, number>> = { 'call-gestures': 39, fingerspelling: 50 };
const everyHeld = 4;

const clipSchema = v.object({
  name: v.string(),
  family: v.string(),
  seed: v.number(),
  /** The vocabulary of its signs, or both. */
  vocabulary: v.picklist([...vocabularyIds, 'both']),
  seconds: v.number(),
  signs: v.array(v.object({ gesture: v.string(), from: v.number(), to: v.number() })),
  /** For each frame: time, and for each hand its landmarks, side, leftness, presence and inner numbers. */
  frames: v.array(
    v.object({
      t: v.number(),
      p: v.array(v.pipe(v.array(v.number()), v.length(63))),
      s: v.array(v.picklist(['Left', 'Right'])),
      l: v.array(v.number()),
      pr: v.array(v.number()),
      m: v.array(v.array(v.number())),
    }),
  ),
});
type StoredClip = v.InferOutput<typeof clipSchema>;

/** A hand of a clip, with the layer `middle` in cells. */
export interface ClipHand {
  hand: Hand;
  middle: Float32Array;
}
export interface Clip extends Omit<StoredClip, 'frames'> {
  frames: { timestamp: number; hands: ClipHand[] }[];
}

/** The plays to draw, silent and held ones by turns. */
export function clipPlays(): { play: Play; vocabulary: VocabularyId | 'both' }[] {
  const poses = readPoses();
  const turn = ({ motion: { name, family } }: Play) =>
    Number(name.split('-').at(-1)) * 100 + families.indexOf(family);
  const silent = [...silentPlays('report', noBank, 1, 1)]
    .filter(({ motion }) => families.includes(motion.family))
    .sort((a, b) => turn(a) - turn(b))
    .slice(0, families.length * playsPerFamily)
    .map((play) => ({ play, vocabulary: 'both' as const }));
  const signed = vocabularyIds
    .flatMap((vocabulary) => {
      const signs = signsOf(vocabulary, poses);
      const plays = heldPlays('report', noBank, signs, poses, held[vocabulary], 1);
      return [...plays].map((play) => ({ play, vocabulary }));
    })
    .filter((_, i) => i % everyHeld === 0);
  const longer = Math.max(silent.length, signed.length);
  return Array.from({ length: longer }, (_, i) => [silent[i], signed[i]])
    .flat()
    .filter((entry) => entry !== undefined);
}

type Frames = StoredClip['frames'];

/** A recognizer that also notes each frame's hands. */
function notingRecognizer(models: HandModels, note: (frame: Frames[number]) => void): Recognizer {
  const load = createVocabularies(async (path) =>
    JSON.parse(await readFile(join(root, path), 'utf8')),
  );
  const plain = createRecognizer({
    createTracker: () => createTracker(models),
    createGate,
    loadVocabulary: (id, _draft, language) => load(id, language),
    clock: () => 0,
  });
  return {
    async open(options) {
      const stream = await plain.open(options);
      return {
        ...stream,
        get vocabulary() {
          return stream.vocabulary;
        },
        async push(frame, suppressed) {
          const recognition = await stream.push(frame, suppressed);
          if (!recognition) return null;
          const hands = recognition.hands.filter(hasInner);
          const round = (digits: number) => (value: number) => Number(value.toFixed(digits));
          note({
            t: recognition.timestamp,
            p: hands.map(({ landmarks }) => landmarks.flatMap((point) => point.map(round(1)))),
            s: hands.map(({ handedness }) => handedness),
            l: hands.map(({ leftness }) => leftness),
            pr: hands.map(({ presence }) => presence),
            m: hands.map(({ inner }) => Array.from(viewOf(inner, 'middle'), round(3))),
          });
          return recognition;
        },
      };
    },
  };
}

/** Draws the clips that `file` does not hold yet; each is added as soon as it is complete. */
export async function drawClips(
  models: HandModels,
  file: string,
  onClip: (name: string) => void,
): Promise<void> {
  const poses = readPoses();
  const kept = new Set(readClips(file).map(({ name, seed }) => `${name} ${seed}`));
  let frames: Frames = [];
  const recognizer = notingRecognizer(models, (frame) => void frames.push(frame));
  const renderer = await Renderer.open(640, 480);
  mkdirSync(dirname(file), { recursive: true });
  try {
    for (const { play, vocabulary } of clipPlays()) {
      const { motion, seed } = play;
      const { name, family, seconds, signs } = motion;
      if (kept.has(`${name} ${seed}`)) continue;
      frames = [];
      const folder = join(dirname(file), 'rendered');
      await renderedHands(play, async () => ({ renderer, recognizer }), { poses, fps, folder });
      const clip = { name, family, seed, vocabulary, seconds, signs, frames };
      appendFileSync(file, `${JSON.stringify(clip)}\n`);
      onClip(name);
    }
  } finally {
    await renderer.dispose();
  }
}

/** @returns no clips if there is no such file. @throws if it is damaged */
export function readClips(file: string): Clip[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const { frames, ...clip } = v.parse(clipSchema, JSON.parse(line));
    return {
      ...clip,
      frames: frames.map(({ t, p, s, l, pr, m }) => ({
        timestamp: t,
        hands: p.map((points, i) => ({
          hand: {
            landmarks: Array.from(
              { length: 21 },
              (_, k): Landmark => [points[3 * k]!, points[3 * k + 1]!, points[3 * k + 2]!],
            ),
            handedness: s[i]!,
            leftness: l[i]!,
            presence: pr[i]!,
          },
          middle: Float32Array.from(m[i]!),
        })),
      })),
    };
  });
}
