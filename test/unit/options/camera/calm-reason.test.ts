import { describe, expect, it } from 'vitest';
import type { Reason } from '../../../../src/messaging/reason.ts';
import { createCalmReason } from '../../../../src/options/camera/calm-reason.ts';
import { words } from '../fake-services.ts';

/** What is shown after frames that come ten times a second. */
function shown(reasons: readonly (Reason | 'sign' | null)[]): readonly string[] {
  let at = 0;
  const calm = createCalmReason(words, () => at);
  return reasons.map((reason, i) => {
    at = i * 100;
    return reason === 'sign'
      ? calm.next({ sign: { key: 'call-gestures:fist', caption: 'Stop' } })
      : calm.next({ sign: null, reason: reason ?? undefined });
  });
}
const times = <T>(count: number, what: T): T[] => Array.from({ length: count }, () => what);
const small: Reason = { why: 'too-small' };
const moving: Reason = { why: 'moving' };
const closer = words('teach_closer');

describe('the reason that is shown', () => {
  it('comes within half a second', () => {
    expect(shown(times(6, small)).at(-1)).toBe(closer);
  });

  it('does not come for a reason that lasts for a moment', () => {
    expect(new Set(shown([...times(2, small), ...times(5, null)]))).toEqual(new Set(['']));
  });

  it('does not flicker while reasons alternate', () => {
    const all = shown(times(50, [small, moving]).flat());
    const changes = all.filter((sentence, i) => i > 0 && sentence !== all[i - 1]).length;
    expect(changes).toBe(0);
  });

  it('changes at most about once a second while reasons change faster', () => {
    const all = shown(times(5, [...times(6, small), ...times(6, moving)]).flat());
    const changed = all.flatMap((sentence, i) => (i > 0 && sentence !== all[i - 1] ? [i] : []));
    expect(changed.length).toBeGreaterThan(1);
    for (const [i, at] of changed.entries())
      if (i > 0) expect(at - changed[i - 1]!).toBeGreaterThanOrEqual(10);
  });

  it('goes at once when a caption comes', () => {
    expect(shown([...times(6, small), 'sign']).at(-1)).toBe('');
  });
});
