import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CommittedCaption } from '../../../../src/captions/composer.ts';
import type { OutgoingStatus } from '../../../../src/content/outgoing/types.ts';
import { type CallPanelControl, createCallPanel } from '../../../../src/content/panel/panel.ts';
import type { Panel } from '../../../../src/content/presenter.ts';
import { defaultSettings, type SettingsChange } from '../../../../src/settings/schema.ts';
import type { ChoiceField } from '../../../../src/settings/site-choices.ts';
import { off, on } from '../fake-call.ts';
import { panelTexts as texts } from './panel-texts.ts';

const hello: CommittedCaption = { id: 1, text: 'Hello', kind: 'phrase', from: 0, to: 0 };

let panel: CallPanelControl;
let shown: Panel | null;
let captions: readonly CommittedCaption[];
let size: number;
let outlook: OutgoingStatus;
let announced: string[];
let said: string[];
let changes: SettingsChange[];
let notices: (string | undefined)[];
/** Sites that have a choice of their own. */
let ownSites: Partial<Record<ChoiceField, string>>;
let save: (change: SettingsChange) => Promise<unknown>;

beforeEach(() => {
  shown = null;
  captions = [hello];
  size = 100;
  outlook = 'ready';
  announced = [];
  said = [];
  changes = [];
  notices = [];
  ownSites = {};
  save = async (change) => changes.push(change);
  panel = createCallPanel({
    presenter: {
      panel: (next) => {
        shown = next;
      },
      announce: (text) => announced.push(text),
      notice: (notice) => notices.push(notice?.text),
    },
    placement: {
      get size() {
        return size;
      },
      canResize: (by) => (by > 0 ? size < 250 : size > 60),
      resize: (by) => {
        size += 50 * by;
        panel.update();
      },
    },
    texts,
    save: (change) => save(change),
    saveHere: (change, others) => save({ ...others, ...change }),
    ownSite: (field) => ownSites[field] ?? null,
    outlook: () => outlook,
    captions: () => captions,
    say: (text) => {
      said.push(text);
      panel.said(text);
    },
  });
  panel.follow(defaultSettings);
  panel.followState(on);
});

describe('the panel in the call', () => {
  it('is opened and closed by the same button or key, and by its own', () => {
    expect(shown).toBeNull();
    panel.toggle();
    expect(shown?.texts.title).toBe('Captions panel');
    panel.toggle();
    expect(shown).toBeNull();
    panel.toggle();
    shown?.onClose();
    expect(shown).toBeNull();
  });

  it('does not open while captions are off, and closes when they go off', () => {
    panel.toggle();
    panel.followState(off);
    expect(shown).toBeNull();
    panel.toggle();
    expect(shown).toBeNull();
    panel.followState(on);
    expect(shown, 'on again').toBeNull();
  });

  it('shows the captions that there are now', () => {
    panel.toggle();
    expect(shown?.captions).toEqual([hello]);
    captions = [hello, { ...hello, id: 2, text: 'Bye' }];
    panel.update();
    expect(shown?.captions.map(({ text }) => text)).toEqual(['Hello', 'Bye']);
  });

  it('changes the size of captions step by step, and says the size', () => {
    panel.toggle();
    shown?.size.onLarger?.();
    expect(shown?.size.text).toBe('150 %');
    shown?.size.onLarger?.();
    shown?.size.onLarger?.();
    expect(shown?.size).toMatchObject({ text: '250 %', onLarger: null });
    shown?.size.onSmaller?.();
    expect(shown?.size.text).toBe('200 %');
  });

  it('changes what is recognised, and says what is when the background has said so', () => {
    panel.toggle();
    expect(shown?.vocabularies.chosen).toBe('call-gestures');
    shown?.vocabularies.onChoose('fingerspelling');
    expect(changes).toEqual([{ vocabulary: 'fingerspelling' }]);
    expect(shown?.vocabularies.chosen).toBe('call-gestures');
    panel.followState({ ...on, recognition: { ...on.recognition, vocabulary: 'fingerspelling' } });
    expect(shown?.vocabularies.chosen).toBe('fingerspelling');
  });

  it('says what counts on this site only', () => {
    ownSites = { vocabulary: 'meet.example' };
    panel.toggle();
    expect(shown?.vocabularies.onlyOn).toBe('On meet.example only');
    expect(shown?.readers.onlyOn).toBeNull();
    ownSites = { outgoing: 'meet.example' };
    panel.update();
    expect(shown?.vocabularies.onlyOn).toBeNull();
    expect(shown?.readers.onlyOn).toBe('On meet.example only');
  });

  it('pauses captions everywhere', () => {
    panel.toggle();
    shown?.onPause();
    expect(changes).toEqual([{ paused: true }]);
  });

  it('says it if a change could not be stored', async () => {
    save = () => Promise.reject(new Error('full'));
    panel.toggle();
    shown?.onPause();
    await vi.waitFor(() => expect(notices).toEqual(['Not saved']));
  });
});

describe('the phrases of the panel', () => {
  const own = ['Good morning', 'I am deaf'];

  it('are said by a press, which is announced without their text', () => {
    panel.follow({ ...defaultSettings, ownPhrases: own });
    panel.toggle();
    expect(shown?.phrases).toMatchObject({ own, recent: [] });
    shown?.phrases.onSay('Good morning');
    expect(said).toEqual(['Good morning']);
    expect(announced).toEqual(['Shown as a caption']);
    expect(shown?.phrases.recent, 'its own is there already').toEqual([]);
  });

  it('are those of the call too, the newest first and each once', () => {
    panel.follow({ ...defaultSettings, ownPhrases: own });
    for (const text of ['One', 'Two', 'Good morning', 'One']) panel.said(text);
    expect(announced, 'while the panel is closed').toEqual([]);
    panel.toggle();
    expect(shown?.phrases.recent).toEqual(['One', 'Two']);
    for (let i = 0; i < 40; i++) panel.said(`Number ${i}`);
    expect(shown?.phrases.recent).toHaveLength(6);
    expect(shown?.phrases.recent[0]).toBe('Number 39');
  });

  it('of the call are forgotten when captions go off', () => {
    panel.said('One');
    panel.followState(off);
    panel.followState(on);
    panel.toggle();
    expect(shown?.phrases.recent).toEqual([]);
  });
});

describe('who reads captions, in the panel', () => {
  it('is the user alone until they let others', () => {
    panel.toggle();
    expect(shown?.readers).toMatchObject({ everyone: false, about: 'Only you' });
    shown?.readers.onChange?.(true);
    expect(changes).toEqual([{ outgoing: true, readersTold: true }]);
    panel.follow({ ...defaultSettings, outgoing: true });
    expect(shown?.readers).toMatchObject({ everyone: true, about: 'Others see them' });
    shown?.readers.onChange?.(false);
    expect(changes.at(-1)).toEqual({ outgoing: false, readersTold: true });
  });

  it.each<[OutgoingStatus, string]>([
    ['shown', 'Others see them'],
    ['waiting', 'Not yet'],
    ['screen', 'A screen'],
    ['off', 'Only you'],
  ])('is what the sent picture says, if others are to see them (%s)', (status, about) => {
    outlook = status;
    panel.follow({ ...defaultSettings, outgoing: true });
    panel.toggle();
    expect(shown?.readers.about).toBe(about);
  });

  it('cannot be changed where the browser cannot draw them, but can be switched off', () => {
    outlook = 'unsupported';
    panel.toggle();
    expect(shown?.readers).toMatchObject({ onChange: null, about: 'This browser cannot' });
    panel.follow({ ...defaultSettings, outgoing: true });
    expect(shown?.readers.onChange).not.toBeNull();
  });
});
