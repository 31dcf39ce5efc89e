// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CameraView } from '../../../src/ui/camera-view.tsx';

afterEach(() => {
  render(null, document.body);
  vi.restoreAllMocks();
});

const video = (): HTMLVideoElement => document.querySelector('video')!;
const show = (view: Parameters<typeof CameraView>[0]): void => {
  act(() => render(<CameraView {...view} />, document.body));
};

describe('the camera view', () => {
  it('shows a stream mirrored and releases it without stopping it', () => {
    const stream = new MediaStream();
    show({ source: { kind: 'stream', stream }, seen: null, label: 'Your camera' });
    const element = video();
    expect(element.srcObject).toBe(stream);
    expect(document.querySelector('.camera-view.mirrored')).not.toBeNull();
    expect(document.querySelector('[role=img]')?.getAttribute('aria-label')).toBe('Your camera');
    act(() => render(null, document.body));
    expect(element.srcObject).toBeNull();
  });

  it('shows a video file unmirrored and revokes its address', () => {
    const made = vi.spyOn(URL, 'createObjectURL');
    const revoked = vi.spyOn(URL, 'revokeObjectURL');
    const file = new Blob(['clip'], { type: 'video/mp4' });
    show({ source: { kind: 'video', file }, seen: null, label: 'File' });
    expect(document.querySelector('.mirrored')).toBeNull();
    expect(made).toHaveBeenCalledWith(file);
    act(() => render(null, document.body));
    expect(revoked).toHaveBeenCalledWith(made.mock.results[0]!.value);
  });

  it('lets screen readers read what is shown over the picture', () => {
    show({ source: null, seen: null, label: 'Your camera', children: <p role="status">3</p> });
    expect(document.querySelector('[role=img] [role=status]')).toBeNull();
    expect(document.querySelector('[role=status]')?.textContent).toBe('3');
  });
});
