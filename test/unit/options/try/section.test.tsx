// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import en from '../../../../_locales/en/messages.json';
import { ProblemError } from '../../../../src/messaging/problems.ts';
import { TrySection } from '../../../../src/options/try/section.tsx';
import type { Seen } from '../../../../src/recognizer/seen.ts';
import { handAt } from '../../teaching/recording/fake-hands.ts';
import { movementAt } from '../../teaching/recording/fake-movements.ts';
import { control, createWorld, page, type World, words } from '../fake-services.ts';

let world: World;

beforeEach(async () => {
  world = createWorld({
    'call-gestures:fist': 0.5,
    'call-gestures:peace': 0.6,
    'my-gestures:wait': 0.4,
  });
  await world.store.saveGesture('my-gestures', {
    id: 'wait',
    kind: 'phrase',
    name: 'Wait',
    caption: 'One moment',
  });
});
afterEach(() => {
  render(null, document.body);
  world.store.close();
});

const open = (): void => {
  render(
    <TrySection words={words} services={world.services} clock={world.time.clock} />,
    document.body,
  );
};
const live = async (): Promise<void> => {
  open();
  control(en.camera_open.message).click();
  await vi.waitFor(() => expect(world.recognizer.watches).toHaveLength(1));
};
const meters = () => [...document.querySelectorAll('[role=meter]')];
const show = (scores: Record<string, number>, more: Partial<Omit<Seen, 'hands'>> = {}): void =>
  world.recognizer.show({
    timestamp: world.time.clock.now(),
    hands: [{ hand: handAt(), scores, gesture: more.sign?.key ?? null }],
    ...more,
  });
const fist = { sign: { key: 'call-gestures:fist', caption: 'Stop' } };

describe('the Try section', () => {
  it('asks for the camera only when its button is pressed', () => {
    open();
    expect(world.cameras.asked).toEqual([]);
    expect(control(en.try_testStart.message).disabled).toBe(true);
  });

  it('shows the score of each gesture with its threshold, own ones first', async () => {
    await world.store.setPreference('call-gestures:peace', { threshold: 0.8 });
    await live();
    await vi.waitFor(() => expect(meters()).toHaveLength(3));
    expect(meters().map((meter) => meter.getAttribute('aria-label'))).toEqual([
      'Wait',
      'Fist',
      'Peace',
    ]);
    show({ 'my-gestures:wait': 0.45, 'call-gestures:fist': 0.3, 'call-gestures:peace': 0.7 });
    await vi.waitFor(() =>
      expect(meters().map((meter) => meter.getAttribute('aria-valuenow'))).toEqual([
        '45',
        '30',
        '70',
      ]),
    );
    expect(meters().map((meter) => meter.classList.contains('reached'))).toEqual([
      true,
      false,
      // The user has set a higher threshold than the calibrated one.
      false,
    ]);
  });

  it('says in one line why nothing is captioned, until a caption comes', async () => {
    await live();
    const line = (): string | null | undefined =>
      document.querySelector('[aria-live=polite].why')?.textContent;
    expect(line()).toBe(en.try_noCaption.message);
    const weak = {
      why: 'not-accepted',
      gesture: 'call-gestures:fist',
      caption: 'Stop',
      score: 0.42,
      threshold: 0.5,
    } as const;
    show({}, { reason: weak });
    world.time.pass(400);
    show({}, { reason: weak });
    await vi.waitFor(() => expect(line()).toBe(words('why_notAccepted', 'Stop', '40%', '50%')));
    show({}, fist);
    await vi.waitFor(() => expect(line()).toBe(''));
  });

  it('shows the score of a moving sign for two seconds after its movement', async () => {
    await world.store.saveGesture('my-gestures', {
      id: 'wait',
      kind: 'phrase',
      name: 'Wait',
      caption: 'One moment',
      moves: true,
    });
    await live();
    await vi.waitFor(() => expect(meters()).toHaveLength(3));
    expect(page()).toContain(en.try_scoresMoves.message);
    const wait = (): string | null | undefined => meters()[0]?.getAttribute('aria-valuenow');
    show({ 'call-gestures:fist': 0.3 }, { movementScores: { 'my-gestures:wait': 0.82 } });
    await vi.waitFor(() => expect(wait()).toBe('82'));
    world.time.pass(1900);
    show({ 'call-gestures:fist': 0.4 });
    await vi.waitFor(() => expect(meters()[1]?.getAttribute('aria-valuenow')).toBe('40'));
    expect(wait()).toBe('82');
    world.time.pass(200);
    show({ 'call-gestures:fist': 0.5 });
    await vi.waitFor(() => expect(wait()).toBe('0'));
  });

  it('keeps the movements of false captions for the next training', async () => {
    await live();
    control(en.try_testStart.message).click();
    world.time.pass(3100);
    const sign = { key: 'my-gestures:wait', caption: 'One moment' };
    const movement = movementAt();
    show({}, { sign, movements: [movement], movementScores: { [sign.key]: 0.9 } });
    world.time.pass(60_000);
    await vi.waitFor(() => expect(page()).toContain(words('try_testFired', '1', '60')));
    expect(document.querySelectorAll('.fired .hand-drawing .way').length).toBeGreaterThan(0);
    control(en.try_keep.message).click();
    await vi.waitFor(() => expect(page()).toContain(en.try_kept.message));
    const [kept] = await world.store.unknowns();
    expect(kept).toMatchObject({ origin: 'wrong', captionedAs: sign.key });
    expect(kept?.hands).toHaveLength(movement.length);
  });

  it('leaves out gestures that are switched off', async () => {
    await world.store.setPreference('call-gestures:fist', { enabled: false });
    await live();
    await vi.waitFor(() => expect(meters()).toHaveLength(2));
    expect(page()).not.toContain('Fist');
  });

  it('shows the held sign, then the caption that would come', async () => {
    await live();
    await vi.waitFor(() => expect(meters()).toHaveLength(3));
    show({}, { candidate: { gesture: 'my-gestures:wait', progress: 0.5 } });
    await vi.waitFor(() =>
      expect(document.querySelector('.holding')?.textContent).toContain('Wait'),
    );
    show({}, { sign: { key: 'my-gestures:wait', caption: 'One moment' } });
    await vi.waitFor(() =>
      expect(document.querySelector('.said-last')?.textContent).toBe('One moment'),
    );
    expect(world.recognizer.watches[0]?.draft).toBe(true);
  });

  it('counts the captions of a minute without signs, and says how little proof silence is', async () => {
    await live();
    control(en.try_testStart.message).click();
    await vi.waitFor(() => expect(page()).toContain(words('try_testSoon', '3')));
    world.time.pass(3100);
    for (let i = 0; i < 300; i++) {
      show({});
      world.time.pass(200);
    }
    await vi.waitFor(() => expect(page()).toContain(words('try_testSilent', '60')));
    expect(page()).toContain(words('try_testProof', '180'));
    expect(page()).toContain(words('try_testHands', '60', '60'));
    expect(world.time.repeats.size).toBe(0);
  });

  it('names the false captions, and keeps their hands for the next training if the user wants that', async () => {
    await live();
    control(en.try_testStart.message).click();
    world.time.pass(3100);
    show({}, fist);
    world.time.pass(6000);
    show({}, fist);
    world.time.pass(60_000);
    await vi.waitFor(() => expect(page()).toContain(words('try_testFired', '2', '60')));
    expect(page()).toContain(words('try_firedAs', 'Fist', '2'));
    expect(document.querySelectorAll('.fired .hand-drawing')).toHaveLength(2);
    expect(page()).not.toContain(words('try_testProof', '180'));
    control(en.try_keep.message).click();
    await vi.waitFor(() => expect(page()).toContain(en.try_kept.message));
    expect(await world.store.unknowns()).toMatchObject([
      { origin: 'wrong', captionedAs: 'call-gestures:fist' },
      { origin: 'wrong', captionedAs: 'call-gestures:fist' },
    ]);
  });

  it('ends the test early when the camera is lost, and says so', async () => {
    await live();
    control(en.try_testStart.message).click();
    world.time.pass(4000);
    show({});
    world.cameras.tracks[0]?.dispatchEvent(new Event('ended'));
    await vi.waitFor(() => expect(page()).toContain(en.try_testBroken.message));
    expect(page()).toContain(en.camera_failed.message);
    expect(world.time.repeats.size).toBe(0);
  });

  it('says why there is no camera picture', async () => {
    world.cameras.answer(() => Promise.reject(new ProblemError('camera-refused', 'x')));
    open();
    control(en.camera_open.message).click();
    await vi.waitFor(() => expect(page()).toContain(en.camera_refused.message));
  });

  it('releases camera, models and timers when the user leaves it', async () => {
    await live();
    control(en.try_testStart.message).click();
    render(null, document.body);
    expect(world.cameras.lit).toBe(false);
    expect(world.recognizer.made).toEqual([{ disposed: true }]);
    expect(world.time.repeats.size).toBe(0);
  });

  it('recognizes another vocabulary when one is chosen', async () => {
    await live();
    const select = await vi.waitFor(() => {
      const found = [...document.querySelectorAll('select')].find(({ options }) =>
        [...options].some(({ value }) => value === 'fingerspelling'),
      );
      if (!found) throw new Error('no list of vocabularies');
      return found;
    });
    select.value = 'fingerspelling';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await vi.waitFor(() =>
      expect(world.recognizer.watches.at(-1)?.vocabulary).toBe('fingerspelling'),
    );
    expect(world.recognizer.watches[0]?.stopped).toBe(true);
  });
});
