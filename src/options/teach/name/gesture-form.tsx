import { useId, useState } from 'preact/hooks';
import { Button } from '../../../ui/components.tsx';
import { Choice } from '../../../ui/fields.tsx';
import type { MessageKey, Words } from '../../../ui/i18n.ts';
import { type CaptionFault, checkWords, longest, type NameFault } from './naming.ts';

export interface GestureFormProps {
  words: Words;
  /** The name at first. */
  name?: string;
  /** The caption at first. Left out, the caption follows the name. */
  caption?: string;
  /** Whether it moves, at first. */
  moves?: boolean | undefined;
  /** Names that are taken. */
  taken: readonly string[];
  submit: string;
  /** Below the button that submits. */
  note?: string;
  /** Another button of the page is more important than the one that submits. */
  quiet?: boolean;
  onSubmit(name: string, caption: string, moves: boolean): void;
  onCancel?(): void;
}

const nameFaults: Readonly<Record<NameFault, MessageKey>> = {
  empty: 'teach_nameEmpty',
  long: 'teach_nameLong',
  taken: 'teach_nameTaken',
};
const captionFaults: Readonly<Record<CaptionFault, MessageKey>> = {
  empty: 'teach_captionEmpty',
  long: 'teach_captionLong',
};

/** Name, caption and kind of a gesture. Until the user edits the caption, it follows the name. */
export function GestureForm(props: GestureFormProps) {
  const { words, taken, submit } = props;
  const [name, setName] = useState(props.name ?? '');
  const [own, setOwn] = useState<string | null>(props.caption ?? null);
  const [moves, setMoves] = useState(props.moves ?? false);
  const [tried, setTried] = useState(false);
  const caption = own ?? name;
  const faults = checkWords(name, caption, taken);
  const nameFault = tried && faults.name;
  const captionFault = tried && faults.caption;
  return (
    <form
      class="gesture-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        const form = event.currentTarget;
        if (!faults.name && !faults.caption) {
          setTried(false);
          props.onSubmit(name.trim(), caption.trim(), moves);
          return;
        }
        // Once the faults are rendered, so that a screen reader reads them with the field.
        requestAnimationFrame(() =>
          form.querySelector<HTMLInputElement>('[aria-invalid=true]')?.focus(),
        );
      }}
    >
      <Field
        label={words('teach_name')}
        note={words('teach_nameNote')}
        fault={nameFault ? words(nameFaults[nameFault], String(longest.name)) : null}
        value={name}
        onInput={setName}
      />
      <Field
        label={words('teach_caption')}
        note={words('teach_captionNote')}
        fault={captionFault ? words(captionFaults[captionFault], String(longest.caption)) : null}
        value={caption}
        onInput={setOwn}
      />
      <Choice
        legend={words('teach_kind')}
        value={moves ? 'moves' : 'held'}
        options={[
          { value: 'held', label: words('teach_kindHeld'), note: words('teach_kindHeldAbout') },
          { value: 'moves', label: words('teach_kindMoves'), note: words('teach_kindMovesAbout') },
        ]}
        onChange={(kind) => setMoves(kind === 'moves')}
      />
      <div class="row">
        <button type="submit" class={props.quiet ? 'quiet' : 'button'}>
          {submit}
        </button>
        {props.onCancel && (
          <Button look="quiet" onPress={() => props.onCancel?.()}>
            {words('teach_cancel')}
          </Button>
        )}
      </div>
      {props.note && <p class="note">{props.note}</p>}
    </form>
  );
}

interface FieldProps {
  label: string;
  note: string;
  fault: string | null;
  value: string;
  onInput(value: string): void;
}

function Field({ label, note, fault, value, onInput }: FieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="text"
        dir="auto"
        autocomplete="off"
        value={value}
        aria-invalid={fault !== null}
        aria-describedby={`${id}-note`}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <p class={fault ? 'note fault' : 'note'} id={`${id}-note`}>
        {fault ?? note}
      </p>
    </div>
  );
}
