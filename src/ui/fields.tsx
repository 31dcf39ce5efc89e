/** Form fields that save at once and say so. */
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';

export interface TextFieldProps {
  label: string;
  value: string;
  maxLength: number;
  /**
   * Called on Enter and when the field loses the focus, if the text has changed and is not empty.
   */
  onSave(value: string): void;
  /** Shown if the text is left empty. */
  emptyText: string;
  /** Shown after saving; empty: nothing was saved just now. */
  saved?: string;
  disabled?: boolean;
  /** Beside the field: a button that restores the default. */
  children?: ComponentChildren;
}

/**
 * A line of text. Escape undoes unsaved changes; an empty text is not saved, and the field says so.
 */
export function TextField(props: TextFieldProps) {
  const { label, value, maxLength, onSave, emptyText, saved, disabled, children } = props;
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const [empty, setEmpty] = useState(false);
  const edited = useRef(false);
  // Show what another page saved, but do not replace what the user is typing.
  useEffect(() => {
    if (!edited.current) setDraft(null);
  }, [value]);
  const forget = (): void => {
    edited.current = false;
    setDraft(null);
    setEmpty(false);
  };
  const commit = (text: string): void => {
    const trimmed = text.trim();
    if (!edited.current) return;
    if (trimmed === '') {
      setEmpty(true);
      return;
    }
    edited.current = false;
    setDraft(trimmed === value ? null : trimmed);
    setEmpty(false);
    if (trimmed !== value) onSave(trimmed);
  };
  return (
    <div class="field text-field">
      <div class="field-head">
        <label for={id}>{label}</label>
        <p class={empty ? 'said wrong' : 'said'} id={`${id}-said`} role="status">
          {empty ? emptyText : saved}
        </p>
      </div>
      <div class="with-button">
        <input
          id={id}
          type="text"
          value={draft ?? value}
          maxLength={maxLength}
          disabled={disabled}
          dir="auto"
          autocomplete="off"
          aria-invalid={empty || undefined}
          aria-describedby={`${id}-said`}
          onInput={(event) => {
            edited.current = true;
            setDraft(event.currentTarget.value);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit(event.currentTarget.value);
            if (event.key === 'Escape') forget();
          }}
          onBlur={(event) => commit(event.currentTarget.value)}
        />
        {children}
      </div>
    </div>
  );
}

export interface SliderProps {
  label: ComponentChildren;
  value: number;
  min: number;
  max: number;
  step: number;
  /** The value in words, shown beside the slider and read by screen readers. */
  text: string;
  /** Position of a tick mark, and its label. */
  mark?: { at: number; label: string };
  note?: string | null;
  disabled?: boolean;
  /** Called while the slider is being moved; `onSave` follows when it is released. */
  onSlide?(value: number): void;
  onSave(value: number): void;
  /** Beside the note: a button that restores the default, a word that it was saved. */
  children?: ComponentChildren;
}

/** A slider with a tick mark at its default. */
export function Slider(props: SliderProps) {
  const { label, value, min, max, step, text, mark, note, disabled, onSlide, onSave, children } =
    props;
  const id = useId();
  return (
    <div class="field slider">
      <label for={id}>{label}</label>
      <div class="slider-line">
        <div class="slider-track">
          <input
            id={id}
            type="range"
            {...{ min, max, step, value, disabled }}
            aria-valuetext={text}
            aria-describedby={note || mark ? `${id}-note` : undefined}
            onInput={(event) => onSlide?.(event.currentTarget.valueAsNumber)}
            onChange={(event) => onSave(event.currentTarget.valueAsNumber)}
          />
          {mark && (
            <span
              class="tick"
              aria-hidden="true"
              style={{ '--at': String((mark.at - min) / (max - min)) }}
            />
          )}
        </div>
        <output for={id} aria-hidden="true">
          {text}
        </output>
      </div>
      {(note || mark || children) && (
        <div class="slider-foot">
          <p class="note" id={`${id}-note`}>
            {[mark?.label, note].filter(Boolean).join(' ')}
          </p>
          {children}
        </div>
      )}
    </div>
  );
}

export interface ChoiceProps<T extends string> {
  legend: string;
  /** Show the legend only to screen readers, because a heading just above says the same. */
  legendUnseen?: boolean;
  value: T;
  /** One that is disabled says why in its note. */
  options: readonly { value: T; label: string; note?: string; disabled?: boolean }[];
  onChange(value: T): void;
}

/** A choice of one of a few options, each explained in a line. */
export function Choice<T extends string>(props: ChoiceProps<T>) {
  const { legend, legendUnseen, value, options, onChange } = props;
  const name = useId();
  return (
    <fieldset class="choice">
      <legend class={legendUnseen ? 'unseen' : undefined}>{legend}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            disabled={option.disabled}
            onChange={() => onChange(option.value)}
          />
          <span>
            <span class="choice-name">{option.label}</span>
            {option.note && <span class="note">{option.note}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

export interface MeterProps {
  label: string;
  /** 0..1. */
  value: number;
  /** 0..1. */
  threshold: number;
}

const percent = (share: number): number => Math.round(Math.max(0, Math.min(1, share)) * 100);

/** The present score of the recognition, with its threshold. */
export function Meter({ label, value, threshold }: MeterProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: <meter> shows no mark and looks different everywhere
    <div
      class={value >= threshold ? 'meter reached' : 'meter'}
      role="meter"
      aria-label={label}
      aria-valuenow={percent(value)}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <span class="meter-bar" style={{ '--share': String(percent(value) / 100) }} />
      <span class="meter-mark" style={{ '--at': String(percent(threshold) / 100) }} />
    </div>
  );
}
