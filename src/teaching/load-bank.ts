import * as v from 'valibot';
import { ProblemError } from '../messaging/problems.ts';
import { type BankHand, readTeachingBank } from './bank.ts';

/** Where the build puts the bank, below the extension's root. */
export const bankPath = 'models/teaching-bank.json';
/** Where the build puts the SHA-256 of its files, as hex. */
export const hashesPath = 'models/vocabularies.json';

const hashesSchema = v.object({ files: v.record(v.string(), v.string()) });

const damaged = `${bankPath} is missing or damaged. Install the extension again.`;

/**
 * Loads the bank that ships beside the worker.
 *
 * @param base address of the extension's root, ending in `/`
 * @throws ProblemError 'model-damaged' if it is missing or not as the build wrote it
 */
export async function loadTeachingBank(
  base: string,
  fetchFile: typeof fetch = fetch,
): Promise<BankHand[]> {
  const read = async (path: string): Promise<ArrayBuffer> => {
    const response = await fetchFile(`${base}${path}`);
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response.arrayBuffer();
  };
  const parse = (bytes: ArrayBuffer): unknown => JSON.parse(new TextDecoder().decode(bytes));
  try {
    const { files } = v.parse(hashesSchema, parse(await read(hashesPath)));
    const bytes = await read(bankPath);
    if ((await sha256(bytes)) !== files[bankPath])
      throw new Error('The hash differs from that of the build.');
    return readTeachingBank(parse(bytes));
  } catch (error) {
    throw new ProblemError('model-damaged', damaged, { cause: error });
  }
}

async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
