import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

export interface MainButtonProps {
  children: ComponentChildren;
  disabled?: boolean;
  /** `quiet`: another button is the step's main one, so this one leaves the focus alone. */
  look?: 'button' | 'quiet';
  /** Default: true. */
  takesFocus?: boolean;
  onPress(): void;
}

/**
 * The main button of a step. It takes the focus when it appears, unless the user has put the focus on
 * another control. A key that is held down does not press it again: the button before it may have stood
 * in the same place.
 */
export function MainButton(props: MainButtonProps) {
  const { children, disabled, look = 'button', takesFocus = true, onPress } = props;
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const active = document.activeElement as HTMLElement | null;
    // Headings take the focus to be read, not to be operated.
    const free = !active || active === document.body || active.matches('h1, h2, h3');
    if (free && takesFocus && look === 'button') button.current?.focus();
  }, [look, takesFocus]);
  return (
    <button
      ref={button}
      type="button"
      class={look}
      disabled={disabled}
      onKeyDown={(event) => event.repeat && event.preventDefault()}
      onClick={() => onPress()}
    >
      {children}
    </button>
  );
}
