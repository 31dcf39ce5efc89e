/**
 * The part of the extension API that the content script uses; an interface, so that tests can
 * replace it.
 */
import type { ToBackground } from '../messaging/replies.ts';

interface Hook<Listener> {
  addListener(listener: Listener): void;
  removeListener(listener: Listener): void;
}

export interface Port {
  postMessage(message: unknown): void;
  disconnect(): void;
  onMessage: Hook<(message: unknown) => void>;
  onDisconnect: Hook<() => void>;
}

export interface Sender {
  id?: string;
}

export interface ExtensionRuntime {
  /** Undefined once the extension was updated, reloaded or removed while the page stays open. */
  readonly id: string | undefined;
  connect(info: { name: string }): Port;
  /** The reply is parsed by `ask`. */
  sendMessage(message: ToBackground): Promise<unknown>;
  onMessage: Hook<(message: unknown, sender: Sender) => undefined | Promise<unknown>>;
}

/** Whether this script's extension was updated, reloaded or removed. */
export function isInvalidated(runtime: ExtensionRuntime): boolean {
  try {
    return !runtime.id;
  } catch {
    return true;
  }
}
