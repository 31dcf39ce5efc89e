import { useState } from 'preact/hooks';
import type { ImportPlan, PlannedGesture } from '../../packs/import-plan.ts';
import type { ReadPack } from '../../packs/read-pack.ts';
import { Button } from '../../ui/components.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Choice } from '../../ui/fields.tsx';
import type { Words } from '../../ui/i18n.ts';
import { isolate } from '../../ui/isolate.ts';
import type { Offer } from './offer.ts';

export interface ImportDialogProps {
  words: Words;
  offer: Offer;
  busy: boolean;
  onClose(): void;
  onImport(pack: ReadPack): void;
}

/** Shows what an import would change; nothing is changed until the user confirms. */
export function ImportDialog({ words, offer, busy, onClose, onImport }: ImportDialogProps) {
  const [how, setHow] = useState<'replace' | 'beside'>(offer.plan.own ? 'beside' : 'replace');
  const chosen = offer.beside && how === 'beside' ? offer.beside : offer;
  const replaces = chosen.plan.kind === 'replaces';
  return (
    <Dialog
      title={words(replaces ? 'import_askReplace' : 'import_askNew', chosen.plan.name)}
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            {words('options_cancel')}
          </Button>
          <Button
            look={replaces ? 'danger' : undefined}
            disabled={busy}
            onPress={() => onImport(chosen.pack)}
          >
            {words(replaces ? 'import_replace' : 'import_go')}
          </Button>
        </>
      }
    >
      {offer.beside && (
        <Choice<'replace' | 'beside'>
          legend={words('import_how')}
          value={how}
          options={[
            { value: 'replace', label: words('import_replace') },
            { value: 'beside', label: words('import_beside') },
          ]}
          onChange={(chosenHow) => setHow(chosenHow)}
        />
      )}
      {chosen.plan.own && <p class="said wrong">{words('import_own')}</p>}
      <Changes words={words} plan={chosen.plan} />
    </Dialog>
  );
}

function Changes({ words, plan }: { words: Words; plan: ImportPlan }) {
  const number = (count: number): string => count.toLocaleString(words.lang);
  const nameOf = ({ name, caption, captionBefore }: PlannedGesture): string =>
    captionBefore === undefined
      ? name
      : words('import_captionChange', name, captionBefore, caption);
  const names = (gestures: readonly PlannedGesture[]): string =>
    new Intl.ListFormat(words.lang, { type: 'unit' }).format(
      gestures.map((gesture) => isolate(nameOf(gesture), words.dir)),
    );
  const lines = [
    plan.added.length > 0 && words('import_added', names(plan.added)),
    plan.changed.length > 0 && words('import_changed', names(plan.changed)),
    plan.removed.length > 0 && words('import_removed', names(plan.removed)),
    plan.unchanged.length > 0 && words('import_unchanged', number(plan.unchanged.length)),
    words('import_samples', number(plan.samplesBefore), number(plan.samplesAfter)),
    plan.unknowns > 0 && words('import_unknowns', number(plan.unknowns)),
    plan.provenance && words('import_from', plan.provenance),
    plan.licence ? words('import_licence', plan.licence) : words('import_licenceNone'),
  ].filter((line): line is string => Boolean(line));
  return (
    <ul class="refusals">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
