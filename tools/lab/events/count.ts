/** Counts events on a suite: every clip is classified once and goes through every gate that is compared. */
import type { Strictness } from '../../../src/messaging/recognition.ts';
import { createGate } from '../../../src/recognizer/signs/gate.ts';
import type { Gate, GateInput } from '../../../src/recognizer/signs/gate-types.ts';
import { intentJudge } from '../../../src/recognizer/signs/intent.ts';
import type { IntentModel } from '../../../src/recognizer/signs/intent-model.ts';
import type { Classifier } from '../../../src/recognizer/signs/types.ts';
import { defaultSettings } from '../../../src/settings/schema.ts';
import {
  type ClipOutcome,
  type EventMetrics,
  eventMetrics,
  type SignOutcome,
  type TimedCaption,
} from './metrics.ts';
import { classified, outcomeOf } from './run.ts';
import type { Play } from './suite.ts';
import type { StreamFrame } from './watch.ts';

/** Gates are counted with the dwell that users start with. */
const { dwellMs } = defaultSettings;

/** A named kind of gate; a new one is made for every clip. */
export interface GateKind {
  name: string;
  make(): Gate;
}

export const dwellOnly: GateKind = {
  name: 'held 0.7 s',
  make: () => createGate({ dwellMs, stillness: Number.POSITIVE_INFINITY, minSize: 0 }, () => true),
};
export const withoutIntent: GateKind = {
  name: 'held and still, no model of intent',
  make: () => createGate({ dwellMs }, () => true),
};

/** The gate that ships, or the same gate with another model. */
export function withIntent(name: string, strictness: Strictness, model?: IntentModel): GateKind {
  const judge = intentJudge(strictness, model);
  return { name, make: () => createGate({ dwellMs, strictness }, judge) };
}

/** The size ranges that recall is reported for, by the hand's longer side in a 640x480 frame, px. */
export const handSizes = [
  { name: 'under 60 px', from: 0, to: 60 },
  { name: '60-120 px', from: 60, to: 120 },
  { name: 'over 120 px', from: 120, to: Number.POSITIVE_INFINITY },
] as const;

interface HeldSign {
  outcome: SignOutcome;
  size: number;
  /** Whether the hand is one of the landmark bank, not a drawn one. */
  recorded: boolean;
}

/** How often one gesture was held, and captioned. */
export interface SignTally {
  gesture: string;
  drawn: EventMetrics;
  recorded: EventMetrics;
}

/** The outcomes of one gate. */
export class Tally {
  readonly #silent: { family: string; clip: ClipOutcome }[] = [];
  readonly #signed: ClipOutcome[] = [];
  readonly #held: HeldSign[] = [];

  add(play: Play, clip: ClipOutcome, sizes: readonly number[]): void {
    if (play.motion.signs.length === 0) {
      this.#silent.push({ family: play.motion.family, clip });
      return;
    }
    this.#signed.push(clip);
    clip.signs.forEach((outcome, i) => {
      this.#held.push({
        outcome,
        size: sizes[i] ?? 0,
        recorded: play.replacement !== null,
      });
    });
  }

  /** Metrics of silent clips, of all families or of some. */
  silent(use: (family: string) => boolean = () => true): EventMetrics {
    return eventMetrics(this.#silent.filter(({ family }) => use(family)).map(({ clip }) => clip));
  }

  /** Metrics of clips with signs: recall and times of hands from `from` up to `to` px. */
  held(from = 0, to = Number.POSITIVE_INFINITY): EventMetrics {
    const signs = this.#held.flatMap(({ outcome, size }) =>
      size >= from && size < to ? [outcome] : [],
    );
    return eventMetrics([{ signs, falseCaptions: [], silentSeconds: 0 }]);
  }

  /** Metrics of each gesture in hands from `from` px. */
  bySign(from: number): SignTally[] {
    const gestures = [...new Set(this.#held.map(({ outcome }) => outcome.sign.gesture))].sort();
    return gestures.map((gesture) => {
      const of = (fromBank: boolean) => {
        const signs = this.#held
          .filter(({ recorded, size }) => recorded === fromBank && size >= from)
          .map(({ outcome }) => outcome)
          .filter(({ sign }) => sign.gesture === gesture);
        return eventMetrics([{ signs, falseCaptions: [], silentSeconds: 0 }]);
      };
      return { gesture, drawn: of(false), recorded: of(true) };
    });
  }

  /** Metrics of clips with signs: false captions before, between and after signs. */
  besideSigns(): EventMetrics {
    return eventMetrics(this.#signed);
  }

  /** The captions in silent clips of each family, clip by clip. */
  silentCaptions(): { family: string; seconds: number; captions: readonly TimedCaption[] }[] {
    return this.#silent.map(({ family, clip }) => ({
      family,
      seconds: clip.silentSeconds,
      captions: clip.falseCaptions,
    }));
  }

  /** The families with false captions, worst first. */
  worst(): { family: string; falseCaptions: number; hours: number }[] {
    const byFamily = new Map<string, { falseCaptions: number; hours: number }>();
    for (const { family, clip } of this.#silent) {
      const entry = byFamily.get(family) ?? { falseCaptions: 0, hours: 0 };
      entry.falseCaptions += clip.falseCaptions.length;
      entry.hours += clip.silentSeconds / 3600;
      byFamily.set(family, entry);
    }
    return [...byFamily]
      .map(([family, entry]) => ({ family, ...entry }))
      .filter(({ falseCaptions }) => falseCaptions > 0)
      .sort((a, b) => b.falseCaptions - a.falseCaptions);
  }
}

/** Counts clips one by one and keeps only their outcomes. */
export class Count {
  readonly tallies: Tally[];
  readonly motions = new Set<string>();

  constructor(
    private readonly classifier: Classifier,
    private readonly kinds: readonly GateKind[],
  ) {
    this.tallies = kinds.map(() => new Tally());
  }

  /** Whether the classifier knows all signs of a play; otherwise the play cannot be counted. */
  knows({ motion }: Play): boolean {
    return motion.signs.every(({ gesture }) => this.classifier.gestures.includes(gesture));
  }

  /** Adds one clip. @returns the classified frames */
  add(play: Play, frames: readonly StreamFrame[], sizes: readonly number[]): GateInput[] {
    const inputs = classified(frames, this.classifier);
    if (play.motion.signs.length === 0) this.motions.add(play.motion.name);
    this.kinds.forEach((kind, i) => {
      this.tallies[i]!.add(play, outcomeOf(kind.make(), inputs, play.motion), sizes);
    });
    return inputs;
  }
}
