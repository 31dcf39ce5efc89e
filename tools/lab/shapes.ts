/**
 * Which label of a source means which shape, and which role each shape has in each vocabulary.
 *
 * There are two steps, so that a shape cannot be known and unknown at once: a source's label names a
 * *shape* ({@link shapeOf}), and a vocabulary gives every shape one role ({@link roleOf}).
 */
import vocabulary from '../../models/call-gestures/vocabulary.json' with { type: 'json' };

/** The role of a shape in a vocabulary. */
export type Role =
  /** One of its gestures. */
  | { role: 'known'; gesture: string }
  /** Trained as none of the gestures: its target is the zero vector. */
  | { role: 'unknown' }
  /** Not used for training or for choosing thresholds, only for measuring silence. */
  | { role: 'unseen' }
  /** Not a known gesture, but too similar to one to count as unknown. */
  | { role: 'left-out' };

export const vocabularyIds = ['call-gestures', 'fingerspelling'] as const;
export type VocabularyId = (typeof vocabularyIds)[number];

export const letters = [...'ABCDEFGHIKLMNOPQRSTUVWXY'] as const;
export const callGestures: readonly string[] = vocabulary.gestures.map(({ id }) => id);

/** Gesture ids of a vocabulary, in the order of the classifier's outputs. */
export function gesturesOf(vocabulary: VocabularyId): readonly string[] {
  return vocabulary === 'fingerspelling' ? [...letters, 'space'] : callGestures;
}

/** The shapes of the sources' labels. Single letters are letters in every source. */
const shapeOfLabel: Readonly<Record<string, string>> = {
  // HaGRID's names (rock is the horns: thumb folded)
  call: 'call-me',
  dislike: 'thumbs-down',
  fist: 'fist',
  four: 'four',
  like: 'thumbs-up',
  mute: 'finger-at-lips',
  no_gesture: 'idle',
  ok: 'ok',
  one: 'point-up',
  palm: 'open-palm',
  peace: 'peace',
  peace_inverted: 'back-of-peace',
  stop: 'open-palm',
  stop_inverted: 'back-of-open-palm',
  three: 'three',
  three2: 'three-with-thumb',
  two_up: 'two-together',
  two_up_inverted: 'back-of-two-together',
  // kinivi's names
  open: 'any-open-hand',
  close: 'fist',
  pointer: 'any-pointing',
  // Rows without a shape.
  unsorted: 'unsorted',
  // names of the signer's poses
  'unknown:three-with-thumb': 'three-with-thumb',
  // Too similar to a gesture of one of the vocabularies: ok, F or R.
  'unknown:pinch': 'pinch',
  // names of validation folders
  callme: 'call-me',
  goodjob: 'thumbs-up',
  thumbs_up: 'thumbs-up',
  hello: 'open-palm',
  iloveyou: 'i-love-you',
  help: 'side-view',
  highfive: 'side-view',
  no: 'side-view',
  yes: 'side-view',
  space: 'side-view',
};

/**
 * The shape that a source's label stands for.
 *
 * @returns `letter-A` .. `letter-Z`, `digit-0` .. `digit-9`, a name from the table, or the label
 *   itself if it already is a shape's name (rendered hands)
 */
export function shapeOf(label: string): string {
  if (/^[A-Za-z]$/.test(label)) return `letter-${label.toUpperCase()}`;
  if (/^[0-9]$/.test(label)) return `digit-${label}`;
  return shapeOfLabel[label] ?? label;
}

/** Gestures and letters that have the same shape. */
export const sameShape: readonly (readonly [shape: string, letter: string])[] = [
  ['peace', 'V'],
  ['two-together', 'U'],
  ['three', 'W'],
  ['ok', 'F'],
  ['call-me', 'Y'],
  ['pinky', 'I'],
];

const known = (gesture: string): Role => ({ role: 'known', gesture });
const unknown: Role = { role: 'unknown' };
const unseen: Role = { role: 'unseen' };
const leftOut: Role = { role: 'left-out' };

const fingerspelling: Readonly<Record<string, Role>> = {
  ...Object.fromEntries(letters.map((letter) => [`letter-${letter}`, known(letter)])),
  ...Object.fromEntries(sameShape.map(([shape, letter]) => [shape, known(letter)])),
  // An open hand with spread fingers is not a letter, and the data shows it from many people.
  'open-palm': known('space'),
  rock: unseen,
  'three-with-thumb': unseen,
  'thumb-on-middle-finger': unseen,
  touching: unseen,
  'thumb-on-ring-finger': unknown,
  idle: unknown,
  'thumbs-up': unknown,
  'thumbs-down': unknown,
  'i-love-you': unknown,
  'unknown:holding-paper': unknown,
  'unknown:holding-phone': unknown,
  'unknown:relaxed': unknown,
  'unknown:resting': unknown,
  'unknown:scratching': unknown,
  'unknown:typing': unknown,
};

const call: Readonly<Record<string, Role>> = {
  ...Object.fromEntries(callGestures.map((gesture) => [gesture, known(gesture)])),
  'letter-V': known('peace'),
  'letter-F': known('ok'),
  'letter-Y': known('call-me'),
  'letter-W': known('three'),
  'letter-I': known('pinky'),
  'three-with-thumb': unseen,
  'thumb-on-middle-finger': unseen,
  touching: unseen,
  'thumb-on-ring-finger': unknown,
  // Letters that look like no call gesture, and the signer's poses of the same shapes.
  'letter-L': unseen,
  'unknown:gun': unseen,
  'letter-R': unseen,
  'unknown:crossed': unseen,
  ...Object.fromEntries([...'CGHKOPQUX'].map((letter) => [`letter-${letter}`, unknown])),
  idle: unknown,
  'two-together': unknown,
  'back-of-two-together': unknown,
  'unknown:claw': unknown,
  'unknown:half-curled': unknown,
  'unknown:holding-cup': unknown,
  'unknown:holding-paper': unknown,
  'unknown:holding-phone': unknown,
  'unknown:little-finger-and-ring': unknown,
  'unknown:relaxed': unknown,
  'unknown:resting': unknown,
  'unknown:scratching': unknown,
  'unknown:typing': unknown,
  'unknown:writing': unknown,
};

const roles: Readonly<Record<VocabularyId, Readonly<Record<string, Role>>>> = {
  fingerspelling: fingerspelling,
  'call-gestures': call,
};

/** The role of a shape in a vocabulary; shapes that the table does not name are left out. */
export function roleOf(vocabulary: VocabularyId, shape: string): Role {
  return roles[vocabulary][shape] ?? leftOut;
}

/** Every shape that a table in this file names. */
export const shapes: readonly string[] = [
  ...new Set([
    ...[...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => `letter-${letter}`),
    ...Object.values(shapeOfLabel),
    ...Object.keys(fingerspelling),
    ...Object.keys(call),
  ]),
];

/** The shapes that a vocabulary knows. */
export function knownShapes(vocabulary: VocabularyId): readonly string[] {
  return shapes.filter((shape) => roleOf(vocabulary, shape).role === 'known');
}
