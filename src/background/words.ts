import { readWordList } from '../captions/words.ts';

const file = 'words/en.txt';

/**
 * Reads the list of words to suggest, at each call. It is empty if the file cannot be read, so that
 * spelling works without suggestions.
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
