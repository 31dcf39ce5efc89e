import * as v from 'valibot';
import {
  type CaptionMessage,
  type ContentMessage,
  KeptTranscripts,
  type PageMessage,
  RecognizerReply,
  TabState,
  type TranscriptMessage,
  TranscriptReply,
  WordList,
  type WordsMessage,
} from './protocol.ts';

/** What goes by `runtime.sendMessage`: only the background answers it. */
export type ToBackground =
  | ContentMessage
  | CaptionMessage
  | WordsMessage
  | PageMessage
  | TranscriptMessage;

const done = v.literal(true);

/** What the background answers to each message. */
const replySchemas = {
  'content-hello': TabState,
  'recognizer-wanted': RecognizerReply,
  'content-status': done,
  'content-outgoing': done,
  'caption-said': v.undefined(),
  'caption-removed': v.undefined(),
  'words-wanted': WordList,
  /** Null: nothing has changed since the revision that was seen. */
  'transcript-get': v.nullable(TranscriptReply),
  'transcript-clear': done,
  'transcripts-kept': KeptTranscripts,
  'transcripts-delete': done,
  'tab-get': TabState,
  'tab-set': TabState,
  'pause-set': TabState,
  'start-set': TabState,
  'vocabulary-set': TabState,
  'sites-changed': v.null(),
} satisfies Record<ToBackground['type'], v.GenericSchema>;

export type Replies = {
  [Type in ToBackground['type']]: v.InferOutput<(typeof replySchemas)[Type]>;
};
/** The reply to a message of this kind. */
export type ReplyTo<M extends ToBackground> = Replies[M['type']];

/**
 * Sends a message and parses the reply.
 *
 * @returns undefined where what came back is no reply to this message, as when nobody is there
 * @throws what `send` does
 */
export async function ask<M extends ToBackground>(
  send: (message: M) => Promise<unknown>,
  message: M,
): Promise<ReplyTo<M> | undefined> {
  const reply = v.safeParse(replySchemas[message.type], await send(message));
  // The compiler does not see that the schema and the type come from the same entry of the table.
  return reply.success ? (reply.output as ReplyTo<M>) : undefined;
}
