import { type SpeechMessage, speechPort } from '../messaging/protocol.ts';
import type { CaptionListener } from './presenter.ts';
import type { ExtensionRuntime, Port } from './runtime.ts';

/** The longest caption that is spoken, characters. */
const maxCharacters = 500;

export interface SpeechWish {
  /** Language of the captions, BCP 47. */
  lang: string;
  /** `voiceURI` of the chosen voice; empty for any voice of the language. */
  voice: string;
}

export interface Speech {
  /** Receives what is committed and taken back. */
  readonly listener: CaptionListener;
  /** How to speak from now on; null for silence, at once. */
  configure(wish: SpeechWish | null): void;
}

/**
 * Has committed captions spoken by a page of the extension (`src/speech`), each once and in order.
 * The port to it is opened with the first caption. When the port closes - captions go off or are
 * paused, or the call page is closed - speech stops at once.
 */
export function createSpeech(runtime: Pick<ExtensionRuntime, 'connect'>): Speech {
  let wish: SpeechWish | null = null;
  let port: Port | null = null;

  const post = (message: SpeechMessage): void => {
    try {
      port ??= open();
      port.postMessage(message);
    } catch {
      // The extension was updated, which the link reports.
      port = null;
    }
  };
  const open = (): Port => {
    const opened = runtime.connect({ name: speechPort });
    opened.onDisconnect.addListener(() => {
      if (port === opened) port = null;
    });
    return opened;
  };

  return {
    listener(changes) {
      if (!wish) return;
      for (const change of changes) {
        if (change.type === 'committed') {
          const { id, text } = change.caption;
          post({ type: 'say', id, text: text.slice(0, maxCharacters), ...wish });
        } else if (port) post({ type: 'unsay', id: change.id });
      }
    },
    configure(next) {
      wish = next;
      if (wish) return;
      const old = port;
      port = null;
      try {
        old?.disconnect();
      } catch {
        // Closed already.
      }
    },
  };
}
