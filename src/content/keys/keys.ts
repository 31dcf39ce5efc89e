/**
 * What the extension's shortcuts do in a call page. The background sends them: nothing listens for
 * keys in the page, so the page can neither observe nor imitate them.
 */
import type { CaptionCommand } from '../../messaging/protocol.ts';
import type { Notice } from '../presenter.ts';

export interface KeyParts {
  /** Captions are on here and there is, or was, something to caption. */
  active(): boolean;
  takeBack(): void;
  undoTakeBack(): void;
  /** Keys of the composer (docs/captions.md). */
  backspace(): void;
  say(): void;
  clearCaptions(): void;
  /** Accepts the suggested word at this index. */
  accept(index: number): void;
  resize(by: 1 | -1): void;
  /** Opens or closes the panel in the call. */
  togglePanel(): void;
  /** The newest caption, even if it is no longer shown. */
  last(): string | null;
  /** `navigator.clipboard.writeText`. */
  copy(text: string): Promise<void>;
  /** The newest committed caption that was not taken back. */
  committed(): string | null;
  /** Inserts a text into the focused text field. @returns false if there is none */
  insert(text: string): boolean;
  notice(notice: Notice): void;
  words: { copied: string; notCopied: string; notInserted: string };
}

/** Runs one command. Commands are sent to every frame; those without captions ignore them. */
export async function runCommand(parts: KeyParts, command: CaptionCommand): Promise<void> {
  if (!parts.active()) return;
  switch (command) {
    case 'wrong-caption':
      parts.takeBack();
      return;
    case 'undo-wrong':
      parts.undoTakeBack();
      return;
    case 'backspace-caption':
      parts.backspace();
      return;
    case 'say-caption':
      parts.say();
      return;
    case 'clear-captions':
      parts.clearCaptions();
      return;
    case 'accept-word':
      parts.accept(0);
      return;
    case 'larger-captions':
      parts.resize(1);
      return;
    case 'smaller-captions':
      parts.resize(-1);
      return;
    case 'toggle-panel':
      parts.togglePanel();
      return;
    case 'insert-caption': {
      const text = parts.committed()?.trim();
      if (text && !parts.insert(text)) parts.notice({ text: parts.words.notInserted });
      return;
    }
    case 'copy-caption': {
      const text = parts.last()?.trim();
      if (!text) return;
      try {
        await parts.copy(text);
        parts.notice({ text: parts.words.copied });
      } catch {
        parts.notice({ text: parts.words.notCopied });
      }
    }
  }
}
