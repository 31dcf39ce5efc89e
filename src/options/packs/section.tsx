import { useCallback, useState } from 'preact/hooks';
import type { StoredPack } from '../../packs/store-types.ts';
import { Button, Status, Switch } from '../../ui/components.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/fields.tsx';
import { pageSentence } from '../camera/sentence.ts';
import type { SectionProps } from '../services/types.ts';
import { useAction } from '../services/use-action.ts';
import { useStored } from '../services/use-stored.ts';
import { ExportDialog } from './export.tsx';
import { ImportPanel } from './import.tsx';

/** At most this many characters of a pack's name. */
const maxNameCharacters = 80;

const samplesIn = (pack: StoredPack): number =>
  Object.values(pack.sampleCounts).reduce((sum, count) => sum + count, 0);

/** All packs, and a place to import one. */
export function PacksSection({ words, services }: SectionProps) {
  const { store } = services;
  const { value: packs, problem } = useStored(
    useCallback(() => store.packs(), [store]),
    useCallback((onChange) => store.subscribe(onChange), [store]),
  );
  const [outcome, setOutcome] = useState('');
  return (
    <div class="stack">
      {problem && (
        <Status
          tone="error"
          title={words('options_unread')}
          detail={pageSentence(words, problem)}
        />
      )}
      {packs?.length === 0 && <p class="empty">{words('options_packsNone')}</p>}
      {packs && packs.length > 0 && (
        <ul class="packs">
          {packs.map((pack) => (
            <PackCard key={pack.id} {...{ words, services, pack }} onOutcome={setOutcome} />
          ))}
        </ul>
      )}
      <p class="said" role="status">
        {outcome}
      </p>
      <ImportPanel words={words} services={services} onOutcome={setOutcome} />
    </div>
  );
}

interface PackCardProps extends SectionProps {
  pack: StoredPack;
  /** Shows the outcome outside the card, which disappears with its pack. */
  onOutcome(text: string): void;
}

/** The vocabulary in which words are spelled. */
const spelling = 'fingerspelling';

function PackCard({ words, services, pack, onOutcome }: PackCardProps) {
  const { store } = services;
  const action = useAction(words);
  const [asking, setAsking] = useState<'export' | 'delete' | null>(null);
  const number = (count: number): string => count.toLocaleString(words.lang);
  const close = (): void => setAsking(null);
  return (
    <li class="card pack">
      <TextField
        label={words('options_packName')}
        value={pack.name}
        maxLength={maxNameCharacters}
        emptyText={words('options_packNameEmpty')}
        saved={action.done === 'name' ? words('options_saved') : undefined}
        onSave={(name) => void action.run(() => store.savePack(pack.id, { name }), 'name')}
      />
      <p class="note">
        {words('options_packHolds', number(pack.gestures.length), number(samplesIn(pack)))}{' '}
        {pack.provenance && words('options_packFrom', pack.provenance)}
      </p>
      <Switch
        label={words('options_packOn')}
        checked={pack.enabled}
        onChange={(enabled) => void action.run(() => store.savePack(pack.id, { enabled }))}
      />
      <Switch
        label={words('options_packSpelling')}
        checked={pack.vocabularies.includes(spelling)}
        onChange={(on) => {
          const others = pack.vocabularies.filter((id) => id !== spelling);
          const vocabularies = on ? [...others, spelling] : others;
          void action.run(() => store.savePack(pack.id, { vocabularies }));
        }}
      />
      <p class="note">{words('options_packSpellingAbout')}</p>
      <div class="row">
        <Button
          look="quiet"
          label={words('options_exportOf', pack.name)}
          disabled={pack.gestures.length === 0}
          onPress={() => setAsking('export')}
        >
          {words('options_export')}
        </Button>
        <Button
          look="danger"
          label={words('options_deleteOf', pack.name)}
          disabled={action.busy}
          onPress={() => setAsking('delete')}
        >
          {words('options_delete')}
        </Button>
      </div>
      {action.fault && (
        <p class="said wrong" role="alert">
          {action.fault}
        </p>
      )}
      {asking === 'export' && (
        <ExportDialog {...{ words, services, pack, onOutcome }} onClose={close} />
      )}
      {asking === 'delete' && (
        <Dialog
          title={words('options_deletePackAsk', pack.name)}
          onClose={close}
          actions={
            <>
              <Button look="quiet" onPress={close}>
                {words('options_cancel')}
              </Button>
              <Button
                look="danger"
                onPress={() => {
                  close();
                  void action.run(async () => {
                    await store.deletePack(pack.id);
                    onOutcome(words('options_packDeleted', pack.name));
                  });
                }}
              >
                {words('options_delete')}
              </Button>
            </>
          }
        >
          <p>
            {words(
              'options_deletePackAbout',
              number(pack.gestures.length),
              number(samplesIn(pack)),
            )}
          </p>
        </Dialog>
      )}
    </li>
  );
}
