import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../../../src/messaging/problems.ts';
import { DamagedModelError } from '../../../../src/recognizer/hands/model.ts';
import { createFiles } from '../../../../src/recognizer/worker/files.ts';

const base = 'chrome-extension://id/';

/** Serves these files below `base`, as the browser serves those of an extension. */
function serving(files: Record<string, string>): typeof fetch {
  return async (url) => {
    const text = files[String(url).slice(base.length)];
    if (text === undefined) throw new TypeError('Failed to fetch');
    return new Response(text);
  };
}

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

const built = {
  'models/hands/palm-full.json': '{"format":"graph-model"}',
  'models/hands/palm-full.bin': 'weights',
  'models/hands/hand-models.json': JSON.stringify({
    files: { 'palm-full.json': sha('{"format":"graph-model"}'), 'palm-full.bin': sha('weights') },
  }),
};

describe('the files of a hand model', () => {
  it('are read as the build wrote them', async () => {
    const { modelJson, weights } = await createFiles(base, serving(built)).handModel('palm-full');
    expect(modelJson).toEqual({ format: 'graph-model' });
    expect(new TextDecoder().decode(weights)).toBe('weights');
  });

  it.each([
    ['a byte of the weights differs', { 'models/hands/palm-full.bin': 'Weights' }],
    ['the weights are cut short', { 'models/hands/palm-full.bin': 'weight' }],
    ['the graph differs', { 'models/hands/palm-full.json': '{"format":"graph-modem"}' }],
    ['the list of hashes is not a list', { 'models/hands/hand-models.json': '[]' }],
    ['the list of hashes lacks them', { 'models/hands/hand-models.json': '{"files":{}}' }],
  ])('are rejected as damaged when %s', async (_, change) => {
    const files = createFiles(base, serving({ ...built, ...change }));
    await expect(files.handModel('palm-full')).rejects.toThrow(DamagedModelError);
  });

  it('are rejected as damaged when one is missing', async () => {
    const { 'models/hands/palm-full.bin': _, ...rest } = built;
    await expect(createFiles(base, serving(rest)).handModel('palm-full')).rejects.toThrow(
      DamagedModelError,
    );
  });
});

describe('the files of a vocabulary', () => {
  const path = 'models/x/classifier.json';
  const listed = (files: Record<string, string>) => ({
    ...files,
    'models/vocabularies.json': JSON.stringify({ files: { [path]: sha('{"a":1}') } }),
  });
  const damaged = new ProblemError(
    'model-damaged',
    `${path} is damaged. Install the extension again.`,
  );

  it('are read as the build wrote them', async () => {
    const files = createFiles(base, serving(listed({ [path]: '{"a":1}' })));
    expect(await files.json(path)).toEqual({ a: 1 });
  });

  it.each([
    ['contain no JSON', listed({ [path]: '{' })],
    ['contain another number', listed({ [path]: '{"a":2}' })],
    ['are on no list', { [path]: '{"a":1}', 'models/vocabularies.json': '{"files":{}}' }],
    ['have a damaged list', { [path]: '{"a":1}', 'models/vocabularies.json': '?' }],
  ])('are named and rejected when they %s', async (_, files) => {
    await expect(createFiles(base, serving(files)).json(path)).rejects.toThrow(damaged);
  });

  it('are named when they are missing', async () => {
    await expect(createFiles(base, serving(listed({}))).json(path)).rejects.toThrow(
      new ProblemError('model-damaged', `${path} is missing. Install the extension again.`),
    );
  });
});
