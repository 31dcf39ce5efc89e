import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createFiles } from '../../../../src/recognizer/worker/files.ts';
import { createVocabularies } from '../../../../src/recognizer/worker/vocabularies.ts';

describe('the files beside the worker', () => {
  const listFile = 'models/vocabularies.json';
  /** The list of hashes as the build writes it. */
  const list = JSON.stringify({
    files: Object.fromEntries(
      ['call-gestures', 'fingerspelling']
        .flatMap((id) =>
          ['vocabulary', 'classifier', 'texts/de'].map((file) => `models/${id}/${file}.json`),
        )
        .concat('models/fingerspelling/movements.json')
        .map((path) => [path, createHash('sha256').update(readFileSync(path)).digest('hex')]),
    ),
  });
  /** Serves the shipped files, as the browser would; `damage` changes a file on the way. */
  const serve = (damage: (path: string, body: string) => string | null): typeof fetch =>
    (async (address: string) => {
      const path = String(address).replace('ext://x/', '');
      const body = path === listFile ? list : damage(path, readFileSync(path, 'utf8'));
      return body === null ? new Response('', { status: 404 }) : new Response(body);
    }) as typeof fetch;

  it('make a vocabulary, read once for all streams', async () => {
    let reads = 0;
    const files = createFiles(
      'ext://x/',
      serve((_, body) => {
        reads++;
        return body;
      }),
    );
    const load = createVocabularies(files.json);
    const [first, second] = await Promise.all([load('call-gestures'), load('call-gestures')]);
    expect(first).toBe(second);
    expect(first.classifier.gestures).toContain('thumbs-up');
    expect(reads).toBe(2);
  });

  it('make a vocabulary in the language of captions that a stream asks for', async () => {
    const load = createVocabularies(
      createFiles(
        'ext://x/',
        serve((_, body) => body),
      ).json,
    );
    const [german, english] = await Promise.all([
      load('call-gestures', 'de'),
      load('call-gestures'),
    ]);
    const first = ({ vocabulary }: typeof german) => vocabulary.gestures[0]?.caption;
    expect([first(german), first(english)]).toEqual(['Ja', 'Yes']);
    expect(await load('call-gestures', 'de')).toBe(german);
  });

  it('are reported as damaged when the texts are, because a wrong caption is worse than none', async () => {
    const changed = serve((path, body) =>
      path.endsWith('texts/de.json') ? body.replace('"Ja"', '"Nein"') : body,
    );
    const load = createVocabularies(createFiles('ext://x/', changed).json);
    await expect(load('call-gestures', 'de')).rejects.toMatchObject({ code: 'model-damaged' });
    await expect(load('call-gestures')).resolves.toBeDefined();
  });

  it.each([
    ['missing', () => null],
    ['cut off', (_: string, body: string) => body.slice(0, body.length / 2)],
    ['of another kind', () => '{"gestures": []}'],
  ])('that are %s are reported as damaged and read again later', async (_, damage) => {
    let broken = true;
    const files = createFiles(
      'ext://x/',
      serve((path, body) => (broken ? damage(path, body) : body)),
    );
    const load = createVocabularies(files.json);
    await expect(load('fingerspelling')).rejects.toMatchObject({
      code: 'model-damaged',
      message: expect.stringMatching(/\.$/),
    });
    broken = false;
    await expect(load('fingerspelling')).resolves.toMatchObject({
      vocabulary: { id: 'fingerspelling' },
    });
  });
});
