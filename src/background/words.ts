import { readWordList } from '../captions/words.ts';

const file = 'words/en.txt';

/**
 * Answers the list of words to suggest; empty where it cannot be read, so that spelling goes on
 * without suggestions. Nothing is read before the first question.
 */
export function createWords(
  fetchFile: (path: string) => Promise<Pick<Response, 'ok' | 'text'>>,
): () => Promise<string[]> {
  return async () => {
    try {
      const response = await fetchFile(file);
      return response.ok ? readWordList(await response.text()) : [];
    } catch {
      return [];
    }
  };
}
