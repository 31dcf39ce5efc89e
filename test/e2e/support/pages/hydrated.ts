// A page that takes over a document which the server wrote, by React 18.
import { hydrateRoot } from 'react-dom18/client';
import { app } from './hydrated-app.ts';

export interface Hydrated {
  /** What React reported. */
  errors: string[];
  /** Whether the page's code has taken the document over. */
  done: boolean;
  /** Whether the document's root is still the one that the server sent. */
  readonly isSame: boolean;
  turnOn(): Promise<void>;
}

declare global {
  var hydrated: Hydrated | undefined;
}

const sent = document.documentElement;
const video = document.createElement('video');
const state: Hydrated = {
  errors: [],
  done: false,
  get isSame() {
    return document.documentElement === sent;
  },
  async turnOn() {
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: true });
    await video.play();
  },
};
globalThis.hydrated = state;

const takeOver = (): void => {
  hydrateRoot(document, app(), {
    onRecoverableError: (error) => state.errors.push(String(error)),
  });
  // React hydrates in a task of its own.
  setTimeout(() => {
    state.done = true;
  }, 500);
};
const { searchParams } = new URL(location.href);
if (searchParams.has('camera')) void state.turnOn();
const after = Number(searchParams.get('after') ?? 0);
if (after > 0) setTimeout(takeOver, after);
else takeOver();
