import type { ComponentChildren } from 'preact';
import type { TabState } from '../messaging/protocol.ts';
import { Button, Select, Status, Switch } from '../ui/components.tsx';
import type { MessageKey, Words } from '../ui/i18n.ts';
import { CameraChoice } from './cameras.tsx';
import { type Description, describe } from './describe.ts';
import type { PopupStore } from './store.ts';

export interface VocabularyChoice {
  id: string;
  name: MessageKey;
  /** What the user should know while it is chosen. */
  note?: MessageKey;
}

export interface PopupProps {
  store: PopupStore;
  words: Words;
  vocabularies: readonly VocabularyChoice[];
  transcript?: ComponentChildren;
}

/** The toolbar popup. It shows the store's signals and does nothing by itself. */
export function Popup({ store, words, vocabularies, transcript }: PopupProps) {
  const state = store.state.value;
  const about = describe(state, store.fault.value);
  const busy = store.busy.value;
  const isKnown = state !== null || store.fault.value !== null;
  return (
    <main aria-busy={busy || !isKnown}>
      <h1>
        <img src="icons/icon-32.png" alt="" width="20" height="20" />
        {words('extensionName')}
      </h1>
      <Switch
        label={words('popup_switch')}
        checked={state?.on ?? false}
        disabled={!about.switchable}
        onChange={(on) => void store.setOn(on)}
      />
      <Status
        tone={about.tone}
        title={words(about.title)}
        detail={about.detail && words(about.detail, ...siteOf(about))}
      >
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
      {state && <SeenByOthers words={words} state={state} />}
      {state && (
        <Vocabulary
          store={store}
          words={words}
          vocabularies={vocabularies}
          id={state.recognition.vocabulary}
        />
      )}
      {state?.cameras && (
        <CameraChoice
          words={words}
          cameras={state.cameras}
          onChoose={(camera) => void store.setCamera(camera)}
        />
      )}
      {state?.starts !== undefined && (
        <label class="check">
          <input
            type="checkbox"
            checked={state.starts}
            onChange={(event) => void store.setStarts(event.currentTarget.checked)}
          />
          <span>{words('popup_starts')}</span>
        </label>
      )}
      {transcript}
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
        <p class="shortcut">
          <span>{words('popup_shortcut')}</span> <Keys words={words} keys={store.shortcut.value} />
        </p>
        <p>{words('popup_privacy')}</p>
      </footer>
    </main>
  );
}

const siteOf = ({ site }: Description): string[] => (site === undefined ? [] : [site]);

/** Whether others see captions; nothing if the user does not want that. */
function SeenByOthers({ words, state }: { words: Words; state: TabState }) {
  const { on, outgoing } = state;
  if (!on || !outgoing || outgoing === 'off') return null;
  return (
    <p class="outgoing" role="status">
      {words(`outgoing_${outgoing}`)}
    </p>
  );
}

function Vocabulary({ store, words, vocabularies, id }: PopupProps & { id: string }) {
  const chosen = vocabularies.find((vocabulary) => vocabulary.id === id);
  const options = vocabularies.map(({ id, name }) => ({ value: id, label: words(name) }));
  // A vocabulary that is in use but not in the list: its id is better than a wrong name.
  if (!chosen) options.push({ value: id, label: id });
  return (
    <Select
      label={words('popup_vocabulary')}
      value={id}
      options={options}
      note={chosen?.note && words(chosen.note)}
      onChange={(vocabulary) => void store.setVocabulary(vocabulary)}
    />
  );
}

function Keys({ words, keys }: { words: Words; keys: string }) {
  return keys ? <kbd dir="ltr">{keys}</kbd> : <span>{words('popup_shortcutNone')}</span>;
}
