import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { recognitionOf } from '../../../src/background/recognition.ts';
import { RecognitionOptions, sameOptions } from '../../../src/messaging/recognition.ts';
import { defaultSettings } from '../../../src/settings/schema.ts';

const options = recognitionOf(defaultSettings, 'en_GB');

describe('what a call asks of the recognizer', () => {
  it('is the same only if every option is', () => {
    expect(sameOptions(options, { ...options })).toBe(true);
    const others: Required<RecognitionOptions> = {
      vocabulary: 'fingerspelling',
      dwellMs: 900,
      strictness: 'strict',
      spelling: 'flowing',
      language: 'ja',
      mostRate: 5,
    };
    expect(Object.keys(others).sort()).toEqual(Object.keys(RecognitionOptions.entries).sort());
    for (const [name, value] of Object.entries(others)) {
      expect(sameOptions(options, { ...options, [name]: value }), name).toBe(false);
      expect(sameOptions({ ...options, [name]: value }, options), name).toBe(false);
    }
  });

  it('is made from the settings completely, and fits its schema', () => {
    expect(Object.keys(options).sort()).toEqual(Object.keys(RecognitionOptions.entries).sort());
    expect(v.parse(RecognitionOptions, options)).toEqual(options);
  });

  it('contains nothing else, whatever a sender adds', () => {
    const raw = { ...options, inspect: true, draft: true };
    expect(v.parse(RecognitionOptions, raw)).toEqual(options);
  });
});
