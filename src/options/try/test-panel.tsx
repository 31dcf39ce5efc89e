import { Button } from '../../ui/components.tsx';
import { HandDrawing } from '../../ui/hand-drawing.tsx';
import type { Words } from '../../ui/i18n.ts';
import { SampleDrawing } from '../../ui/movement-drawing.tsx';
import {
  believableAnHour,
  type FalseTest,
  type Fired,
  falseTestTimes,
  testSecondsLeft,
} from './false-test.ts';
import type { TryModel } from './model.ts';

export interface TestPanelProps {
  model: TryModel;
  words: Words;
}

/** "Do anything but sign": a minute in which false captions are counted. */
export function TestPanel({ model, words }: TestPanelProps) {
  const test = model.test.value;
  const live = model.eye.state.value.phase === 'live';
  const running = test?.phase === 'countdown' || test?.phase === 'running';
  return (
    <section class="part false-test">
      <h2>{words('try_test')}</h2>
      <p>{words('try_testAbout')}</p>
      {running ? (
        <Running model={model} words={words} test={test} />
      ) : (
        <div class="row">
          <Button disabled={!live} onPress={() => model.startTest()}>
            {words(test ? 'try_testAgain' : 'try_testStart')}
          </Button>
          {!live && <span class="note">{words('try_testNeeds')}</span>}
        </div>
      )}
      {/* Mounted before it has a text, so that screen readers announce the text. */}
      <div role="status">{test && !running && <Verdict words={words} test={test} />}</div>
      {test && !running && test.fired.length > 0 && (
        <div class="row">
          <Button
            look="quiet"
            disabled={model.kept.value}
            onPress={() => void model.keepFired(test.fired)}
          >
            {words('try_keep')}
          </Button>
          <span class="note">{words(model.kept.value ? 'try_kept' : 'try_keepAbout')}</span>
        </div>
      )}
      {test && test.fired.length > 0 && <FiredList model={model} words={words} test={test} />}
    </section>
  );
}

function Running({ model, words, test }: TestPanelProps & { test: FalseTest }) {
  const left = testSecondsLeft(test, model.at.value);
  return (
    <div class="false-test-going">
      <p class="seconds">
        {words(test.phase === 'countdown' ? 'try_testSoon' : 'try_testLeft', String(left))}
      </p>
      <progress
        value={test.watchedMs}
        max={falseTestTimes.lengthMs}
        aria-label={words('try_test')}
      />
      <p role="status">{words('try_testCount', String(test.fired.length))}</p>
      <Button look="quiet" onPress={() => model.stopTest()}>
        {words('try_testStop')}
      </Button>
    </div>
  );
}

/** How long a test that was broken off must have watched to have a verdict, ms. */
const leastMs = 5000;

function Verdict({ words, test }: { words: Words; test: FalseTest }) {
  const seconds = String(Math.round(test.watchedMs / 1000));
  const hands = String(
    Math.min(Math.round(test.handsMs / 1000), Math.round(test.watchedMs / 1000)),
  );
  if (test.watchedMs < leastMs && test.fired.length === 0) return <p>{words('try_testBroken')}</p>;
  return (
    <>
      <p class="verdict">
        {test.fired.length === 0
          ? words('try_testSilent', seconds)
          : words('try_testFired', String(test.fired.length), seconds)}
      </p>
      <p>
        {words('try_testHands', hands, seconds)}{' '}
        {test.fired.length === 0 &&
          words('try_testProof', String(believableAnHour(test.watchedMs)))}
      </p>
    </>
  );
}

function FiredList({ model, words, test }: TestPanelProps & { test: FalseTest }) {
  const byKey = new Map<string, Fired[]>();
  for (const fired of test.fired) byKey.set(fired.key, [...(byKey.get(fired.key) ?? []), fired]);
  return (
    <ul class="fired">
      {[...byKey].map(([key, all]) => (
        <li key={key}>
          <p>{words('try_firedAs', model.nameOf(key), String(all.length))}</p>
          <div class="row">
            {all.map((fired) => (
              <FiredDrawing key={fired.at} fired={fired} />
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}

function FiredDrawing({ fired: { hand, movement } }: { fired: Fired }) {
  if (movement) return <SampleDrawing hands={movement} mirror />;
  return <HandDrawing points={hand?.landmarks ?? null} mirror />;
}
