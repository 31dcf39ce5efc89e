// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import en from '../../../_locales/en/messages.json';
import type {
  KeptTranscripts,
  TranscriptCue,
  TranscriptMessage,
} from '../../../src/messaging/protocol.ts';
import {
  createTranscriptStore,
  fileName,
  type TranscriptApi,
  type TranscriptStore,
} from '../../../src/popup/transcript/store.ts';
import { TranscriptSection } from '../../../src/popup/transcript/view.tsx';
import { createWords } from '../../../src/ui/i18n.ts';

const catalogue = new Map<string, { message: string }>(Object.entries(en));
const words = createWords({
  getMessage: (key, given = []) =>
    (catalogue.get(key)?.message ?? '').replace(/\$(\d)/g, (_, n) => given[Number(n) - 1] ?? ''),
});
const noon = Date.UTC(2026, 0, 2, 12);
const cue = (id: string, seconds: number): TranscriptCue => ({
  id,
  text: id,
  from: noon + seconds * 1000,
  to: noon + seconds * 1000,
});

/**
 * A background with one tab's transcript and kept ones, and a browser that records what is done.
 */
class World implements TranscriptApi {
  cues: TranscriptCue[] = [];
  revision = 0;
  dropped = 0;
  problem: { code: 'storage-full' } | null = null;
  keptOnes: Record<string, TranscriptCue[]> = {};
  silent = false;
  keeps = false;
  sent: TranscriptMessage[] = [];
  copied: string[] = [];
  refuse = false;
  saved: { name: string; text: string; type: string }[] = [];
  work: (() => void) | null = null;

  say(...cues: TranscriptCue[]) {
    this.cues = [...this.cues, ...cues];
    this.revision++;
  }
  tab = async () => 7;
  send = async (message: TranscriptMessage): Promise<unknown> => {
    this.sent.push(message);
    if (this.silent) return undefined;
    switch (message.type) {
      case 'transcript-get': {
        const { revision, dropped, problem } = this;
        if ('kept' in message.of) {
          const cues = this.keptOnes[message.of.kept] ?? [];
          return { revision: 0, cues, dropped: 0, problem: null };
        }
        if (message.of.tabId !== 7) throw new Error('another tab');
        return message.seen === revision ? null : { revision, cues: this.cues, dropped, problem };
      }
      case 'transcript-clear':
        if ('kept' in message.of) delete this.keptOnes[message.of.kept];
        else {
          this.cues = [];
          this.revision++;
        }
        return true;
      case 'transcripts-kept':
        return Object.entries(this.keptOnes).map(([id, cues]) => ({
          id,
          from: cues[0]?.from ?? 0,
          cues: cues.length,
        })) satisfies KeptTranscripts;
      case 'transcripts-delete':
        return true;
    }
  };
  copy = async (text: string) => {
    if (this.refuse) throw new DOMException('no', 'NotAllowedError');
    this.copied.push(text);
  };
  save = (name: string, text: string, type: string) => {
    this.saved.push({ name, text, type });
  };
  keep = async () => this.keeps;
  setKeep = async (keep: boolean) => {
    if (this.refuse) throw new Error('full');
    this.keeps = keep;
  };
  timeOfDay = (ms: number) => new Date(ms).toISOString().slice(11, 19);
  every = (_ms: number, work: () => void) => {
    this.work = work;
    return () => {
      this.work = null;
    };
  };
}

let world: World;
let store: TranscriptStore;

beforeEach(() => {
  world = new World();
  store = createTranscriptStore(world);
  render(<TranscriptSection store={store} words={words} />, document.body);
});

afterEach(() => {
  render(null, document.body);
  store.dispose();
});

const fold = () => document.querySelector<HTMLButtonElement>('.fold');
const items = () => [...document.querySelectorAll('.cues li')].map((item) => item.textContent);
const outcome = () => document.querySelector('[role=status]')?.textContent;
const button = (name: string): HTMLButtonElement => {
  const found = [...document.querySelectorAll('button')].find(
    (one) => (one.getAttribute('aria-label') ?? one.textContent) === name,
  );
  if (!found) throw new Error(`no button ${name}`);
  return found;
};
const open = async () => {
  fold()?.click();
  await vi.waitFor(() => expect(store.cues.value).toHaveLength(world.cues.length));
  await vi.waitFor(() => expect(outcome()).not.toBeUndefined());
};

describe('the transcript', () => {
  it('is folded and requests nothing until the user opens it', () => {
    world.say(cue('Yes', 0));
    expect(fold()?.getAttribute('aria-expanded')).toBe('false');
    expect(fold()?.textContent).toBe(en.transcript_title.message);
    expect(world.sent).toEqual([]);
    expect(items()).toEqual([]);
  });

  it('shows time and text of each caption, in a list that keys can scroll', async () => {
    world.say(cue('Yes', 0), cue('HELLO', 61));
    await open();
    await vi.waitFor(() => expect(items()).toEqual(['12:00:00Yes', '12:01:01HELLO']));
    const list = document.querySelector<HTMLElement>('.cues');
    expect(list?.tabIndex).toBe(0);
    expect(list?.getAttribute('aria-label')).toBe(en.transcript_list.message);
    expect(document.getElementById(fold()?.getAttribute('aria-controls') ?? '')).not.toBeNull();
  });

  it('follows the call while it is open, and requests nothing once it is folded or closed', async () => {
    await open();
    world.say(cue('Yes', 0));
    world.work?.();
    await vi.waitFor(() => expect(items()).toEqual(['12:00:00Yes']));
    fold()?.click();
    await vi.waitFor(() => expect(world.work).toBeNull());
    fold()?.click();
    await vi.waitFor(() => expect(world.work).not.toBeNull());
    store.dispose();
    expect(world.work).toBeNull();
  });

  it('says that there is nothing yet, and disables its buttons', async () => {
    await open();
    expect(document.body.textContent).toContain(en.transcript_empty.message);
    for (const name of ['Copy', 'Save as TXT', 'Save as SRT', 'Save as VTT', 'Delete'])
      expect(button(name).disabled, name).toBe(true);
  });

  it('says how many of the oldest captions were dropped, and that it could not be kept', async () => {
    world.say(cue('Yes', 0));
    world.dropped = 12;
    world.problem = { code: 'storage-full' };
    await open();
    await vi.waitFor(() => expect(document.body.textContent).toContain('The oldest 12 captions'));
    expect(document.querySelector('.fault')?.textContent).toBe(en.transcript_notKept.message);
  });

  it('says when the extension does not answer, and continues when it does again', async () => {
    world.silent = true;
    fold()?.click();
    await vi.waitFor(() => expect(outcome()).toBe(en.popup_noAnswer.message));
    world.silent = false;
    world.say(cue('Yes', 0));
    world.work?.();
    await vi.waitFor(() => expect(items()).toHaveLength(1));
    expect(outcome()).toBe('');
  });
});

describe('an open transcript', () => {
  beforeEach(async () => {
    world.say(cue('Yes', 0), cue('No', 3));
    await open();
    await vi.waitFor(() => expect(items()).toHaveLength(2));
  });

  it('is copied as it is shown', async () => {
    button('Copy').click();
    await vi.waitFor(() => expect(outcome()).toBe(en.transcript_copied.message));
    expect(world.copied).toEqual(['12:00:00  Yes\n12:00:03  No\n']);
  });

  it('says what to do if copying was refused', async () => {
    world.refuse = true;
    button('Copy').click();
    await vi.waitFor(() => expect(outcome()).toBe(en.transcript_notCopied.message));
  });

  it.each([
    ['TXT', '12:00:00  Yes'],
    ['SRT', '00:00:00,000 --> 00:00:03,000'],
    ['VTT', 'WEBVTT'],
  ])('is saved as %s', (format, holds) => {
    button(`Save as ${format}`).click();
    expect(world.saved).toHaveLength(1);
    expect(world.saved[0]?.name).toBe(`${fileName(noon)}.${format.toLowerCase()}`);
    expect(world.saved[0]?.text).toContain(holds);
  });

  it('is deleted only after a question, whose harmless answer is focused', async () => {
    button('Delete').click();
    await vi.waitFor(() =>
      expect(document.activeElement?.textContent).toBe(en.options_cancel.message),
    );
    button('Cancel').click();
    await vi.waitFor(() => expect(document.activeElement).toBe(button('Delete')));
    expect(world.cues).toHaveLength(2);
    button('Delete').click();
    await vi.waitFor(() => expect(document.querySelector('[role=alertdialog]')).not.toBeNull());
    button('Delete').click();
    await vi.waitFor(() => expect(items()).toEqual([]));
    await vi.waitFor(() => expect(outcome()).toBe(en.transcript_cleared.message));
    expect(world.cues).toEqual([]);
    await vi.waitFor(() => expect(document.activeElement).toBe(fold()));
  });

  it('closes the question on Escape', async () => {
    button('Delete').click();
    const asked = await vi.waitFor(() => {
      const found = document.querySelector('[role=alertdialog]');
      expect(found).not.toBeNull();
      return found;
    });
    asked?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await vi.waitFor(() => expect(document.querySelector('[role=alertdialog]')).toBeNull());
    expect(world.cues).toHaveLength(2);
  });
});

describe('kept transcripts', () => {
  const keepSwitch = () => document.querySelector<HTMLButtonElement>('[role=switch]');

  it('are kept only if the switch is on, whose change is stored', async () => {
    await open();
    expect(keepSwitch()?.getAttribute('aria-checked')).toBe('false');
    keepSwitch()?.click();
    await vi.waitFor(() => expect(world.keeps).toBe(true));
    await vi.waitFor(() => expect(keepSwitch()?.getAttribute('aria-checked')).toBe('true'));
  });

  it('are not promised if the choice could not be stored', async () => {
    await open();
    world.refuse = true;
    keepSwitch()?.click();
    await vi.waitFor(() => expect(outcome()).toBe(en.transcript_notSet.message));
    expect(keepSwitch()?.getAttribute('aria-checked')).toBe('false');
  });

  it('can be shown and deleted one by one, without changing that of the open tab', async () => {
    world.keptOnes['100-3'] = [cue('Before', -86_400)];
    world.say(cue('Yes', 0));
    await open();
    const select = await vi.waitFor(() => {
      const found = document.querySelector('select');
      if (!found) throw new Error('no choice');
      return found;
    });
    expect(select.options).toHaveLength(2);
    select.value = '100-3';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await vi.waitFor(() => expect(items()).toEqual(['12:00:00Before']));
    button('Delete').click();
    await vi.waitFor(() => expect(document.querySelector('[role=alertdialog]')).not.toBeNull());
    button('Delete').click();
    await vi.waitFor(() => expect(items()).toEqual(['12:00:00Yes']));
    expect(world.keptOnes).toEqual({});
    expect(document.querySelector('select')).toBeNull();
  });
});
