import { describe, expect, it } from 'vitest';
import callGestures from '../../../../models/call-gestures/vocabulary.json' with { type: 'json' };
import { effectsOf, gesturesWithEffects } from '../../../../src/options/gestures/effects.ts';
import { gestureKey } from '../../../../src/packs/samples.ts';

describe('effects of other programs', () => {
  it('are known of shipped gestures only', () => {
    const shipped = callGestures.gestures.map(({ id }) => gestureKey('call-gestures', id));
    expect(shipped).toEqual(expect.arrayContaining([...gesturesWithEffects]));
    expect(effectsOf('call-gestures:thumbs-up')).toEqual(['macOS', 'Zoom']);
  });

  it('are not claimed of a gesture that nothing else is known to react to', () => {
    for (const key of ['call-gestures:fist', 'my-gestures:thumbs-up', 'constructor'])
      expect(effectsOf(key)).toEqual([]);
  });
});
