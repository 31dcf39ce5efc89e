import { describe, expect, it } from 'vitest';
import { asksTheSame } from '../../../src/background/recognition.ts';
import { defaultSettings } from '../../../src/settings/schema.ts';

describe('a change of settings', () => {
  it('asks the same of the recognizer unless an option or the choice of a site has changed', () => {
    const now = defaultSettings;
    const siteChoices = [{ site: 'https://meet.jit.si/*', outgoing: true }];
    expect(asksTheSame(now, { ...now, captionSize: 200 }, 'de')).toBe(true);
    expect(asksTheSame(now, { ...now, vocabulary: 'fingerspelling' }, 'de')).toBe(false);
    expect(asksTheSame(now, { ...now, siteChoices }, 'de')).toBe(false);
  });
});
