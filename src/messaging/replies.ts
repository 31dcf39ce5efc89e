import * as v from 'valibot';
import {
  type CaptionMessage,
  type ContentMessage,
  KeptTranscripts,
  type PageMessage,
  RecognizerReply,
  SpellingFiles,
  TabState,
  type TranscriptMessage,
  TranscriptReply,
  WordList,
  type WordsMessage,
} from './protocol.ts';

/** All messages sent by `runtime.sendMessage`; only the background answers them. */
export type ToBackground =
  | ContentMessage
  | CaptionMessage
  | WordsMessage
  | PageMessage
  | TranscriptMessage;

const done = v.literal(true);

/** What the background replies to each message. */
const replySchemas = {
  'content-hello': TabState,
  'recognizer-wanted': RecognizerReply,
  'content-status': done,
  'content-outgoing': done,
  'content-frames': done,
  'content-cameras': done,
  'caption-said': v.undefined(),
  'caption-removed': v.undefined(),
  'words-wanted': WordList,
  'spelling-wanted': SpellingFiles,
  /** Null if nothing has changed since the revision `seen`. */
  'transcript-get': v.nullable(TranscriptReply),
  'transcript-clear': done,
  'transcripts-kept': KeptTranscripts,
  'transcripts-delete': done,
  'tab-get': TabState,
  'tab-set': TabState,
  'pause-set': TabState,
  'start-set': TabState,
  'camera-set': TabState,
  'vocabulary-set': TabState,
  'phrase-say': TabState,
  'sites-changed': v.null(),
  'site-wanted': v.null(),
  'site-answered': v.null(),
} satisfies Record<ToBackground['type'], v.GenericSchema>;

export type Replies = {
  [Type in ToBackground['type']]: v.InferOutput<(typeof replySchemas)[Type]>;
};
export type ReplyTo<M extends ToBackground> = Replies[M['type']];

/**
 * Sends a message and parses the reply.
 *
 * @returns undefined if what came back is no reply to this message, as when nobody received it
 * @throws whatever `send` throws
 */
export async function ask<M extends ToBackground>(
  send: (message: M) => Promise<unknown>,
  message: M,
): Promise<ReplyTo<M> | undefined> {
  const reply = v.safeParse(replySchemas[message.type], await send(message));
  // The compiler does not know that the schema and the type come from the same entry of the table.
  return reply.success ? (reply.output as ReplyTo<M>) : undefined;
}
