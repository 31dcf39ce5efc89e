import { signal } from '@preact/signals';
import { useCallback, useEffect, useId, useMemo, useState } from 'preact/hooks';
import { realTimers } from '../../clock/clock.ts';
import { Select, Status } from '../../ui/components.tsx';
import { Fold } from '../../ui/fold.tsx';
import type { Words } from '../../ui/i18n.ts';
import { useDispose } from '../../ui/use-dispose.ts';
import { createEye, type EyeState } from '../camera/eye.ts';
import { EyePanel } from '../camera/panel.tsx';
import { createScoreKeeper, type ShownScores } from '../camera/scores.ts';
import { pageSentence } from '../camera/sentence.ts';
import type { SectionProps } from '../services/types.ts';
import { useStored } from '../services/use-stored.ts';
import { browserClock, type Clock } from '../teach/context.ts';
import { GestureCard } from './card.tsx';
import { type Filter, filterGroups, filters, type GestureGroup, type GestureItem } from './list.ts';
import { readGestures } from './read.ts';
import { WayDialog } from './way-dialog.tsx';

const filterWords = {
  all: 'options_filterAll',
  on: 'options_filterOn',
  off: 'options_filterOff',
  own: 'options_filterOwn',
} as const;

const isWatching = (phase: EyeState['phase']): boolean => phase === 'live' || phase === 'files';

/** All gestures, and what can be changed about each. */
export function GesturesSection({
  words,
  services,
  clock = browserClock,
}: SectionProps & { clock?: Clock }) {
  const { store } = services;
  const { captionLanguage: language, vocabulary: used } = services.settings.current.value;
  const [search, setSearch] = useState('');
  const [filter, setFilter] = useState<Filter>('all');
  const [watched, setWatched] = useState(services.settings.current.peek().vocabulary);
  const [showing, setShowing] = useState<{ vocabulary: string; item: GestureItem } | null>(null);
  const searchId = useId();
  const { value: list, problem } = useStored(
    // Another caption language changes the shipped captions, so the list is read again.
    useCallback(() => readGestures(services), [services, language]),
    useCallback((onChange) => store.subscribe(onChange), [store]),
  );
  const eye = useMemo(() => {
    const chosen = { vocabulary: services.settings.current.peek().vocabulary };
    const made = createEye({
      cameras: services.cameras,
      recognizer: () => services.recognizer(),
      vocabulary: () => chosen.vocabulary,
      document,
      after: realTimers.after,
    });
    return { ...made, chosen };
  }, [services]);
  const scores = useMemo(() => signal<ShownScores>({}), []);
  useEffect(() => {
    const keeper = createScoreKeeper(clock.now);
    const stops = [
      eye.listen((seen) => {
        scores.value = keeper.next(seen);
      }),
      eye.state.subscribe(({ phase }) => {
        if (isWatching(phase)) return;
        keeper.forget();
        scores.value = {};
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [eye, clock, scores]);
  useDispose(() => eye.dispose(), [eye]);

  if (!list) {
    return problem ? (
      <Status tone="error" title={words('options_unread')} detail={pageSentence(words, problem)} />
    ) : (
      <p class="note" role="status">
        {words('options_reading')}
      </p>
    );
  }
  const watching = isWatching(eye.state.value.phase);
  const shown = filterGroups(list.groups, search, filter);
  const isFiltered = search !== '' || filter !== 'all';
  const count = shown.reduce((sum, { items }) => sum + items.length, 0);
  const items = list.groups.flatMap((group) => group.items);
  const vocabularies = list.groups.filter(({ kind }) => kind === 'vocabulary');
  return (
    <div class="stack">
      <Fold id="gestures-watch" title={words('options_watch')}>
        <p class="note">{words('options_watchAbout')}</p>
        {items.some(({ gesture }) => gesture.moves) && (
          <p class="note">{words('options_watchMoves')}</p>
        )}
        <Select
          label={words('popup_vocabulary')}
          value={watched}
          options={vocabularies.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id) => {
            setWatched(id);
            eye.chosen.vocabulary = id;
            const state = eye.state.peek();
            if (state.phase === 'live') void eye.openCamera(state.camera || undefined);
          }}
        />
        <EyePanel eye={eye} words={words} onFiles={(files) => void eye.look(files)} />
      </Fold>
      <div class="list-tools">
        <div class="field">
          <label for={searchId}>{words('options_search')}</label>
          <input
            id={searchId}
            type="search"
            value={search}
            autocomplete="off"
            onInput={(event) => setSearch(event.currentTarget.value)}
          />
        </div>
        <Select
          label={words('options_filter')}
          value={filter}
          options={filters.map((id) => ({ value: id, label: words(filterWords[id]) }))}
          onChange={(id) => setFilter(id as Filter)}
        />
      </div>
      <p class="unseen" role="status">
        {words('options_count', String(count))}
      </p>
      {problem && (
        <Status tone="error" title={words('options_stale')} detail={pageSentence(words, problem)} />
      )}
      {shown.length === 0 && (
        <p class="empty">
          {words(filter === 'own' && search === '' ? 'options_noneOwn' : 'options_none')}
        </p>
      )}
      {shown.map((group) => (
        <Fold
          key={group.id}
          id={`group-${group.id}`}
          title={<bdi>{group.name}</bdi>}
          note={noteOf(group, words)}
          open={isFiltered || group.kind === 'own' || group.id === used}
        >
          <ul class="gestures">
            {group.items.map((item) => (
              <GestureCard
                key={item.key}
                words={words}
                item={item}
                points={list.points.get(item.key) ?? null}
                movement={list.movements.get(item.key) ?? null}
                calibrated={list.thresholds.get(item.key) ?? null}
                wrongs={list.wrongs.get(item.key) ?? 0}
                scores={watching && item.on && group.enabled ? scores : null}
                onShow={
                  group.kind === 'vocabulary' && !item.gesture.moves
                    ? () => {
                        // One camera at a time: the dialog has its own eye.
                        eye.close();
                        setShowing({ vocabulary: group.id, item });
                      }
                    : undefined
                }
                setPreference={(change) => store.setPreference(item.key, change)}
              />
            ))}
          </ul>
        </Fold>
      ))}
      {showing && (
        <WayDialog
          words={words}
          services={services}
          clock={clock}
          vocabulary={showing.vocabulary}
          gesture={showing.item.gesture}
          points={list.points.get(showing.item.key) ?? null}
          nameOf={(key) => items.find((item) => item.key === key)?.gesture.name ?? key}
          forget={() => store.setPreference(showing.item.key, { ownWay: undefined })}
          onClose={() => setShowing(null)}
        />
      )}
    </div>
  );
}

/** How many gestures of a group are on. */
function noteOf({ enabled, items }: GestureGroup, words: Words): string {
  if (!enabled) return words('options_packOff');
  const on = items.filter((item) => item.on).length;
  return words('options_onOf', String(on), String(items.length));
}
