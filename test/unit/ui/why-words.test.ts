import { describe, expect, it } from 'vitest';
import en from '../../../_locales/en/messages.json';
import { hindrances } from '../../../src/messaging/reason.ts';
import { createWords } from '../../../src/ui/i18n.ts';
import { whySentence } from '../../../src/ui/why-words.ts';

const catalogue = new Map<string, { message: string }>(Object.entries(en));
const words = createWords({
  getMessage: (key, given = []) =>
    (catalogue.get(key)?.message ?? '').replace(/\$(\d)/g, (_, at: string) => given[+at - 1] ?? ''),
});
const notAccepted = (score: number, threshold: number): string =>
  whySentence(words, { why: 'not-accepted', caption: 'Stop', score, threshold });

describe('the sentence for a reason', () => {
  it('is another one for each hindrance', () => {
    const sentences = hindrances.map((why) => whySentence(words, { why }));
    expect(new Set(sentences).size).toBe(hindrances.length);
    for (const sentence of sentences) expect(sentence).toMatch(/\.$/);
  });

  it('is the one that is said while recording', () => {
    expect(whySentence(words, { why: 'cut-off' })).toBe(en.teach_intoPicture.message);
    expect(whySentence(words, { why: 'too-small' })).toBe(en.teach_closer.message);
  });

  it('names the gesture that was not accepted, its score and the one that is needed', () => {
    expect(notAccepted(0.6, 0.7)).toBe('Most like “Stop”: 60%, needs 70%.');
  });

  it('stays the same while the score changes little', () => {
    expect(notAccepted(0.64, 0.7)).toBe(notAccepted(0.6, 0.7));
    expect(notAccepted(0.65, 0.7)).not.toBe(notAccepted(0.6, 0.7));
  });

  it('never shows a score as high as the one that is needed', () => {
    expect(notAccepted(0.699, 0.7)).toContain('65%, needs 70%');
    expect(notAccepted(0.9999, 1)).toContain('95%, needs 100%');
    expect(notAccepted(0.701, 0.704)).toContain('70%, needs 71%');
  });
});
