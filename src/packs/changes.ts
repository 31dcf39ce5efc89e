/** Reports changes of the store to every page and worker of the extension, this one included. */
import * as v from 'valibot';
import type { StoreChange } from './store-types.ts';

/** The part of `BroadcastChannel` that is needed. */
export interface Channel {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
  close(): void;
}

export const channelName = 'sign-captions-packs';

const Message = v.object({
  changes: v.pipe(
    v.array(v.picklist(['packs', 'samples', 'unknowns', 'classifier', 'everything'])),
    v.maxLength(10),
  ),
});

export interface Changes {
  /** Reports to this page and all others. Never throws, because the change has already happened. */
  tell(...changes: readonly StoreChange[]): void;
  /** Reports to this page only. */
  hear(...changes: readonly StoreChange[]): void;
  subscribe(listener: (change: StoreChange) => void): () => void;
  close(): void;
}

export function createChanges(channel: Channel | null): Changes {
  // One entry per subscription: the same function may be subscribed twice.
  const listeners = new Set<{ listener: (change: StoreChange) => void }>();
  let closed = false;

  const hear = (...changes: readonly StoreChange[]): void => {
    for (const change of changes) {
      for (const entry of [...listeners]) {
        try {
          if (!closed && listeners.has(entry)) entry.listener(change);
        } catch (error) {
          // A listener that throws must not affect the other listeners, nor the caller that saved.
          console.error(error);
        }
      }
    }
  };
  channel?.addEventListener('message', ({ data }) => {
    const parsed = v.safeParse(Message, data);
    if (parsed.success) hear(...parsed.output.changes);
  });

  return {
    tell(...changes) {
      if (closed) return;
      try {
        channel?.postMessage({ changes });
      } catch (error) {
        console.error(error);
      }
      hear(...changes);
    },
    hear,
    subscribe(listener) {
      const entry = { listener };
      listeners.add(entry);
      return () => listeners.delete(entry);
    },
    close() {
      closed = true;
      listeners.clear();
      channel?.close();
    },
  };
}
