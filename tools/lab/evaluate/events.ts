/** Counts what a person in a call notices, in addition to the figures of single hands. */
import { loadClassifier } from '../../../src/recognizer/signs/classifier.ts';
import type { ClassifierFile } from '../../../src/recognizer/signs/classifier-file.ts';
import { eventRows } from '../events/report.ts';
import {
  countStreams,
  type StreamMaterial,
  type StreamOptions,
  shippedKinds,
  streamOptions,
} from '../events/streams.ts';
import type { VocabularyId } from '../shapes.ts';
import type { Table } from './table.ts';

/** Counts events on landmark streams with the shipped classifier and gate. */
export function eventTable(
  vocabulary: VocabularyId,
  file: ClassifierFile,
  material: StreamMaterial,
  options: StreamOptions = streamOptions,
): Table {
  const kinds = shippedKinds();
  const { tallies, motions } = countStreams(
    vocabulary,
    loadClassifier(file),
    kinds,
    material,
    options,
  );
  const { head, rows } = eventRows(kinds, tallies);
  const { silentHours } = tallies[0]!.silent();
  const { held } = tallies[0]!.held();
  return {
    title: `${vocabulary}: events on landmark streams`,
    columns: head,
    rows,
    note:
      `${silentHours.toFixed(2)} hours of ${motions.size} different silent motions and ${held} held signs, ` +
      'made from held-out hands (`docs/gate.md`). In brackets: the count, and the upper end of the 95 % interval.',
  };
}
