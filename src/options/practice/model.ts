/** What is practised, what the camera shows of it, and what is counted. */
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import { type Problem, toProblem } from '../../messaging/problems.ts';
import type { SampleHand } from '../../packs/samples.ts';
import type { Seen } from '../../recognizer/seen.ts';
import { type Said, say, sayFirst } from '../../teaching/recording/guidance.ts';
import { createEye, type Eye } from '../camera/eye.ts';
import type { OptionsServices } from '../services/types.ts';
import type { Clock } from '../teach/context.ts';
import {
  type Advice,
  adviceFor,
  adviceKey,
  comparedHand,
  practisedHand,
  type Side,
  settleMs,
  standMs,
} from './advice.ts';
import type { ComparedHand } from './hand-differences.ts';
import { type Item, type Kind, readItems } from './items.ts';
import { movementDifference } from './movement-differences.ts';
import { type Practised, wordKey } from './progress.ts';
import { wordsToSpell } from './spelled-words.ts';

export interface PracticeModel {
  eye: Eye;
  /** Null until they are read. */
  readonly items: ReadonlySignal<readonly Item[] | null>;
  readonly kind: ReadonlySignal<Kind>;
  /** The item that is to be shown now: of a word, its letter; null: there is none, or the word is done. */
  readonly item: ReadonlySignal<Item | null>;
  /** The item that is drawn: after the end of a word, its last letter still is. */
  readonly drawn: ReadonlySignal<Item | null>;
  /** The word that is spelled, in capitals. */
  readonly word: ReadonlySignal<string>;
  /** How many of its letters are done. */
  readonly done: ReadonlySignal<number>;
  readonly words: ReadonlySignal<readonly string[]>;
  readonly side: ReadonlySignal<Side>;
  /** The side that is drawn: the chosen one, or that of the hand that was shown last. */
  readonly drawnSide: ReadonlySignal<'Left' | 'Right'>;
  readonly advice: ReadonlySignal<Advice>;
  /** The user's hand; null: it is not seen. */
  readonly hand: ReadonlySignal<ComparedHand | null>;
  /** The user's last movement, of an item that moves. */
  readonly movement: ReadonlySignal<readonly SampleHand[] | null>;
  readonly practised: ReadonlySignal<readonly Practised[]>;
  readonly problem: ReadonlySignal<Problem | null>;
  itemsOf(kind: Kind): readonly Item[];
  nameOf(key: string): string;
  timesOf(key: string): number;
  chooseKind(kind: Kind): void;
  /** @param key a gesture key of the kind that is chosen */
  chooseItem(key: string): void;
  /** Begins a word anew. @param word in capitals */
  chooseWord(word: string): void;
  /** Goes on to the next item or word of the list. */
  next(): void;
  chooseSide(side: Side): void;
  forget(): void;
  /** Takes `forget` back; what was counted since stays. */
  restore(items: readonly Practised[]): void;
  dispose(): void;
}

/** After how long without it a sign is no longer held, as in calls (`docs/gate.md`), ms. */
const goneMs = 300;
const nothing: Advice = { say: 'nothing' };

export function createPracticeModel(services: OptionsServices, clock: Clock): PracticeModel {
  const { practice } = services;
  const items = signal<readonly Item[] | null>(null);
  const kind = signal<Kind>('gesture');
  /** The item that was chosen last of each kind. */
  const chosen = signal<Readonly<Partial<Record<Kind, string>>>>({});
  const ownWords = services.settings.current.peek().ownWords;
  const words = signal<readonly string[]>(wordsToSpell(ownWords));
  const word = signal(words.peek()[0] ?? '');
  const done = signal(0);
  const side = signal<Side>('shown');
  const shownSide = signal<'Left' | 'Right'>('Right');
  const advice = signal<Advice>(nothing);
  const hand = signal<ComparedHand | null>(null);
  const movement = signal<readonly SampleHand[] | null>(null);
  const practised = signal(practice.all());
  const problem = signal<Problem | null>(null);
  let disposed = false;
  /** Nothing is said yet, so that the first advice need not wait until something was read. */
  const silent: Said<string> = sayFirst(adviceKey(nothing), Number.NEGATIVE_INFINITY);
  let said = silent;

  const itemsOf = (of: Kind): readonly Item[] =>
    (items.value ?? []).filter((one) => one.kind === of);
  const letterAt = (index: number): Item | null => {
    const letter = word.value[index];
    return itemsOf('letter').find((one) => letter && one.letter === letter) ?? null;
  };
  const item = computed((): Item | null => {
    if (kind.value === 'word') return letterAt(done.value);
    const all = itemsOf(kind.value);
    return all.find(({ key }) => key === chosen.value[kind.value]) ?? all[0] ?? null;
  });
  const drawn = computed(() =>
    kind.value === 'word' ? letterAt(Math.min(done.value, word.value.length - 1)) : item.value,
  );
  const drawnSide = computed(() => (side.value === 'shown' ? shownSide.value : side.value));

  const vocabularyNow = (): string =>
    item.peek()?.vocabulary ??
    (kind.peek() === 'word' ? 'fingerspelling' : services.settings.current.peek().vocabulary);
  let watched = '';
  const eye = createEye({
    cameras: services.cameras,
    recognizer: () => services.recognizer(),
    vocabulary() {
      watched = vocabularyNow();
      return watched;
    },
    document,
    after: clock.after,
  });

  /** Says it at once, and not again what was said before. */
  const sayNow = (next: Advice): void => {
    said = sayFirst(adviceKey(next), clock.now());
    advice.value = next;
  };
  const sayNothing = (): void => {
    said = silent;
    advice.value = nothing;
  };
  const sayCalmly = (next: Advice): void => {
    const before = said.now;
    said = say(said, adviceKey(next), clock.now(), standMs, settleMs);
    if (said.now !== before) advice.value = next;
  };
  /** After another choice: what was said was about something else. */
  const changed = (): void => {
    movement.value = null;
    held = null;
    sayNothing();
    const state = eye.state.peek();
    if (state.phase === 'live' && watched !== vocabularyNow())
      void eye.openCamera(state.camera || undefined);
  };
  const count = (key: string): void => {
    try {
      practice.add(key, new Date(clock.unixNow()).toISOString().slice(0, 10));
      practised.value = practice.all();
      problem.value = null;
    } catch (error) {
      problem.value = toProblem(error, 'storage-failed');
    }
  };
  /** What was right and is held on, and when that was seen last: there is nothing to do about it. */
  let held: { key: string; at: number } | null = null;
  const isHeldOn = (gesture: string | null | undefined): boolean => {
    if (!held) return false;
    if (gesture === held.key) held.at = clock.now();
    if (clock.now() - held.at >= goneMs) held = null;
    return held !== null;
  };
  const accept = (right: Item): void => {
    count(right.key);
    held = { key: right.key, at: clock.now() };
    if (kind.peek() !== 'word') {
      sayNow({ say: 'right', next: '' });
      return;
    }
    done.value += 1;
    movement.value = null;
    const next = word.peek()[done.peek()] ?? '';
    if (next === '') count(wordKey(word.peek()));
    sayNow({ say: 'right', next });
  };
  const onSeen = (seen: Seen): void => {
    const now = item.peek();
    if (!now) return;
    const practising = practisedHand(seen.hands, side.peek(), now.key);
    hand.value = practising && comparedHand(practising);
    if (practising) shownSide.value = practising.hand.handedness;
    const moved = seen.movements?.at(-1);
    if (moved && now.moves) movement.value = moved;
    const { sign } = seen;
    // What is held on the way is no mistake of a sign that moves; J begins as I.
    const counts = sign && (!now.moves || sign.key in (seen.movementScores ?? {}));
    if (sign?.key === now.key) accept(now);
    else if (sign && counts) sayNow({ say: 'read-as', key: sign.key });
    else if (moved && now.path) {
      const difference = movementDifference(now.path, moved);
      sayNow(difference ? { say: 'movement', difference } : { say: 'sign' });
    } else if (moved && now.drawnWay) sayNow({ say: 'compare-ways' });
    else if (!isHeldOn(practising?.gesture)) sayCalmly(adviceFor(now, seen, side.peek()));
  };
  const stopListening = eye.listen((seen) => batch(() => onSeen(seen)));
  const stopFollowing = eye.state.subscribe(({ phase }) => {
    if (phase === 'live' || phase === 'loading' || phase === 'asking') return;
    hand.value = null;
    sayNothing();
  });

  let reads = 0;
  const read = async (): Promise<void> => {
    const turn = ++reads;
    try {
      const found = await readItems(services);
      if (!disposed && turn === reads) items.value = found;
    } catch (error) {
      if (!disposed && turn === reads) problem.value = toProblem(error);
    }
  };
  void read();
  const unsubscribe = services.store.subscribe(() => void read());

  const chooseWord = (next: string): void => {
    batch(() => {
      if (!words.peek().includes(next)) words.value = [next, ...words.peek()];
      word.value = next;
      done.value = 0;
    });
    changed();
  };
  const chooseItem = (key: string): void => {
    chosen.value = { ...chosen.peek(), [kind.peek()]: key };
    changed();
  };
  return {
    eye,
    items,
    kind,
    item,
    drawn,
    word,
    done,
    words,
    side,
    drawnSide,
    advice,
    hand,
    movement,
    practised,
    problem,
    itemsOf,
    nameOf: (key) => items.value?.find((one) => one.key === key)?.name ?? key,
    timesOf: (key) => practised.value.find(([counted]) => counted === key)?.[1] ?? 0,
    chooseKind(next) {
      batch(() => {
        kind.value = next;
        done.value = 0;
      });
      changed();
    },
    chooseItem,
    chooseWord,
    next() {
      if (kind.peek() === 'word') {
        const all = words.peek();
        chooseWord(all[(all.indexOf(word.peek()) + 1) % all.length] ?? word.peek());
      } else {
        const all = itemsOf(kind.peek());
        const at = all.findIndex(({ key }) => key === item.peek()?.key);
        const after = all[(at + 1) % Math.max(1, all.length)];
        if (after) chooseItem(after.key);
      }
    },
    chooseSide(next) {
      side.value = next;
      changed();
    },
    forget() {
      try {
        practice.replace([]);
        practised.value = practice.all();
      } catch (error) {
        problem.value = toProblem(error, 'storage-failed');
      }
    },
    restore(before) {
      try {
        const now = practice.all();
        const counted = new Set(now.map(([key]) => key));
        practice.replace([...before.filter(([key]) => !counted.has(key)), ...now]);
        practised.value = practice.all();
      } catch (error) {
        problem.value = toProblem(error, 'storage-failed');
      }
    },
    dispose() {
      disposed = true;
      stopListening();
      stopFollowing();
      unsubscribe();
      eye.dispose();
    },
  };
}
