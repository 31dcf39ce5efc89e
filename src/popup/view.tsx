import type { ComponentChildren, Ref } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { TabState } from '../messaging/protocol.ts';
import { ownSiteAt } from '../settings/site-choices.ts';
import { Button, Select, Status, Switch } from '../ui/components.tsx';
import type { MessageKey, Words } from '../ui/i18n.ts';
import { whySentence } from '../ui/why-words.ts';
import { CameraChoice } from './cameras.tsx';
import { type Description, describe } from './describe.ts';
import { PhraseLine } from './phrase-line.tsx';
import type { ReadersStore } from './readers/store.ts';
import { ReadersSection } from './readers/view.tsx';
import type { SignsStore } from './signs/store.ts';
import { SignsView } from './signs/view.tsx';
import type { PopupStore } from './store.ts';

export interface VocabularyChoice {
  id: string;
  name: MessageKey;
  /** What the user should know while it is chosen. */
  note?: MessageKey;
}

export interface PopupProps {
  store: PopupStore;
  readers: ReadersStore;
  words: Words;
  vocabularies: readonly VocabularyChoice[];
  transcript?: ComponentChildren;
  /** What the view of all signs shows. */
  signs: SignsStore;
}

/** The toolbar popup. It shows the store's signals and does nothing by itself. */
export function Popup(props: PopupProps) {
  const { store, readers, words, vocabularies, transcript, signs } = props;
  const state = store.state.value;
  const about = describe(state, store.fault.value);
  /** What the controls of a call show; null where there can be none. */
  const call = about.elsewhere ? null : state;
  const busy = store.busy.value;
  const isKnown = state !== null || store.fault.value !== null;
  const view = useSignsView();
  if (view.isOpen && call) {
    const vocabulary = namedVocabulary(words, vocabularies, call.recognition.vocabulary);
    return <SignsView store={signs} {...{ words, vocabulary }} onClose={view.close} />;
  }
  return (
    <main aria-busy={busy || !isKnown}>
      <h1>
        <img src="icons/icon-32.png" alt="" width="20" height="20" />
        {words('extensionName')}
      </h1>
      {(about.switchable || !about.elsewhere) && (
        <Switch
          label={words('popup_switch')}
          checked={state?.on ?? false}
          disabled={!about.switchable}
          onChange={(on) => void store.setOn(on)}
        />
      )}
      <Status tone={about.tone} title={words(about.title)} detail={detailOf(words, about)}>
        {about.action === 'reload' && (
          <Button disabled={busy} onPress={() => void store.reloadTab()}>
            {words('popup_reload')}
          </Button>
        )}
        {about.action === 'enable' && store.canEnable.value && (
          <Button disabled={busy} onPress={() => void store.enableSite()}>
            {words('popup_enable')}
          </Button>
        )}
        {about.action === 'enable-frame' && (
          <Button disabled={busy} onPress={() => void store.enableFrame()}>
            {words('popup_enableFrame', ...siteOf(about))}
          </Button>
        )}
      </Status>
      {call && <ReadersSection store={readers} words={words} state={call} />}
      {call?.on && call.status !== 'waiting' && (
        <PhraseLine words={words} onSay={(text) => void store.sayPhrase(text)} />
      )}
      {call && (
        <Vocabulary
          store={store}
          words={words}
          vocabularies={vocabularies}
          id={call.recognition.vocabulary}
          site={ownVocabulary(readers, call)}
          opener={view.opener}
          onOpen={view.open}
        />
      )}
      {call?.cameras && (
        <CameraChoice
          words={words}
          cameras={call.cameras}
          onChoose={(camera) => void store.setCamera(camera)}
        />
      )}
      {call?.starts !== undefined && (
        <label class="check">
          <input
            type="checkbox"
            checked={call.starts}
            onChange={(event) => void store.setStarts(event.currentTarget.checked)}
          />
          <span>{words('popup_starts')}</span>
        </label>
      )}
      {!about.elsewhere && transcript}
      <footer>
        <button type="button" class="link" onClick={() => store.openOptions()}>
          {words('popup_options')}
        </button>
        {state && (
          <button
            type="button"
            class="link"
            disabled={busy}
            onClick={() => void store.setPaused(!state.paused)}
          >
            {words(state.paused ? 'popup_resume' : 'popup_pause')}
          </button>
        )}
        <button type="button" class="link" onClick={() => store.openKeys()}>
          {words('popup_shortcutsAll')}
        </button>
        <p class="shortcut">
          <span>{words('popup_shortcut')}</span> <Keys words={words} keys={store.shortcut.value} />
        </p>
        <p>{words('popup_privacy')}</p>
      </footer>
    </main>
  );
}

/** Why nothing is captioned, or else what the state means. */
const detailOf = (words: Words, about: Description): string | null => {
  if (about.reason) return whySentence(words, about.reason);
  return about.detail && words(about.detail, ...siteOf(about));
};

const siteOf = ({ site }: Description): string[] => (site === undefined ? [] : [site]);

/** A vocabulary that is in use but not in the list is named by its id. */
function namedVocabulary(words: Words, all: readonly VocabularyChoice[], id: string) {
  const chosen = all.find((vocabulary) => vocabulary.id === id);
  return {
    id,
    name: chosen ? words(chosen.name) : id,
    note: chosen?.note ? words(chosen.note) : null,
  };
}

/** Whether the view of all signs is open. Closed, it gives the focus back to what opened it. */
function useSignsView() {
  const [isOpen, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !isOpen) opener.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  return {
    isOpen,
    opener,
    open: () => setOpen(true),
    close: useCallback(() => setOpen(false), []),
  };
}

/** The name of the site that has a vocabulary of its own; null: it is that of all calls. */
const ownVocabulary = (readers: ReadersStore, { site }: TabState): string | null =>
  readers.settings.value && ownSiteAt(readers.settings.value, site, 'vocabulary');

interface VocabularyProps extends Pick<PopupProps, 'store' | 'words' | 'vocabularies'> {
  id: string;
  /** On which site only it counts; null: in all calls. */
  site: string | null;
  opener: Ref<HTMLButtonElement>;
  /** Opens the view of all signs. */
  onOpen(): void;
}

function Vocabulary(props: VocabularyProps) {
  const { store, words, vocabularies, id, site, opener, onOpen } = props;
  const chosen = vocabularies.find((vocabulary) => vocabulary.id === id);
  const options = vocabularies.map(({ id, name }) => ({ value: id, label: words(name) }));
  // A vocabulary that is in use but not in the list: its id is better than a wrong name.
  if (!chosen) options.push({ value: id, label: id });
  const notes = [
    ...(site === null ? [] : [words('popup_onlyOn', site)]),
    ...(chosen?.note ? [words(chosen.note)] : []),
  ];
  return (
    <Select
      label={words('popup_vocabulary')}
      value={id}
      options={options}
      note={notes.join('\n')}
      beside={
        <button ref={opener} type="button" class="link" onClick={onOpen}>
          {words('signs_title')}
        </button>
      }
      onChange={(vocabulary) => void store.setVocabulary(vocabulary)}
    />
  );
}

function Keys({ words, keys }: { words: Words; keys: string }) {
  return keys ? <kbd dir="ltr">{keys}</kbd> : <span>{words('popup_shortcutNone')}</span>;
}
