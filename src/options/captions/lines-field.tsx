/** A list that the user writes, one on each line. */
import { useEffect, useId, useState } from 'preact/hooks';
import * as v from 'valibot';

export interface LinesFieldProps {
  label: string;
  /** Shown while what was written cannot be saved. */
  wrong: string;
  note: string;
  value: readonly string[];
  /** What a line may be, and how many there may be. */
  schema: v.GenericSchema<readonly string[], string[]>;
  isSpellchecked?: boolean;
  onSave(lines: string[]): void;
}

/** The lines of a text, without empty ones and doubles; null if one of them may not be. */
function linesOf(text: string, schema: LinesFieldProps['schema']): string[] | null {
  const lines = text.split('\n').map((line) => line.trim());
  const parsed = v.safeParse(schema, [...new Set(lines.filter((line) => line !== ''))]);
  return parsed.success ? parsed.output : null;
}

/** Saves when the field loses the focus, and says so if it cannot; the text then stays as it is. */
export function LinesField(props: LinesFieldProps) {
  const { label, wrong, note, value, schema, isSpellchecked = false, onSave } = props;
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const [refused, setRefused] = useState(false);
  const saved = value.join('\n');
  // Show what a call has learnt, but do not replace what the user is typing.
  useEffect(() => {
    if (!refused) setDraft(null);
  }, [saved]);
  const commit = (text: string): void => {
    const next = linesOf(text, schema);
    setRefused(next === null);
    if (!next) return;
    setDraft(null);
    if (next.join('\n') !== saved) onSave(next);
  };
  return (
    <div class="field">
      <div class="field-head">
        <label for={id}>{label}</label>
        <p class={refused ? 'said wrong' : 'said'} id={`${id}-said`} role="status">
          {refused ? wrong : ''}
        </p>
      </div>
      <textarea
        id={id}
        rows={Math.min(8, Math.max(3, value.length + 1))}
        spellcheck={isSpellchecked}
        autocapitalize="off"
        value={draft ?? saved}
        aria-invalid={refused}
        aria-describedby={`${id}-said ${id}-note`}
        onInput={(event) => setDraft(event.currentTarget.value)}
        onBlur={(event) => commit(event.currentTarget.value)}
      />
      <p class="note" id={`${id}-note`}>
        {note}
      </p>
    </div>
  );
}
