import { type ReadonlySignal, signal } from '@preact/signals';
import type { Signs } from './read.ts';

/** What the popup needs to show all signs; `browser-api.ts` has the real one. */
export interface SignsApi {
  /** Rejects with a ProblemError. */
  read(vocabulary: string): Promise<Signs>;
  dispose(): void;
}

export interface SignsStore {
  /** Null until they have been read. */
  readonly signs: ReadonlySignal<Signs | null>;
  /** They could not be read. */
  readonly failed: ReadonlySignal<boolean>;
  /** Reads the signs of a vocabulary; only the last call counts. */
  show(vocabulary: string): Promise<void>;
  dispose(): void;
}

export function createSignsStore(api: SignsApi): SignsStore {
  const signs = signal<Signs | null>(null);
  const failed = signal(false);
  let reads = 0;
  return {
    signs,
    failed,
    async show(vocabulary) {
      const turn = ++reads;
      const read = await api.read(vocabulary).catch(() => null);
      if (turn !== reads) return;
      signs.value = read;
      failed.value = read === null;
    },
    dispose() {
      reads++;
      api.dispose();
    },
  };
}
