import { useCallback, useId, useState } from 'preact/hooks';
import { exportFromStore } from '../../packs/export-pack.ts';
import type { StoredPack, StoreUsage } from '../../packs/store-types.ts';
import { Button } from '../../ui/components.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { SectionProps } from '../services/types.ts';
import { useAction } from '../services/use-action.ts';
import { useStored } from '../services/use-stored.ts';

const maxTermsCharacters = 500;
const never = () => () => undefined;

export interface ExportDialogProps extends SectionProps {
  pack: StoredPack;
  onOutcome(text: string): void;
  onClose(): void;
}

/** Says what the file will contain, asks for provenance and licence, and saves the file. */
export function ExportDialog({ words, services, pack, onOutcome, onClose }: ExportDialogProps) {
  const { store } = services;
  const id = useId();
  const action = useAction(words);
  const [provenance, setProvenance] = useState(pack.provenance);
  const [licence, setLicence] = useState(pack.licence);
  const [unknowns, setUnknowns] = useState(false);
  const { value: usage } = useStored<StoreUsage>(
    useCallback(() => store.usage(), [store]),
    never,
  );
  const others = usage ? usage.unknowns.nothing + usage.unknowns.wrong + usage.unknowns.pack : 0;
  const save = async (): Promise<void> => {
    const name = `${pack.id}.json`;
    const isDone = await action.run(async () => {
      await store.savePack(pack.id, { provenance: provenance.trim(), licence: licence.trim() });
      const text = await exportFromStore(store, pack.id, { unknowns });
      services.save(name, text, 'application/json');
    });
    if (!isDone) return;
    onOutcome(words('options_exported', name));
    onClose();
  };
  return (
    <Dialog
      title={words('options_exportAsk', pack.name)}
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            {words('options_cancel')}
          </Button>
          <Button disabled={action.busy} onPress={() => void save()}>
            {words('options_exportGo')}
          </Button>
        </>
      }
    >
      <p class="warning">{words('options_exportWarning')}</p>
      {pack.gestures.some(({ moves }) => moves) && (
        <p class="warning">{words('options_exportMoves')}</p>
      )}
      <div class="field">
        <label for={`${id}-from`}>{words('options_exportProvenance')}</label>
        <input
          id={`${id}-from`}
          type="text"
          dir="auto"
          autocomplete="off"
          value={provenance}
          maxLength={maxTermsCharacters}
          onInput={(event) => setProvenance(event.currentTarget.value)}
        />
      </div>
      <div class="field">
        <label for={`${id}-licence`}>{words('options_exportLicence')}</label>
        <input
          id={`${id}-licence`}
          type="text"
          dir="auto"
          autocomplete="off"
          value={licence}
          maxLength={maxTermsCharacters}
          aria-describedby={`${id}-licence-about`}
          onInput={(event) => setLicence(event.currentTarget.value)}
        />
        <p class="note" id={`${id}-licence-about`}>
          {words('options_exportLicenceAbout')}
        </p>
      </div>
      {others > 0 && (
        <label class="check" for={`${id}-unknowns`}>
          <input
            id={`${id}-unknowns`}
            type="checkbox"
            checked={unknowns}
            onChange={(event) => setUnknowns(event.currentTarget.checked)}
          />
          <span>{words('options_exportUnknowns', others.toLocaleString(words.lang))}</span>
        </label>
      )}
      {action.fault && (
        <p class="said wrong" role="alert">
          {action.fault}
        </p>
      )}
    </Dialog>
  );
}
