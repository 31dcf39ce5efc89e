// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Eye, EyeState } from '../../../../src/options/camera/eye.ts';
import { EyePanel } from '../../../../src/options/camera/panel.tsx';
import type { Words } from '../../../../src/ui/i18n.ts';

const words = Object.assign((key: string) => key, { lang: 'en' }) as unknown as Words;
const host = document.createElement('div');
document.body.append(host);
afterEach(() => render(null, host));

const field = (): HTMLInputElement => host.querySelector('input[type=file]')!;

describe('the panel of a camera or files', () => {
  test.each([
    ['refused', { phase: 'problem', problem: { code: 'camera-refused' } }],
    ['live', { phase: 'live', camera: 'a' }],
    ['closed', { phase: 'off', why: 'closed' }],
  ] as const)('keeps files that were being chosen when the camera was %s', async (_, then) => {
    const state = signal<EyeState>({ phase: 'asking' });
    const eye = {
      state,
      view: signal(null),
      seen: signal(null),
      notice: signal(null),
      cameras: signal([]),
    } as unknown as Eye;
    const onFiles = vi.fn();
    await act(() => render(<EyePanel {...{ eye, words, onFiles }} filesAnytime />, host));
    const chosen = field();
    await act(() => {
      state.value = then as EyeState;
    });
    expect(field()).toBe(chosen);
    const file = new File(['x'], 'hand.png', { type: 'image/png' });
    Object.defineProperty(chosen, 'files', { value: [file], configurable: true });
    chosen.dispatchEvent(new Event('change'));
    expect(onFiles).toHaveBeenCalledWith([file]);
  });
});
