import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import {
  type ClassifierFile,
  classifierSchema,
} from '../../../src/recognizer/signs/classifier-file.ts';

/** The classifier that a program wrote into a file; null if it is damaged. @throws if there is no such file */
export function readClassifierFile(file: string): ClassifierFile | null {
  const parsed = v.safeParse(classifierSchema, parsedJson(readFileSync(file, 'utf8')));
  return parsed.success ? parsed.output : null;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
