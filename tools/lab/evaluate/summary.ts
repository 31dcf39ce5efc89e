/** Computes the targets of a vocabulary from what was measured. */
import { mean, share } from '../../../src/learning/metrics.ts';
import { bootstrap, resampled, wilson } from '../../../src/learning/metrics-intervals.ts';
import { createRandom } from '../../../src/learning/random.ts';
import { heldOutTargets, ofHeldOutPeople } from './held-out.ts';
import type { Measured } from './measure.ts';
import {
  aurocOf,
  type Comparison,
  drawnAuroc,
  groupedInterval,
  groupOf,
  type Kind,
  kindNames,
  kindOf,
  unknownOf,
} from './open-set.ts';
import { operatingPoint } from './operating.ts';
import {
  type Figures,
  figuresOf,
  type Person,
  personFigures,
  pictureCount,
  without,
} from './people.ts';
import { photoTarget } from './photos.ts';
import type { Judged } from './scores.ts';
import { atLeast, type Target } from './targets.ts';

/** The person and letters whose pictures are known to be poor. */
export const poor = { person: 's15', gestures: ['M', 'N'] } as const;

/** Silence is measured at the threshold that captions this share of the known pictures right. */
export const workingPoint = { fingerspelling: 0.85, 'call-gestures': 0.95 } as const;

const aurocDrawings = 300;
/** The report notes if there are fewer unknown hands than this. */
const many = 1000;

export function targetsOf(measured: Measured): Target[] {
  const { vocabulary, people, photos, crossed } = measured;
  const ofPeople =
    vocabulary === 'fingerspelling' ? letterTargets(people) : gestureTargets(measured);
  const comparison =
    crossed?.comparison ?? (vocabulary === 'fingerspelling' ? measured.shipped : null);
  return [
    ...ofPeople,
    ...openSetTargets(measured, comparison, ''),
    ...(comparison && comparison === crossed?.comparison && vocabulary === 'call-gestures'
      ? openSetTargets(measured, ofHeldOutPeople(comparison), ' (known: held-out people alone)')
      : []),
    photoTarget(photos.pictures, photos.hands),
  ];
}

function letterTargets(people: readonly Person[]): Target[] {
  const meanOf = (name: string, key: keyof Figures, goal: number): Target => ({
    name,
    goal: atLeast(goal),
    figure: mean(people.map((person) => personFigures(person)[key])),
    interval: bootstrap(
      (random) => mean(resampled(people, random).map((person) => personFigures(person)[key])),
      createRandom(1),
    ),
    cases: `mean of ${people.length} people`,
  });
  const shorter = people.map((person) =>
    person.name === poor.person ? without(person, poor.gestures) : person,
  );
  const except = `${poor.person} without ${poor.gestures.join(' and ')}`;
  return [
    meanOf('argmax right over hands found', 'right', 0.97),
    meanOf('hands found', 'found', 0.97),
    meanOf('captioned right', 'captioned', 0.93),
    worst('captioned right, worst person', people),
    worst(`captioned right, worst person, ${except}`, shorter),
  ];
}

function worst(name: string, people: readonly Person[]): Target {
  const [person] = [...people].sort(
    (a, b) => personFigures(a).captioned - personFigures(b).captioned,
  );
  const { captioned, pictures } = person
    ? personFigures(person)
    : { captioned: Number.NaN, pictures: 0 };
  return {
    name,
    goal: atLeast(0.85),
    figure: captioned,
    interval: wilson(Math.round(captioned * pictures), pictures),
    cases: `${person?.name ?? 'nobody'}, ${pictures} pictures`,
  };
}

const crossCommand = 'npm run evaluate -- --cross-validate';

function gestureTargets({ people, crossed }: Measured): Target[] {
  const pictures = people.reduce((sum, person) => sum + pictureCount(person), 0);
  const hands = people.flatMap((person) => person.hands);
  const { captioned, right } = figuresOf(pictures, hands);
  const of = (name: string, figure: number, cases: number): Target => ({
    name,
    goal: 'reported',
    figure,
    interval: wilson(Math.round(figure * cases), cases),
    cases: `${cases} of the validation pictures`,
  });
  return [
    ...heldOutTargets(crossed?.known ?? []).map((target) =>
      crossed ? target : { ...target, cases: crossCommand, interval: null },
    ),
    of('validation pictures: argmax right over hands found', right, hands.length),
    of('validation pictures: captioned right', captioned, pictures),
  ];
}

const silenceGoals: readonly { kind: Kind; auroc: number; silent: number }[] = [
  { kind: 'idle', auroc: 0.995, silent: 0.995 },
  { kind: 'unseen', auroc: 0.97, silent: 0.95 },
];

/** @param whose names the known hands, if there are several such groups of targets */
function openSetTargets(
  measured: Measured,
  comparison: Comparison | null,
  whose: string,
): Target[] {
  const working = workingPoint[measured.vocabulary];
  const point = comparison && operatingPoint(comparison, working);
  const all = comparison ? unknownOf(comparison, () => true).length : 0;
  const how = measured.crossed ? 'cross-validated' : 'the shipped classifier';
  const few = all < many ? `; fewer than ${many} in all` : '';
  const personOf = (hand: Judged) =>
    measured.vocabulary === 'fingerspelling' ? hand.row.source : groupOf(hand);
  const notMeasured = (target: Pick<Target, 'name' | 'goal'>): Target => ({
    ...target,
    figure: Number.NaN,
    interval: null,
    cases: crossCommand,
  });
  const aurocs = silenceGoals.map(({ kind, auroc }): Target => {
    const target = { name: `AUROC against ${kindNames[kind]}${whose}`, goal: atLeast(auroc) };
    if (!comparison) return notMeasured(target);
    const passes = (hand: Judged) => kindOf(hand) === kind;
    return {
      ...target,
      figure: aurocOf(comparison, passes),
      interval: bootstrap(drawnAuroc(comparison, passes, personOf), createRandom(1), aurocDrawings),
      cases: `${unknownOf(comparison, passes).length} unknown hands, ${how}${few}`,
    };
  });
  const silences = silenceGoals.map(({ kind, silent }): Target => {
    const name = `${kindNames[kind]} silent where ${working} of the known are captioned right${whose}`;
    const target = { name, goal: atLeast(silent) };
    if (!comparison) return notMeasured(target);
    const hands = unknownOf(comparison, (hand) => kindOf(hand) === kind);
    const cases = `${hands.length} unknown hands, ${how}${few}`;
    if (!point) {
      const missing = { why: 'no threshold captions so many right', verdict: 'no' } as const;
      return { ...target, figure: Number.NaN, interval: null, cases, missing };
    }
    return {
      ...target,
      figure: share(hands, point.isSilent),
      interval: groupedInterval(hands, point.isSilent),
      cases,
    };
  });
  return [...aurocs, ...silences];
}
