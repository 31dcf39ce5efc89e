import { afterEach, describe, expect, it, vi } from 'vitest';
import { createDiagnosticsLog } from '../../../../src/content/diagnostics.ts';
import { createReporter, formatSummary, summarize } from '../../../../tools/start/report.ts';

afterEach(() => vi.restoreAllMocks());

function measured() {
  const log = createDiagnosticsLog();
  for (let t = 0; t <= 2000; t += 100) log.seen(5000 + t);
  for (const ms of [1, 2, 3, 4, 100]) log.sample('grab', ms);
  log.data.frames.sent = 7;
  log.data.frames.withHand = 3;
  return summarize(log.data, 'call-gestures', 2);
}

describe('the summary of a run', () => {
  it('counts frames and camera time, and gives median and p95 of each stage that ran', () => {
    const summary = measured();
    expect(summary).toMatchObject({
      seconds: 2,
      captions: 2,
      framesSeen: 21,
      framesSent: 7,
      framesWithHand: 3,
      stages: { grab: { n: 5, median: 3, p95: 100 } },
    });
    expect(Object.keys(summary.stages)).toEqual(['grab']);
  });

  it('is printed as a table', () => {
    const text = formatSummary(measured());
    expect(text).toContain('frames: 21 seen, 7 sent, 3 with a hand');
    expect(text).toMatch(/grab\s+3\.00\s+100\.00/);
  });
});

describe('JSON output', () => {
  it('is one object per line and nothing else on standard output', () => {
    const lines: string[] = [];
    vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
    const errors = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const reporter = createReporter(true);
    reporter.note('Captions are on.');
    reporter.caption({ t: 1.25, caption: 'Yes', gesture: 'thumbs-up' });
    reporter.summary(measured());
    expect(lines[0]).toBe('{"t":1.25,"caption":"Yes","gesture":"thumbs-up"}');
    expect(Object.keys(JSON.parse(lines[1]!))).toEqual(['summary']);
    expect(lines).toHaveLength(2);
    expect(errors).toHaveBeenCalledWith('Captions are on.');
  });
});
