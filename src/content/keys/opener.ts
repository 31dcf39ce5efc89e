/**
 * Shortcuts that the user presses in a window which shows the call of its opener. The window is a
 * tab of its own, so the browser hands them to the content script there, which passes them on.
 *
 * In Chromium the content scripts of windows that reach each other share one world, of whose globals
 * the page sees none: so only a content script can call the opener's. In Firefox each has a global
 * of its own, and the shortcut does nothing.
 */
import type { CaptionCommand } from '../../messaging/protocol.ts';

/** @param from the window in which the shortcut was pressed */
type RunCommand = (command: CaptionCommand, from: Window) => void;

declare global {
  /** Runs a shortcut that was pressed in another window. */
  var signCaptionsCommand: RunCommand | undefined;
}

export function offerCommands(run: RunCommand, signal: AbortSignal): void {
  globalThis.signCaptionsCommand = run;
  signal.addEventListener('abort', () => {
    if (globalThis.signCaptionsCommand === run) globalThis.signCaptionsCommand = undefined;
  });
}

export function passToOpener(window: Window, command: CaptionCommand): void {
  if (window.parent !== window) return;
  try {
    const opener = window.opener as typeof globalThis | null;
    // An element of the page that has this name is an object, never a function.
    if (typeof opener?.signCaptionsCommand === 'function')
      opener.signCaptionsCommand(command, window);
  } catch {
    // The opener is of another origin.
  }
}
