import { Button } from '../../ui/components.tsx';
import type { Words } from '../../ui/i18n.ts';
import { SampleDrawing } from '../../ui/movement-drawing.tsx';
import type { TeachContext } from './context.ts';
import type { Taught } from './model.ts';
import { ReportView } from './report-view.tsx';
import { TrainPanel } from './train-panel.tsx';
import { leastSamples } from './training.ts';

export interface OverviewProps {
  context: TeachContext;
  taught: Taught;
  words: Words;
  nameOf(key: string): string;
}

/** The user's gestures, hands that mean nothing, training and its report. */
export function Overview({ context, taught, words, nameOf }: OverviewProps) {
  const { screen } = context;
  const wrong = taught.unknowns.filter(({ origin }) => origin === 'wrong').length;
  const nothing = taught.unknowns.filter(({ origin }) => origin === 'nothing');
  return (
    <>
      <section class="part">
        <h2>{words('teach_own')}</h2>
        {taught.gestures.length === 0 && <p class="empty">{words('teach_none')}</p>}
        <ul class="own">
          {taught.gestures.map(({ key, gesture, samples }) => (
            <li key={key}>
              <button
                type="button"
                class="own-gesture"
                onClick={() => {
                  screen.value = { at: 'gesture', key };
                }}
              >
                <SampleDrawing hands={samples.at(-1)?.hands ?? null} mirror />
                <span class="own-name" dir="auto">
                  <bdi>{gesture.name}</bdi>
                </span>
                <span class="own-caption" dir="auto">
                  {words('teach_says', gesture.caption)}
                </span>
                <span class={samples.length < leastSamples ? 'own-count few' : 'own-count'}>
                  {words('teach_samples', String(samples.length))}
                </span>
              </button>
            </li>
          ))}
          <li>
            <button
              type="button"
              class="own-gesture own-new"
              onClick={() => {
                screen.value = { at: 'new' };
              }}
            >
              <span class="plus" aria-hidden="true" />
              <span class="own-name">{words('teach_new')}</span>
            </button>
          </li>
        </ul>
      </section>
      <section class="part">
        <h2>{words('teach_nothing')}</h2>
        <p>{words('teach_nothingWhy')}</p>
        <div class="row">
          <Button
            look="quiet"
            onPress={() => {
              screen.value = { at: 'nothing' };
            }}
          >
            {words(nothing.length > 0 ? 'teach_nothingMore' : 'teach_nothingRecord')}
          </Button>
          <span class="note">{words('teach_samples', String(nothing.length))}</span>
          {wrong > 0 && <span class="note">{words('teach_wrong', String(wrong))}</span>}
        </div>
      </section>
      <TrainPanel context={context} taught={taught} words={words} />
      {taught.newest && (
        <ReportView
          context={context}
          taught={taught}
          words={words}
          record={taught.newest}
          nameOf={nameOf}
        />
      )}
    </>
  );
}
