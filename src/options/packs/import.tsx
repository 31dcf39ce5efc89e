import { useId, useState } from 'preact/hooks';
import {
  applyImport,
  freePackId,
  planImport,
  readImportState,
  renamePack,
} from '../../packs/import-plan.ts';
import { packLimits } from '../../packs/pack-format.ts';
import { type ReadPack, readPack, tooBig } from '../../packs/read-pack.ts';
import type { Refusal } from '../../packs/refusals.ts';
import { Status } from '../../ui/components.tsx';
import type { SectionProps } from '../services/types.ts';
import { useAction } from '../services/use-action.ts';
import { ImportDialog } from './import-dialog.tsx';
import type { Offer } from './offer.ts';
import { refusalSentence } from './refusal-words.ts';

export interface ImportPanelProps extends SectionProps {
  onOutcome(text: string): void;
}

/** Takes a file that is chosen or dropped, shows what it would change, and asks. */
export function ImportPanel({ words, services, onOutcome }: ImportPanelProps) {
  const { store } = services;
  const id = useId();
  const action = useAction(words);
  const [over, setOver] = useState(false);
  const [offer, setOffer] = useState<Offer | null>(null);
  const [refused, setRefused] = useState<{ file: string; refusals: readonly Refusal[] } | null>(
    null,
  );
  const [unread, setUnread] = useState<string | null>(null);

  const take = async (file: File): Promise<void> => {
    setOffer(null);
    setRefused(null);
    setUnread(null);
    onOutcome('');
    const refuse = (refusals: readonly Refusal[]): void =>
      setRefused({ file: file.name, refusals });
    // Check the size before the text is read into memory.
    if (file.size > packLimits.bytes) return refuse([tooBig(file.size)]);
    const text = await file.text().catch(() => null);
    if (text === null) return setUnread(file.name);
    const reading = readPack(text);
    if (!reading.ok) return refuse(reading.refusals);
    const { pack } = reading;
    await action.run(async () => {
      const plan = planImport(pack, await readImportState(store, pack.header.id));
      setOffer({ pack, plan, beside: plan.kind === 'new' ? null : await besideOf(pack) });
    });
  };
  const besideOf = async (pack: ReadPack): Promise<Offer['beside']> => {
    const id = freePackId(pack.header.id, await store.packs(), packLimits.reservedIds);
    const other = renamePack(pack, id);
    return { pack: other, plan: planImport(other, await readImportState(store, id)) };
  };

  return (
    <section class="group" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{words('import_title')}</h2>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same by keyboard */}
      <div
        class={over ? 'drop over' : 'drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          const file = event.dataTransfer?.files[0];
          if (file) void take(file);
        }}
      >
        <p class="note">{words('import_drop')}</p>
        <span class="files">
          <input
            id={`${id}-file`}
            type="file"
            accept=".json,application/json"
            class="unseen"
            onChange={({ currentTarget }) => {
              const file = currentTarget.files?.[0];
              // So that choosing the same file again, corrected, fires `change`.
              currentTarget.value = '';
              if (file) void take(file);
            }}
          />
          <label for={`${id}-file`} class="quiet">
            {words('import_file')}
          </label>
        </span>
      </div>
      <div role="alert">
        {unread !== null && <p class="said wrong">{words('import_unreadable', unread)}</p>}
        {action.fault && <p class="said wrong">{action.fault}</p>}
        {refused && (
          <Status tone="error" title={words('import_refused', refused.file)}>
            <ul class="refusals">
              {refused.refusals.map((refusal) => (
                <li key={`${refusal.line} ${refusal.path} ${refusal.reason}`}>
                  {refusalSentence(words, refusal)}
                </li>
              ))}
            </ul>
          </Status>
        )}
      </div>
      {offer && (
        <ImportDialog
          words={words}
          offer={offer}
          busy={action.busy}
          onClose={() => setOffer(null)}
          onImport={(pack) =>
            void action
              .run(() => applyImport(store, pack))
              .then((isDone) => {
                setOffer(null);
                if (isDone) onOutcome(words('import_done', pack.header.name));
              })
          }
        />
      )}
    </section>
  );
}
