import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type KeyParts, runCommand } from '../../../../src/content/keys/keys.ts';

let parts: { [K in keyof Omit<KeyParts, 'words'>]: ReturnType<typeof vi.fn<KeyParts[K]>> } & {
  words: KeyParts['words'];
};

beforeEach(() => {
  parts = {
    active: vi.fn(() => true),
    takeBack: vi.fn(),
    undoTakeBack: vi.fn(),
    backspace: vi.fn(),
    say: vi.fn(),
    clearCaptions: vi.fn(),
    accept: vi.fn(),
    togglePanel: vi.fn(),
    resize: vi.fn(),
    last: vi.fn(() => 'HELLO '),
    copy: vi.fn(async () => undefined),
    committed: vi.fn(() => 'HELLO'),
    insert: vi.fn(() => true),
    notice: vi.fn(),
    words: { copied: 'Copied.', notCopied: 'Not copied.', notInserted: 'No field.' },
  };
});

describe('a shortcut', () => {
  it('takes the last caption back', async () => {
    await runCommand(parts, 'wrong-caption');
    expect(parts.takeBack).toHaveBeenCalledOnce();
    await runCommand(parts, 'undo-wrong');
    expect(parts.undoTakeBack).toHaveBeenCalledOnce();
  });

  it('controls the composer', async () => {
    for (const command of [
      'backspace-caption',
      'say-caption',
      'clear-captions',
      'accept-word',
    ] as const)
      await runCommand(parts, command);
    for (const work of [parts.backspace, parts.say, parts.clearCaptions])
      expect(work).toHaveBeenCalledOnce();
    expect(parts.accept.mock.calls).toEqual([[0]]);
  });

  it('makes captions larger or smaller', async () => {
    await runCommand(parts, 'larger-captions');
    await runCommand(parts, 'smaller-captions');
    expect(parts.resize.mock.calls).toEqual([[1], [-1]]);
  });

  it('opens the panel in the call, or closes it', async () => {
    await runCommand(parts, 'toggle-panel');
    expect(parts.togglePanel).toHaveBeenCalledOnce();
  });

  it('copies the last caption and shows a notice', async () => {
    await runCommand(parts, 'copy-caption');
    expect(parts.copy).toHaveBeenCalledExactlyOnceWith('HELLO');
    expect(parts.notice).toHaveBeenCalledExactlyOnceWith({ text: 'Copied.' });
  });

  it('says what to do when the browser refuses to copy', async () => {
    parts.copy.mockRejectedValue(new DOMException('not focused', 'NotAllowedError'));
    await runCommand(parts, 'copy-caption');
    expect(parts.notice).toHaveBeenCalledExactlyOnceWith({ text: 'Not copied.' });
  });

  it('inserts the last committed caption into the text field, without a notice', async () => {
    await runCommand(parts, 'insert-caption');
    expect(parts.insert).toHaveBeenCalledExactlyOnceWith('HELLO');
    expect(parts.notice).not.toHaveBeenCalled();
  });

  it('says what to do when no text field is focused', async () => {
    parts.insert.mockReturnValue(false);
    await runCommand(parts, 'insert-caption');
    expect(parts.notice).toHaveBeenCalledExactlyOnceWith({ text: 'No field.' });
  });

  it('inserts nothing while no caption is committed', async () => {
    parts.committed.mockReturnValue(null);
    await runCommand(parts, 'insert-caption');
    expect(parts.insert).not.toHaveBeenCalled();
    expect(parts.notice).not.toHaveBeenCalled();
  });

  it('copies nothing while there was no caption', async () => {
    parts.last.mockReturnValue(null);
    await runCommand(parts, 'copy-caption');
    expect(parts.copy).not.toHaveBeenCalled();
    expect(parts.notice).not.toHaveBeenCalled();
  });

  it('does nothing in a frame without captions', async () => {
    parts.active.mockReturnValue(false);
    for (const command of [
      'wrong-caption',
      'copy-caption',
      'insert-caption',
      'larger-captions',
      'toggle-panel',
    ] as const)
      await runCommand(parts, command);
    for (const work of [parts.takeBack, parts.copy, parts.insert, parts.resize, parts.togglePanel])
      expect(work).not.toHaveBeenCalled();
  });
});
