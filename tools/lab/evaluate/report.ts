/** Makes the tables and pictures of one vocabulary and writes them to files. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { calibrationError } from '../../../src/learning/metrics-reliability.ts';
import { confusion } from '../../../src/learning/open-set.ts';
import { confusionSvg } from '../experiment/svg.ts';
import { reliabilitySvg } from '../svg/reliability.ts';
import { heldOutTable } from './held-out.ts';
import type { Measured } from './measure.ts';
import { type Comparison, openSetTable } from './open-set.ts';
import { decodedTable, operatingTable } from './operating.ts';
import { exceptTable, gestureTable, pairTable, peopleTable } from './people.ts';
import { photoTable } from './photos.ts';
import { presenceTable } from './presence.ts';
import { reliabilityOf, reliabilityTable } from './reliability.ts';
import { decoded, isKnown } from './scores.ts';
import { poor, targetsOf, workingPoint } from './summary.ts';
import { type Table, toMarkdown } from './table.ts';
import { targetTable } from './targets.ts';
import { worstTable } from './worst.ts';

export interface Picture {
  /** File name without folder, vocabulary and extension. */
  name: string;
  about: string;
  svg: string;
}

export interface Report {
  tables: Table[];
  pictures: Picture[];
}

const recallShares = [0.7, 0.75, 0.8, 0.85, 0.9, 0.95];

const shippedNote =
  'The shipped classifier: known hands of the validation people against unknown hands that were ' +
  'never trained on, from the bank and from the validation people.';
const crossedNote: Readonly<Record<Measured['vocabulary'], string>> = {
  fingerspelling:
    'Cross-validation: letters of the validation people against unknown hands, each judged by the ' +
    'classifier that was not trained on its person or picture; the figures of the folds are ' +
    'averaged.',
  'call-gestures':
    'Cross-validation: call gestures and unknown hands of held-out people and pictures, each ' +
    'judged by the classifier that was not trained on its group; the figures of the folds are ' +
    'averaged.',
};

/**
 * @param leftOut the table that `npm run train` wrote; null if it wrote none
 * @param events what a person in a call notices, counted on streams
 * @param spelled words that are read of spelled letters; null for other vocabularies
 */
export function reportOf(
  measured: Measured,
  leftOut: Table | null,
  events: Table | null,
  spelled: Table | null = null,
): Report {
  const { vocabulary, gestures, people, photos, shipped, crossed } = measured;
  const title = (text: string) => `${vocabulary}: ${text}`;
  const known = people.flatMap((person) => person.hands);
  const shares = [workingPoint[vocabulary]];
  const openSet = (name: string, comparison: Comparison, note: string) => [
    openSetTable(title(`silence, ${name}`), comparison, note),
    decodedTable(title(`decoding, ${name}`), comparison, shares),
    operatingTable(title(`what silence costs, ${name}`), comparison, recallShares),
  ];
  const reliabilities = [
    reliabilityOf('known hands of the validation people', known),
    ...(crossed ? [reliabilityOf('known hands held out', crossed.known)] : []),
    reliabilityOf(
      'known and unknown hands',
      shipped.parts.flatMap((part) => [...part.known, ...part.unknown]),
    ),
  ];
  const hasPoor = people.some(({ name }) => name === poor.person);
  return {
    tables: [
      targetTable(title('targets'), targetsOf(measured)),
      peopleTable(title('people who were never trained on'), people),
      ...(hasPoor
        ? [
            exceptTable(
              title(`${poor.person} with and without ${poor.gestures.join(' and ')}`),
              people,
              poor.person,
              poor.gestures,
            ),
          ]
        : []),
      gestureTable(title('gesture by gesture'), gestures, known),
      pairTable(title('worst pairs'), known),
      worstTable(title('what the worst cost'), people),
      ...openSet('the shipped classifier', shipped, shippedNote),
      photoTable(title('photos of things'), photos.pictures, photos.hands),
      ...(crossed
        ? [
            heldOutTable(title('held-out people and pictures'), crossed.known),
            gestureTable(
              title('gesture by gesture, held out'),
              crossed.comparison.gestures,
              crossed.known,
            ),
            pairTable(title('worst pairs, held out'), crossed.known),
            ...openSet('cross-validated', crossed.comparison, crossedNote[vocabulary]),
          ]
        : []),
      presenceTable(title('by the presence of the hand'), [
        { name: 'validation people', hands: known },
        ...(crossed ? [{ name: 'held out', hands: crossed.known }] : []),
      ]),
      reliabilityTable(title('scores as probabilities'), reliabilities),
      ...(spelled ? [spelled] : []),
      ...(events ? [events] : []),
      ...(leftOut ? [leftOut] : []),
    ],
    pictures: [confusionPicture(measured), reliabilityPicture(measured)],
  };
}

/** For letters the validation people; for call gestures the held-out people, if they were cross-validated. */
function confusionPicture({ vocabulary, shipped, crossed }: Measured): Picture {
  const held = vocabulary === 'call-gestures' && crossed !== null;
  const { gestures, parts } = held ? crossed.comparison : shipped;
  const hands = parts.flatMap(({ known, unknown }) => [...known, ...unknown]);
  const counts = confusion(decoded(hands, gestures, 'margin'), gestures.length, 0);
  const about = `${vocabulary}, ${held ? 'held-out people and pictures' : 'validation people'}: what is said at the shipped thresholds`;
  return {
    name: 'confusion',
    about: `${about}; na: nothing`,
    svg: confusionSvg({ title: about, names: [...gestures, 'na'], counts }),
  };
}

function reliabilityPicture({ vocabulary, people, crossed }: Measured): Picture {
  const held = vocabulary === 'call-gestures' && crossed !== null;
  const hands = held ? crossed.known : people.flatMap((person) => person.hands);
  const { bins } = reliabilityOf('', hands.filter(isKnown));
  const of = held ? 'held-out people and pictures' : 'validation people';
  return {
    name: 'reliability',
    about: `${vocabulary}, ${of}: score against share right`,
    svg: reliabilitySvg(
      `${vocabulary}, ${of}`,
      `${hands.length} known hands, ECE ${calibrationError(bins).toFixed(3)}`,
      bins,
    ),
  };
}

/** The report as Markdown. */
export function reportText(vocabulary: string, heading: readonly string[], report: Report): string {
  const pictures = report.pictures.map(
    ({ name, about }) => `![${about}](${vocabulary}-${name}.svg)\n`,
  );
  return [
    `# Evaluation of ${vocabulary}`,
    '',
    ...heading.flatMap((line) => [line, '']),
    ...report.tables.map(toMarkdown),
    ...pictures,
  ].join('\n');
}

/** Writes Markdown, JSON and SVG into a folder. */
export function writeReport(out: string, vocabulary: string, text: string, report: Report): void {
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, `${vocabulary}.md`), text);
  writeFileSync(join(out, `${vocabulary}.json`), `${JSON.stringify(report.tables, null, 1)}\n`);
  for (const { name, svg } of report.pictures) {
    writeFileSync(join(out, `${vocabulary}-${name}.svg`), svg);
  }
}
