import { readWordList } from '../captions/words.ts';
import type { SpellingFiles, SpellingLanguageId, WordsMessage } from '../messaging/protocol.ts';

const suggested = 'words/en.txt';
const treeOf = (language: SpellingLanguageId): string => `words/${language}.tree`;
const confusionsOf = (vocabulary: string): string => `models/${vocabulary}/confusions.json`;

/** What is needed of the answer to a request for one of our own files. */
type FileReply = Pick<Response, 'ok' | 'text' | 'arrayBuffer'>;

/**
 * Answers what asks for words, reading the files at each call. The list is empty and the files are
 * null if they cannot be read, so that spelling works without them.
 */
export function createWords(
  fetchFile: (path: string) => Promise<FileReply>,
): (message: WordsMessage) => Promise<string[] | SpellingFiles> {
  const found = async (path: string): Promise<FileReply> => {
    const response = await fetchFile(path);
    if (!response.ok) throw new Error(`There is no ${path}.`);
    return response;
  };
  const list = async (): Promise<string[]> => readWordList(await (await found(suggested)).text());
  const files = async (
    language: SpellingLanguageId,
    vocabulary: string,
  ): Promise<SpellingFiles> => {
    const [tree, confusions] = await Promise.all([
      found(treeOf(language)).then((response) => response.arrayBuffer()),
      found(confusionsOf(vocabulary)).then((response) => response.text()),
    ]);
    return { tree: toBase64(new Uint8Array(tree)), confusions };
  };
  return (message) =>
    message.type === 'words-wanted'
      ? list().catch(() => [])
      : files(message.language, message.vocabulary).catch(() => null);
}

/** Bytes as base64. Not for each frame: see `encodeBase64` of the link for those. */
function toBase64(bytes: Uint8Array): string {
  let text = '';
  // In parts: a call takes only so many arguments.
  for (let i = 0; i < bytes.length; i += 8192)
    text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(text);
}
