import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { GesturePreference } from '../../../packs/samples.ts';
import type { QualityReport } from '../../../teaching/types.ts';
import { Button } from '../../../ui/components.tsx';
import { Meter } from '../../../ui/fields.tsx';
import type { Words } from '../../../ui/i18n.ts';
import { createScoreKeeper, type ShownScores } from '../../camera/scores.ts';
import { WhyLine } from '../../camera/why-line.tsx';
import type { TeachContext } from '../context.ts';
import type { OwnGesture } from '../model.ts';
import type { NameOf } from '../report/words.ts';

export interface LiveBarsProps {
  context: TeachContext;
  words: Words;
  /** The gesture that is taught; null: all of them. */
  own: OwnGesture | null;
  report: QualityReport;
  nameOf: NameOf;
  onMore(): void;
  /** What is said and done about it. */
  children?: ComponentChildren;
}

/** Beside the picture: how sure the training is of each taught gesture now, the one on its path first. */
export function LiveBars({ context, words, own, report, nameOf, onMore, children }: LiveBarsProps) {
  const { eye, clock, services } = context;
  const scores = useSignal<ShownScores>({});
  const [preferences, setPreferences] = useState<ReadonlyMap<string, GesturePreference>>(new Map());
  useLayoutEffect(() => {
    const keeper = createScoreKeeper(clock.now);
    return eye.listen((seen) => {
      scores.value = keeper.next(seen);
    });
  }, [eye, clock, scores]);
  useEffect(() => {
    let gone = false;
    services.store.preferences().then(
      (read) => !gone && setPreferences(read),
      // Without them the marks are those that the training chose.
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [services]);
  const live = eye.state.value.phase === 'live';
  const rows = report.gestures.toSorted(
    (a, b) => Number(b.key === own?.key) - Number(a.key === own?.key),
  );
  return (
    <section class="live-bars" aria-labelledby="live-bars">
      <h3 class={live ? 'unseen' : undefined} id="live-bars">
        {words('try_scores')}
      </h3>
      {!live && <p class="note">{words('try_scoresNone')}</p>}
      <ul class="plain">
        {rows.map(({ key, threshold }) => (
          <li key={key} class={key === own?.key ? 'own-bar' : undefined}>
            <span class="bar-name">
              <bdi>{nameOf(key)}</bdi>
            </span>
            <Meter
              label={nameOf(key)}
              value={live ? (scores.value[key] ?? 0) : 0}
              threshold={preferences.get(key)?.threshold ?? threshold}
            />
          </li>
        ))}
      </ul>
      {live && <WhyLine {...{ eye, words }} otherwise="" now={clock.now} />}
      {own && (
        <div class="row">
          <Button look="quiet" onPress={onMore}>
            {words('report_doRecord', own.gesture.name)}
          </Button>
        </div>
      )}
      {children}
    </section>
  );
}
