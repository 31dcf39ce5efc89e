/** One connection to the recognizer's host: a port that drops messages outside the protocol. */
import * as v from 'valibot';
import { AnswerMessage, type FrameMessage, framesPort } from '../../messaging/frames-port.ts';
import type { ExtensionRuntime } from '../runtime.ts';

export interface Connection {
  /** Throws if the port is closed, or cannot carry the message. */
  post(message: FrameMessage): void;
  /** Closes the port. The listener is not called any more. */
  close(): void;
}

export interface ConnectionListener {
  /** Called with each message that fits the protocol; the rest is dropped. */
  onMessage(message: AnswerMessage): void;
  /** The host, or the browser, has closed the port. */
  onEnd(): void;
}

/** Throws if the extension is gone. */
export function openConnection(
  runtime: ExtensionRuntime,
  listener: ConnectionListener,
): Connection {
  const onMessage = (raw: unknown): void => {
    const message = v.safeParse(AnswerMessage, raw);
    if (message.success) listener.onMessage(message.output);
  };
  const onDisconnect = (): void => listener.onEnd();
  const port = runtime.connect({ name: framesPort });
  port.onMessage.addListener(onMessage);
  port.onDisconnect.addListener(onDisconnect);
  return {
    post: (message) => port.postMessage(message),
    close() {
      try {
        port.onMessage.removeListener(onMessage);
        port.onDisconnect.removeListener(onDisconnect);
        port.disconnect();
      } catch {
        // Closed already.
      }
    },
  };
}
