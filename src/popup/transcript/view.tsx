import { useEffect, useId, useLayoutEffect, useRef } from 'preact/hooks';
import { transcriptFormats } from '../../captions/transcript-files.ts';
import type { TranscriptCue } from '../../messaging/protocol.ts';
import { Button, Select, Switch } from '../../ui/components.tsx';
import { problemKey, type Words } from '../../ui/i18n.ts';
import { type TranscriptStore, thisTab } from './store.ts';

export interface TranscriptProps {
  store: TranscriptStore;
  words: Words;
}

/** The tab's transcript, folded until the user opens it. */
export function TranscriptSection({ store, words }: TranscriptProps) {
  const id = useId();
  const open = store.open.value;
  return (
    <section class="transcript">
      <h2>
        <button
          type="button"
          class="fold"
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          onClick={() => void store.setOpen(!open)}
        >
          {words('transcript_title')}
        </button>
      </h2>
      {open && (
        <div id={id} class="unfolded">
          <Panel store={store} words={words} />
        </div>
      )}
    </section>
  );
}

function Panel({ store, words }: TranscriptProps) {
  const cues = store.cues.value;
  const problem = store.problem.value;
  const outcome = store.outcome.value;
  const buttons = useFocusBack(store.asking.value);
  return (
    <>
      <Choice store={store} words={words} />
      {problem && (
        <p class="fault">
          {words(problem === 'storage-full' ? 'transcript_notKept' : problemKey(problem))}
        </p>
      )}
      {store.dropped.value > 0 && (
        <p class="note">
          {words('transcript_dropped', store.dropped.value.toLocaleString(words.lang))}
        </p>
      )}
      {cues.length === 0 ? (
        <p class="note">{words('transcript_empty')}</p>
      ) : (
        <Cues cues={cues} store={store} words={words} />
      )}
      <div ref={buttons}>
        {store.asking.value ? (
          <Ask store={store} words={words} />
        ) : (
          <Actions store={store} words={words} empty={cues.length === 0} />
        )}
      </div>
      <p class="said" role="status">
        {outcome && words(outcome)}
      </p>
      <Switch
        label={words('transcript_keep')}
        checked={store.keep.value}
        onChange={(on) => void store.setKeep(on)}
      />
      <p class="note">{words('transcript_where')}</p>
    </>
  );
}

/** When the question is answered, the focus returns to the button that asked it, or to the fold. */
function useFocusBack(asking: boolean) {
  const place = useRef<HTMLDivElement>(null);
  const before = useRef(asking);
  useEffect(() => {
    const answered = before.current && !asking;
    before.current = asking;
    if (!answered) return;
    const last = place.current?.querySelector<HTMLButtonElement>('.actions > :last-child');
    const fold = place.current?.closest('section')?.querySelector<HTMLButtonElement>('.fold');
    (last && !last.disabled ? last : fold)?.focus();
  }, [asking]);
  return place;
}

/** Chooses the transcript; nothing while none is kept. */
function Choice({ store, words }: TranscriptProps) {
  const kept = store.kept.value;
  if (kept.length === 0) return null;
  const when = new Intl.DateTimeFormat(words.lang, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <Select
      label={words('transcript_which')}
      value={store.chosen.value}
      options={[
        { value: thisTab, label: words('transcript_thisTab') },
        ...kept.map(({ id, from }) => ({ value: id, label: when.format(from) })),
      ]}
      onChange={(which) => void store.choose(which)}
    />
  );
}

function Cues({ cues, store, words }: TranscriptProps & { cues: readonly TranscriptCue[] }) {
  const list = useRef<HTMLOListElement>(null);
  /** Whether the newest caption was visible, so that the next one should be too. */
  const atEnd = useRef(true);
  useLayoutEffect(() => {
    const element = list.current;
    if (element && atEnd.current) element.scrollTop = element.scrollHeight;
  }, [cues]);
  return (
    // A list that scrolls must be reachable by keyboard.
    <ol
      ref={list}
      class="cues"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is scrolled by keys
      tabIndex={0}
      aria-label={words('transcript_list')}
      onScroll={({ currentTarget }) => {
        const { scrollTop, clientHeight, scrollHeight } = currentTarget;
        atEnd.current = scrollTop + clientHeight >= scrollHeight - 4;
      }}
    >
      {cues.map(({ id, from, text }) => (
        <li key={id}>
          <time dir="auto" dateTime={new Date(from).toISOString()}>
            {store.timeOfDay(from)}
          </time>
          <span dir="auto">{text}</span>
        </li>
      ))}
    </ol>
  );
}

function Actions({ store, words, empty }: TranscriptProps & { empty: boolean }) {
  return (
    <div class="answers">
      <div class="saves">
        <span aria-hidden="true">{words('transcript_save')}</span>
        {transcriptFormats.map((format) => (
          <Button
            key={format}
            look="quiet"
            disabled={empty}
            label={words('transcript_saveAs', format.toUpperCase())}
            onPress={() => store.save(format)}
          >
            {format.toUpperCase()}
          </Button>
        ))}
      </div>
      <div class="actions">
        <Button look="quiet" disabled={empty} onPress={() => void store.copy()}>
          {words('transcript_copy')}
        </Button>
        <Button look="quiet" disabled={empty} onPress={() => store.ask(true)}>
          {words('transcript_clear')}
        </Button>
      </div>
    </div>
  );
}

/** Asks before deleting, in place of the other buttons; the focus is on the harmless answer. */
function Ask({ store, words }: TranscriptProps) {
  const id = useId();
  const group = useRef<HTMLDivElement>(null);
  useEffect(() => {
    group.current?.querySelector('button')?.focus();
  }, []);
  return (
    <div
      ref={group}
      class="ask"
      role="alertdialog"
      aria-labelledby={id}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // Else the popup itself would close.
        event.preventDefault();
        store.ask(false);
      }}
    >
      <p id={id}>{words('transcript_clearAsk')}</p>
      <div class="actions">
        <Button look="quiet" onPress={() => store.ask(false)}>
          {words('options_cancel')}
        </Button>
        <Button look="danger" onPress={() => void store.clear()}>
          {words('transcript_clear')}
        </Button>
      </div>
    </div>
  );
}
