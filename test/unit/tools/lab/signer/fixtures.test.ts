import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { clipSchema } from '../../../../../tools/lab/signer/clip.ts';
import { readPoses } from '../../../../../tools/lab/signer/pose.ts';
import { mulberry32 } from '../../../../../tools/lab/signer/random.ts';
import { parseScript } from '../../../../../tools/lab/signer/script.ts';
import { stageOf } from '../../../../../tools/lab/signer/staging.ts';
import { timelineOf } from '../../../../../tools/lab/signer/timeline.ts';

const folder = fileURLToPath(new URL('../../../../fixtures/clips/', import.meta.url));
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.script.json'))
  .map((name) => name.slice(0, -'.script.json'.length));

/** Signs are held for a second, s; words that are spelled in a flow have shorter letters. */
const leastHoldOf = (name: string): number => (name === 'words-fast' ? 0.4 : 1);

describe.each(names)('the clip %s', (name) => {
  const leastHold = leastHoldOf(name);
  const facts = v.parse(clipSchema, JSON.parse(readFileSync(`${folder}${name}.json`, 'utf8')));

  it('has the intervals of its script', () => {
    const file = `${name}.script.json`;
    const script = parseScript(readFileSync(folder + file, 'utf8'), file);
    const timeline = timelineOf(script, readPoses(), stageOf(mulberry32(1)));
    expect(facts.intervals).toEqual(timeline.intervals);
    expect(facts.movements).toEqual(timeline.movements);
    expect(facts.seconds).toBeGreaterThanOrEqual(timeline.seconds);
  });

  it('keeps signs inside the clip, separate and held', () => {
    let end = 0;
    for (const { from, to } of facts.intervals) {
      expect(from).toBeGreaterThanOrEqual(end);
      expect(to - from).toBeGreaterThanOrEqual(leastHold);
      end = to;
    }
    expect(end).toBeLessThanOrEqual(facts.seconds);
  });

  it('is small enough to be committed', () => {
    expect(statSync(`${folder}${name}.mp4`).size).toBeLessThan(1_500_000);
  });
});
