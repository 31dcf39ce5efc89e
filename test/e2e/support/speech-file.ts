/** A recording for the fake microphone: speech, then silence. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const rate = 48_000;

/** Bursts like syllables, four a second, for `spoken` seconds; then silence. As 16-bit PCM. */
function samples(spoken: number, silent: number): Int16Array {
  const all = new Int16Array((spoken + silent) * rate);
  for (let i = 0; i < spoken * rate; i++) {
    const phase = ((i / rate) * 4) % 1;
    if (phase > 0.67) continue;
    const swell = Math.sin((Math.PI * phase) / 0.67);
    const tone =
      Math.sin((2 * Math.PI * 140 * i) / rate) + Math.sin((2 * Math.PI * 560 * i) / rate);
    all[i] = Math.round(6000 * swell * tone);
  }
  return all;
}

/** @param spoken seconds of speech, from the moment that the microphone is opened */
export async function speechFile(
  spoken: number,
): Promise<{ file: string; dispose(): Promise<void> }> {
  const data = samples(spoken, 1);
  const header = new DataView(new ArrayBuffer(44));
  const text = (at: number, letters: string): void => {
    for (let i = 0; i < letters.length; i++) header.setUint8(at + i, letters.charCodeAt(i));
  };
  text(0, 'RIFF');
  header.setUint32(4, 36 + data.byteLength, true);
  text(8, 'WAVEfmt ');
  header.setUint32(16, 16, true);
  header.setUint16(20, 1, true);
  header.setUint16(22, 1, true);
  header.setUint32(24, rate, true);
  header.setUint32(28, rate * 2, true);
  header.setUint16(32, 2, true);
  header.setUint16(34, 16, true);
  text(36, 'data');
  header.setUint32(40, data.byteLength, true);
  const folder = await mkdtemp(join(tmpdir(), 'sign-captions-speech-'));
  const file = join(folder, 'speech.wav');
  await writeFile(file, Buffer.concat([Buffer.from(header.buffer), Buffer.from(data.buffer)]));
  return { file, dispose: () => rm(folder, { recursive: true, force: true }) };
}
