import * as v from 'valibot';
import { ProblemError } from '../messaging/problems.ts';
import {
  type Embedding,
  embeddingPath,
  loadEmbedding,
} from '../recognizer/signs/movement/embedding.ts';
import { type BankHand, readTeachingBank } from './bank.ts';
import { type BankMovement, readMovementBank } from './movements/bank.ts';

/** Where the build puts the bank, below the extension's root. */
export const bankPath = 'models/teaching-bank.json';
/** Where the build puts the SHA-256 of its files, as hex. */
export const hashesPath = 'models/vocabularies.json';

const hashesSchema = v.object({ files: v.record(v.string(), v.string()) });

/** Where the build puts the bank of movements. */
export const movementBankPath = 'models/movements/bank.json';

const damaged = (path: string) => `${path} is missing or damaged. Install the extension again.`;

/** What moving signs are trained with. */
export interface ShippedMovements {
  embedding: Embedding;
  bank: readonly BankMovement[];
}

/**
 * Loads the bank of hands that ships beside the worker.
 *
 * @param base address of the extension's root, ending in `/`
 * @throws ProblemError 'model-damaged' if it is missing or not as the build wrote it
 */
export const loadTeachingBank = async (
  base: string,
  fetchFile: typeof fetch = fetch,
): Promise<BankHand[]> => loaded(base, bankPath, readTeachingBank, fetchFile);

/** Loads the embedding and the bank of movements. See {@link loadTeachingBank}. */
export async function loadMovements(
  base: string,
  fetchFile: typeof fetch = fetch,
): Promise<ShippedMovements> {
  const embedding = await loaded(base, embeddingPath, loadEmbedding, fetchFile);
  const bank = await loaded(
    base,
    movementBankPath,
    (json) => readMovementBank(json, embedding.layout),
    fetchFile,
  );
  return { embedding, bank };
}

async function loaded<T>(
  base: string,
  path: string,
  readFile: (json: unknown) => T,
  fetchFile: typeof fetch,
): Promise<T> {
  const read = async (file: string): Promise<ArrayBuffer> => {
    const response = await fetchFile(`${base}${file}`);
    if (!response.ok) throw new Error(`${file}: ${response.status}`);
    return response.arrayBuffer();
  };
  const parse = (bytes: ArrayBuffer): unknown => JSON.parse(new TextDecoder().decode(bytes));
  try {
    const { files } = v.parse(hashesSchema, parse(await read(hashesPath)));
    const bytes = await read(path);
    if ((await sha256(bytes)) !== files[path])
      throw new Error('The hash differs from that of the build.');
    return readFile(parse(bytes));
  } catch (error) {
    throw new ProblemError('model-damaged', damaged(path), { cause: error });
  }
}

async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
