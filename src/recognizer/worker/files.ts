import { ProblemError } from '../../messaging/problems.ts';
import type { HandModelName, ModelFiles } from '../hands/models.ts';

/** Loads what ships beside the worker. Every failure says which file, and what to do. */
export interface Files {
  handModel(name: HandModelName): Promise<ModelFiles>;
  json(path: string): Promise<unknown>;
}

const advice = 'Install the extension again.';

/** @param base address of the extension's root, ending in `/` */
export function createFiles(base: string, fetchFile: typeof fetch = fetch): Files {
  const load = async (path: string): Promise<Response> => {
    const response = await fetchFile(`${base}${path}`).catch((error: unknown) => {
      throw new ProblemError('model-damaged', `${path} is missing. ${advice}`, { cause: error });
    });
    if (!response.ok) throw new ProblemError('model-damaged', `${path} is missing. ${advice}`);
    return response;
  };
  const json = async (path: string): Promise<unknown> => {
    const response = await load(path);
    try {
      return await response.json();
    } catch (error) {
      throw new ProblemError('model-damaged', `${path} is damaged. ${advice}`, { cause: error });
    }
  };
  return {
    json,
    async handModel(name) {
      const [modelJson, weights] = await Promise.all([
        json(`models/hands/${name}.json`),
        load(`models/hands/${name}.bin`).then((response) => response.arrayBuffer()),
      ]);
      return { modelJson, weights: new Uint8Array(weights) };
    },
  };
}
