import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CaptionChange } from '../../../../src/captions/composer.ts';
import type { OutgoingStatus } from '../../../../src/content/outgoing/types.ts';
import type { Hint as Shown } from '../../../../src/content/presenter.ts';
import {
  createHint,
  fieldMs,
  type Hint,
  type HintParts,
  noCallMs,
} from '../../../../src/content/readers/hint.ts';
import { defaultSettings, type Settings } from '../../../../src/settings/schema.ts';
import { FakeTimers } from '../fake-runtime.ts';

const words = {
  off: 'Only you see them',
  cannot: 'Only you can see them',
  letSee: 'Let others see them',
  seen: 'Others see them',
  notSaved: 'Not saved',
  write: 'Write it into the chat',
  pickField: 'Click into the chat',
  written: 'It is in the field',
  close: 'Close',
};
const caption = { id: 1, text: 'Hello', kind: 'phrase', from: 0, to: 0 } as const;
const committed: readonly CaptionChange[] = [{ type: 'committed', caption }];

let timers: FakeTimers;
let settings: Settings;
let outlook: OutgoingStatus;
/** The text of the field that has the focus; null if none has. */
let field: string | null;
let shown: Shown | null;
let announced: string[];
let notices: (string | undefined)[];
let save: HintParts['save'];
let hint: Hint;

const make = (isPrivate = false): Hint => {
  const made = createHint({
    presenter: {
      hint: (next) => {
        shown = next;
      },
      announce: (text) => announced.push(text),
      notice: (notice) => notices.push(notice?.text),
    },
    outlook: () => outlook,
    save: (change) => save(change),
    saveHere: (change, others) => save({ ...others, ...change }),
    committed: () => caption.text,
    insert: (text) => {
      if (field !== null) field = text;
      return field !== null;
    },
    timers,
    isPrivate,
    words,
  });
  made.follow(settings);
  return made;
};
const press = (label: string): void => {
  const action = shown?.actions.find((one) => one.label === label);
  if (!action) throw new Error(`no button ${label}`);
  action.run();
};

beforeEach(() => {
  timers = new FakeTimers();
  settings = { ...defaultSettings };
  outlook = 'ready';
  field = null;
  shown = null;
  announced = [];
  notices = [];
  save = async (change) => {
    settings = { ...settings, ...change };
    hint.follow(settings);
  };
  hint = make();
});

describe('the first caption of a call that others do not see', () => {
  it('says so once, in words that are announced once, and not in the next call', () => {
    hint.update(committed);
    expect(shown?.text).toBe(words.off);
    expect(announced).toEqual([words.off]);
    expect(settings.readersTold).toBe(true);
    press(words.close);
    expect(shown).toBeNull();
    hint.update(committed);
    make().update(committed);
    expect(shown).toBeNull();
    expect(settings.outgoing).toBe(false);
  });

  it('lets others see captions by one press, and says what is true then', async () => {
    hint.update(committed);
    press(words.letSee);
    expect(shown).toBeNull();
    await vi.waitFor(() => expect(notices).toEqual([words.seen]));
    expect(settings.outgoing).toBe(true);
  });

  it('says it if that could not be stored', async () => {
    hint.update(committed);
    save = () => Promise.reject(new Error('full'));
    press(words.letSee);
    await vi.waitFor(() => expect(notices).toEqual([words.notSaved]));
  });

  it('goes away when others are allowed to see captions elsewhere, or captions go off', () => {
    hint.update(committed);
    hint.follow({ ...settings, outgoing: true });
    expect(shown).toBeNull();
    settings = { ...defaultSettings };
    hint = make();
    hint.update(committed);
    expect(shown).not.toBeNull();
    hint.stop();
    expect(shown).toBeNull();
  });

  it.each<OutgoingStatus>(['waiting', 'screen', 'busy', 'failed'])(
    'says nothing while it is not known, or only for now, whether others can see it (%s)',
    (now) => {
      outlook = now;
      hint.update(committed);
      expect(shown).toBeNull();
      outlook = 'ready';
      hint.update(committed);
      expect(shown?.text).toBe(words.off);
    },
  );

  it('says nothing for a caption that was taken back', () => {
    hint.update([{ type: 'removed', id: 1, text: 'Hello' }]);
    expect(shown).toBeNull();
  });

  it('says nothing to a user who has said who reads captions', () => {
    hint.follow({ ...settings, readersTold: true });
    hint.update(committed);
    expect(shown).toBeNull();
  });

  it('is not remembered from a private window', () => {
    hint = make(true);
    hint.update(committed);
    expect(shown?.text).toBe(words.off);
    press(words.close);
    hint.update(committed);
    expect(shown).toBeNull();
    expect(settings.readersTold).toBe(false);
  });
});

describe('where others cannot see captions, the first one', () => {
  it.each<OutgoingStatus>(['unsupported', 'document'])('offers the chat (%s)', (now) => {
    outlook = now;
    hint.update(committed);
    expect(shown?.text).toBe(words.cannot);
    expect(shown?.actions.map(({ label }) => label)).toEqual([words.write, words.close]);
    expect(settings).toMatchObject({ chatOffered: true, readersTold: false });
  });

  it('offers it also to a user who wants others to see captions', () => {
    hint.follow({ ...settings, outgoing: true, readersTold: true });
    outlook = 'unsupported';
    hint.update(committed);
    expect(shown?.text).toBe(words.cannot);
  });

  it('offers it only after a while if the call may not have begun', () => {
    outlook = 'impossible';
    hint.update(committed);
    timers.advance(noCallMs - 1);
    hint.update(committed);
    expect(shown).toBeNull();
    timers.advance(1);
    hint.update(committed);
    expect(shown?.text).toBe(words.cannot);
  });

  it('is written into the text field that has the focus', () => {
    outlook = 'unsupported';
    field = '';
    hint.update(committed);
    press(words.write);
    expect(field).toBe(caption.text);
    expect(shown).toBeNull();
    expect(notices).toEqual([words.written]);
  });

  it('waits for a text field if none has the focus, and says so', () => {
    outlook = 'unsupported';
    hint.update(committed);
    press(words.write);
    expect(shown?.text).toBe(words.pickField);
    expect(announced).toEqual([words.cannot, words.pickField]);
    field = '';
    timers.advance(fieldMs);
    expect(field).toBe(caption.text);
    expect(shown).toBeNull();
    expect(timers.pending).toBe(0);
  });

  it('waits no longer once the user has closed that', () => {
    outlook = 'unsupported';
    hint.update(committed);
    press(words.write);
    press(words.close);
    expect(timers.pending).toBe(0);
    expect(shown).toBeNull();
  });
});
