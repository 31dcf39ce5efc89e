// Runs in extension pages; the overlay shares its styles.

import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export interface SwitchProps {
  label: ComponentChildren;
  checked: boolean;
  disabled?: boolean;
  /** The id of an element that says more about it. */
  describedBy?: string;
  onChange(checked: boolean): void;
}

/** A row with a label and, at its end, a switch; a click on the label switches too. */
export function Switch({ label, checked, disabled, describedBy, onChange }: SwitchProps) {
  const id = useId();
  return (
    <div class="switch-row">
      <label for={id}>{label}</label>
      <button
        id={id}
        type="button"
        role="switch"
        class="switch"
        aria-checked={checked}
        aria-describedby={describedBy}
        disabled={disabled}
        onClick={() => onChange(!checked)}
      />
    </div>
  );
}

export interface SelectProps {
  label: string;
  value: string;
  /** `lang`: the language of a label that is not in the page's language. */
  options: readonly { value: string; label: string; lang?: string }[];
  note?: string | null;
  disabled?: boolean;
  /** At the end of the label's line: a button that says more about it. */
  beside?: ComponentChildren;
  onChange(value: string): void;
}

export function Select({ label, value, options, note, disabled, beside, onChange }: SelectProps) {
  const id = useId();
  return (
    <div class="field">
      {beside ? (
        <div class="field-head">
          <label for={id}>{label}</label>
          {beside}
        </div>
      ) : (
        <label for={id}>{label}</label>
      )}
      <select
        id={id}
        value={value}
        disabled={disabled}
        aria-describedby={note ? `${id}-note` : undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {options.map((option) => (
          <option
            key={option.value}
            value={option.value}
            selected={option.value === value}
            lang={option.lang}
          >
            {option.label}
          </option>
        ))}
      </select>
      {note && (
        <p class="note" id={`${id}-note`}>
          {note}
        </p>
      )}
    </div>
  );
}

export interface ButtonProps {
  children: ComponentChildren;
  disabled?: boolean;
  /** `quiet`: beside a more important one. `danger`: cannot be undone. */
  look?: 'quiet' | 'danger';
  /** Accessible name, if the button's text does not say what it acts on. */
  label?: string;
  onPress(): void;
}

export function Button({ children, disabled, look, label, onPress }: ButtonProps) {
  return (
    <button
      type="button"
      class={look ?? 'button'}
      disabled={disabled}
      aria-label={label}
      onClick={() => onPress()}
    >
      {children}
    </button>
  );
}

/**
 * `idle`: not running. `on`: running. `seen`: running, sees a hand. `error`: should run but cannot.
 */
export type StatusTone = 'idle' | 'on' | 'seen' | 'error';

export interface StatusProps {
  tone: StatusTone;
  title: string;
  detail?: string | null;
  /** A button that does something about it. */
  children?: ComponentChildren;
}

/** A state in words; screen readers announce its changes politely. */
export function Status({ tone, title, detail, children }: StatusProps) {
  return (
    <div class={`state ${tone}`}>
      <span class="mark" aria-hidden="true" />
      <div role="status">
        <p class="title">{title}</p>
        {detail && <p class="detail">{detail}</p>}
      </div>
      {children}
    </div>
  );
}
