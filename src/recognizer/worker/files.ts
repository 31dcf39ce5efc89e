import * as v from 'valibot';
import { ProblemError } from '../../messaging/problems.ts';
import { DamagedModelError } from '../hands/model.ts';
import type { HandModelName, ModelFiles } from '../hands/models.ts';

/** Loads the shipped files. Every error names the file and what to do. */
export interface Files {
  /** Rejects with DamagedModelError for a file that is missing or not as the build wrote it. */
  handModel(name: HandModelName): Promise<ModelFiles>;
  /** A file of a vocabulary. Rejects with a ProblemError when it is not as the build wrote it. */
  json(path: string): Promise<unknown>;
}

const advice = 'Install the extension again.';

/** The list that the build writes: the SHA-256 of each file, as hex. */
const hashesSchema = v.object({ files: v.record(v.string(), v.string()) });

async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** @param base URL of the extension's root, ending in `/` */
export function createFiles(base: string, fetchFile: typeof fetch = fetch): Files {
  const load = async (path: string): Promise<Response> => {
    const response = await fetchFile(`${base}${path}`).catch((error: unknown) => {
      throw new ProblemError('model-damaged', `${path} is missing. ${advice}`, { cause: error });
    });
    if (!response.ok) throw new ProblemError('model-damaged', `${path} is missing. ${advice}`);
    return response;
  };
  const read = async (path: string): Promise<ArrayBuffer> => (await load(path)).arrayBuffer();
  const parse = (bytes: ArrayBuffer): unknown => JSON.parse(new TextDecoder().decode(bytes));
  const hashesIn = async (path: string) => v.parse(hashesSchema, parse(await read(path))).files;
  /** Checks the hash, because a changed byte could cause wrong captions without any error. */
  const readChecked = async (path: string, hash: string | undefined): Promise<ArrayBuffer> => {
    const bytes = await read(path);
    if ((await sha256(bytes)) !== hash) throw new Error(`${path} is not the file that was built.`);
    return bytes;
  };
  return {
    async json(path) {
      try {
        return parse(await readChecked(path, (await hashesIn('models/vocabularies.json'))[path]));
      } catch (error) {
        if (error instanceof ProblemError) throw error;
        throw new ProblemError('model-damaged', `${path} is damaged. ${advice}`, { cause: error });
      }
    },
    async handModel(name) {
      try {
        const hashes = await hashesIn('models/hands/hand-models.json');
        const [model, weights] = await Promise.all(
          [`${name}.json`, `${name}.bin`].map((file) =>
            readChecked(`models/hands/${file}`, hashes[file]),
          ),
        );
        return { modelJson: parse(model!), weights: new Uint8Array(weights!) };
      } catch (error) {
        throw new DamagedModelError(name, error);
      }
    },
  };
}
