/** The command line of `npm start`. */
import { parseArgs } from 'node:util';
import { checkVocabulary, vocabularies } from '../lib/recognizer/vocabularies.ts';

export interface StartOptions {
  /** Video file or folder of pictures to play as the camera; null for the machine's camera or the demo clip. */
  camera: string | null;
  /** How long each picture of a folder is shown, s. */
  hold: number;
  vocabulary: string;
  /** When to end, s after the clip's first frame; null to end after one pass. */
  seconds: number | null;
  headless: boolean;
  json: boolean;
}

export const usage = `npm start -- [options]
  --camera FILE      play this as the camera: mjpeg, y4m, mp4, or a folder of pictures
  --hold SECONDS     how long each picture of a folder is shown (2)
  --vocabulary NAME  call-gestures or fingerspelling (call-gestures)
  --seconds N        end after N seconds (after one pass of the clip)
  --headless         run without a window, as on a machine without a display
  --json             print only JSON lines on standard output`;

function positive(name: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0)
    throw new Error(`--${name} takes a number of seconds above 0, not "${text}".`);
  return value;
}

/** @throws Error that says what is wrong with the command line. */
export function parseStart(
  args: readonly string[],
  known: readonly string[] = vocabularies(),
): StartOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      camera: { type: 'string' },
      hold: { type: 'string' },
      vocabulary: { type: 'string', default: 'call-gestures' },
      seconds: { type: 'string' },
      headless: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  checkVocabulary(values.vocabulary, known);
  return {
    camera: values.camera ?? null,
    hold: positive('hold', values.hold) ?? 2,
    vocabulary: values.vocabulary,
    seconds: positive('seconds', values.seconds),
    headless: values.headless,
    json: values.json,
  };
}
