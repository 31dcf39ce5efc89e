/**
 * Makes the hand models that ship with the extension: MediaPipe's, taken from the npm package
 * `@mediapipe/hands` (Apache-2.0) and pinned by the hashes of the package's files.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ConvertedModel, convertLiteModel } from './convert.ts';

export type HandModelName = 'palm-full' | 'palm-lite' | 'landmark-full' | 'landmark-lite';

interface Source {
  file: string;
  sha256: string;
  /** Bytes of the file that hold the model. */
  start: number;
  end: number;
  outputNames: readonly string[];
}

const packageName = '@mediapipe/hands@0.4.1675469240';
/** Raise this when the conversion changes, so that built folders are rewritten. */
const converterVersion = 2;

const palmFile = 'hands_solution_packed_assets.data';
const palmSha = 'bdce7b66bfc5b39ba86a47775c98e0b186fe73f8308c2279f852af4c89ffdf42';
const palmOutputs = ['boxes', 'scores'];
// MediaPipe labels the third output "Left" above 0.5, for mirrored frames. The recognizer gets frames
// that are not mirrored, in which that is the signer's right hand.
const landmarkOutputs = ['landmarks', 'presence', 'rightness', 'world'];

// Where the palm models start and end in the packed file: from the package's own loader
// (hands_solution_packed_assets_loader.js, "files").
const sources: Record<HandModelName, Source> = {
  'palm-full': {
    file: palmFile,
    sha256: palmSha,
    start: 11,
    end: 2_341_291,
    outputNames: palmOutputs,
  },
  'palm-lite': {
    file: palmFile,
    sha256: palmSha,
    start: 2_341_291,
    end: 4_326_731,
    outputNames: palmOutputs,
  },
  'landmark-full': {
    file: 'hand_landmark_full.tflite',
    sha256: '8c026882c9ec059ce0f8e75266bee5a9a23c341a40e0000df755374d3d1b9b68',
    start: 0,
    end: 5_478_688,
    outputNames: landmarkOutputs,
  },
  'landmark-lite': {
    file: 'hand_landmark_lite.tflite',
    sha256: 'd7fde8ac11f8ce03f8663775bfc323f4fc9f2a38062b4f4efa142874ef5b2a48',
    start: 0,
    end: 2_071_408,
    outputNames: landmarkOutputs,
  },
};

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

function readPinned(packageDir: string, source: Source): Uint8Array {
  let bytes: Buffer;
  try {
    bytes = readFileSync(join(packageDir, source.file));
  } catch {
    throw new Error(
      `${source.file} is missing in ${packageDir}. Run npm ci, which installs ${packageName}.`,
    );
  }
  if (sha256(bytes) !== source.sha256) {
    throw new Error(
      `${source.file} in ${packageDir} is not the file of ${packageName} that the hand models are pinned to. ` +
        'Delete node_modules and run npm ci.',
    );
  }
  return bytes.subarray(source.start, source.end);
}

/**
 * The bytes of one model's original `.tflite` file, as other programs run it.
 * @throws Error with a sentence if the file is missing or is not the pinned one.
 */
export function liteModelBytes(
  name: HandModelName,
  packageDir = 'node_modules/@mediapipe/hands',
): Uint8Array {
  return readPinned(packageDir, sources[name]);
}

/**
 * Converts the four hand models of an installed `@mediapipe/hands` to tfjs GraphModels.
 * @throws Error with a sentence if a file is missing or is not the pinned one.
 */
export async function convertHandModels(
  packageDir = 'node_modules/@mediapipe/hands',
): Promise<Record<HandModelName, ConvertedModel>> {
  const entries = Object.entries(sources).map(([name, source]) => [
    name,
    convertLiteModel(readPinned(packageDir, source), {
      path: `${name}.bin`,
      from: `${packageName} ${source.file}`,
      outputNames: source.outputNames,
    }),
  ]);
  return Object.fromEntries(entries) as Record<HandModelName, ConvertedModel>;
}

/** Describes a written folder, so that the next build can tell whether it is up to date. */
interface Manifest {
  key: string;
  files: Record<string, string>;
}

const manifestFile = 'hand-models.json';
const key = sha256(JSON.stringify([converterVersion, sources]));

function isUpToDate(outDir: string): boolean {
  try {
    const manifest = JSON.parse(readFileSync(join(outDir, manifestFile), 'utf8')) as Manifest;
    if (manifest.key !== key) return false;
    return Object.entries(manifest.files).every(
      ([file, hash]) => sha256(readFileSync(join(outDir, file))) === hash,
    );
  } catch {
    return false;
  }
}

/**
 * Writes `<name>.json` and `<name>.bin` of the four models into a folder, unless the folder already
 * holds them.
 * @returns whether it wrote, and the size of all files in bytes
 */
export async function writeHandModels(
  outDir: string,
  packageDir?: string,
): Promise<{ written: boolean; bytes: number }> {
  if (isUpToDate(outDir)) {
    const { files } = JSON.parse(readFileSync(join(outDir, manifestFile), 'utf8')) as Manifest;
    const sizes = Object.keys(files).map((file) => readFileSync(join(outDir, file)).length);
    return { written: false, bytes: sizes.reduce((a, b) => a + b, 0) };
  }
  const models = await convertHandModels(packageDir);
  // Without what another version of the converter wrote: all files of the folder ship.
  rmSync(outDir, { recursive: true, force: true });
  mkdirSync(outDir, { recursive: true });
  const files: Record<string, string> = {};
  let bytes = 0;
  const write = (file: string, content: Uint8Array | string) => {
    writeFileSync(join(outDir, file), content);
    files[file] = sha256(content);
    bytes += content.length;
  };
  for (const [name, { modelJson, weights }] of Object.entries(models)) {
    write(`${name}.json`, JSON.stringify(modelJson));
    write(`${name}.bin`, weights);
  }
  // Written last, so that an interrupted build does not pass for a finished one.
  writeFileSync(join(outDir, manifestFile), JSON.stringify({ key, files } satisfies Manifest));
  return { written: true, bytes };
}
