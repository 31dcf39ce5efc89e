/**
 * Which source class is which shape, and what each vocabulary makes of a shape.
 *
 * Two steps, so that one shape cannot be known and unknown at once: a source's label names a
 * *shape* ({@link shapeOf}), and a vocabulary gives every shape one role ({@link roleOf}).
 */

/** What a shape is to a vocabulary. */
export type Role =
  /** One of its gestures. */
  | { role: 'known'; gesture: string }
  /** Trained as none of them: its target is the zero vector. */
  | { role: 'unknown' }
  /** In no training and in no choice of a threshold: only for measuring silence. */
  | { role: 'unseen' }
  /** Too like a known gesture to be called unknown, and not it. */
  | { role: 'left-out' };

export const VOCABULARIES = ['call-gestures', 'fingerspelling'] as const;
export type VocabularyId = (typeof VOCABULARIES)[number];

export const LETTERS = [...'ABCDEFGHIKLMNOPQRSTUVWXY'] as const;
export const CALL_GESTURES = [
  'thumbs-up',
  'thumbs-down',
  'open-palm',
  'fist',
  'peace',
  'ok',
  'call-me',
  'point-up',
  'i-love-you',
  'three',
  'four',
  'rock',
  'pinky',
] as const;

/** Gesture ids of a vocabulary, in the order of the classifier's outputs. */
export function gesturesOf(vocabulary: VocabularyId): readonly string[] {
  return vocabulary === 'fingerspelling' ? [...LETTERS, 'space'] : CALL_GESTURES;
}

/** Labels of gesture sources by shape. Labels that are single letters are letters in any source. */
const SHAPE_OF_LABEL: Readonly<Record<string, string>> = {
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
  // What no shape was given to.
  unsorted: 'unsorted',
  // names of the signer's poses
  'unknown:three-with-thumb': 'three-with-thumb',
  // Too near to ok or F, or to R, for one of the vocabularies.
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
 * @returns `letter-A` .. `letter-Z`, a name of this table, or the label itself where it already
 *   is a shape's name (rendered hands); digits are `digit-0` .. `digit-9`.
 */
export function shapeOf(label: string): string {
  if (/^[A-Za-z]$/.test(label)) return `letter-${label.toUpperCase()}`;
  if (/^[0-9]$/.test(label)) return `digit-${label}`;
  return SHAPE_OF_LABEL[label] ?? label;
}

/** The letter that has a gesture's shape, and the other way round: "One shape, several names". */
export const SAME_SHAPE: readonly (readonly [shape: string, letter: string])[] = [
  ['peace', 'V'],
  ['two-together', 'U'],
  ['three', 'W'],
  ['ok', 'F'],
  ['call-me', 'Y'],
  ['pinky', 'I'],
];

const known = (gesture: string): Role => ({ role: 'known', gesture });
const UNKNOWN: Role = { role: 'unknown' };
const UNSEEN: Role = { role: 'unseen' };
const LEFT_OUT: Role = { role: 'left-out' };

const FINGERSPELLING: Readonly<Record<string, Role>> = {
  ...Object.fromEntries(LETTERS.map((letter) => [`letter-${letter}`, known(letter)])),
  ...Object.fromEntries(SAME_SHAPE.map(([shape, letter]) => [shape, known(letter)])),
  // An open hand with spread fingers is no letter, and many people's are there to learn from.
  'open-palm': known('space'),
  rock: UNSEEN,
  'three-with-thumb': UNSEEN,
  idle: UNKNOWN,
  'thumbs-up': UNKNOWN,
  'thumbs-down': UNKNOWN,
  'i-love-you': UNKNOWN,
  'unknown:holding-paper': UNKNOWN,
  'unknown:holding-phone': UNKNOWN,
  'unknown:relaxed': UNKNOWN,
  'unknown:resting': UNKNOWN,
  'unknown:scratching': UNKNOWN,
  'unknown:typing': UNKNOWN,
};

const CALL: Readonly<Record<string, Role>> = {
  ...Object.fromEntries(CALL_GESTURES.map((gesture) => [gesture, known(gesture)])),
  'letter-V': known('peace'),
  'letter-F': known('ok'),
  'letter-Y': known('call-me'),
  'letter-W': known('three'),
  'letter-I': known('pinky'),
  'three-with-thumb': UNSEEN,
  // Letters that look like no call gesture, and the signer's poses of the same shapes.
  'letter-L': UNSEEN,
  'unknown:gun': UNSEEN,
  'letter-R': UNSEEN,
  'unknown:crossed': UNSEEN,
  ...Object.fromEntries([...'CGHKOPQUX'].map((letter) => [`letter-${letter}`, UNKNOWN])),
  idle: UNKNOWN,
  'two-together': UNKNOWN,
  'back-of-two-together': UNKNOWN,
  'unknown:claw': UNKNOWN,
  'unknown:half-curled': UNKNOWN,
  'unknown:holding-cup': UNKNOWN,
  'unknown:holding-paper': UNKNOWN,
  'unknown:holding-phone': UNKNOWN,
  'unknown:little-finger-and-ring': UNKNOWN,
  'unknown:relaxed': UNKNOWN,
  'unknown:resting': UNKNOWN,
  'unknown:scratching': UNKNOWN,
  'unknown:typing': UNKNOWN,
  'unknown:writing': UNKNOWN,
};

const ROLES: Readonly<Record<VocabularyId, Readonly<Record<string, Role>>>> = {
  fingerspelling: FINGERSPELLING,
  'call-gestures': CALL,
};

/** What a shape is to a vocabulary; shapes that the table does not name are left out. */
export function roleOf(vocabulary: VocabularyId, shape: string): Role {
  return ROLES[vocabulary][shape] ?? LEFT_OUT;
}

/** Every shape that a table of this file names. */
export const SHAPES: readonly string[] = [
  ...new Set([
    ...[...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => `letter-${letter}`),
    ...Object.values(SHAPE_OF_LABEL),
    ...Object.keys(FINGERSPELLING),
    ...Object.keys(CALL),
  ]),
];

/** The shapes that a vocabulary knows. */
export function knownShapes(vocabulary: VocabularyId): readonly string[] {
  return SHAPES.filter((shape) => roleOf(vocabulary, shape).role === 'known');
}
