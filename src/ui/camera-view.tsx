import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { drawSkeletons, type SeenHands } from './skeleton.ts';

/** What is shown: a live stream or a file. */
export type ViewSource =
  | { kind: 'stream'; stream: MediaStream }
  | { kind: 'video'; file: Blob }
  | { kind: 'image'; file: Blob };

export interface CameraViewProps {
  /** Null: an empty box of the same size. The owner of the stream must stop it. */
  source: ViewSource | null;
  /** The hands that were recognised last; their skeletons are drawn over the picture. */
  seen: (SeenHands & { timestamp?: number }) | null;
  /** What the picture is, for screen readers. */
  label: string;
  /** Left out: streams are mirrored, files are not. */
  mirror?: boolean;
  /** Shown over the picture (a countdown, the caption that would appear). */
  children?: ComponentChildren;
}

/** The picture with hand skeletons over it. Releases stream and file when it is unmounted. */
export function CameraView({ source, seen, label, mirror, children }: CameraViewProps) {
  const video = useRef<HTMLVideoElement>(null);
  const still = useRef<HTMLCanvasElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const mirrored = mirror ?? source?.kind === 'stream';
  const stream = source?.kind === 'stream' ? source.stream : null;
  const file = source && source.kind !== 'stream' ? source.file : null;
  const kind = source?.kind ?? null;

  useEffect(() => {
    const element = video.current;
    if (!element || !stream) return;
    element.srcObject = stream;
    // Rejects only if the element was removed meanwhile.
    void element.play()?.catch(() => undefined);
    return () => {
      element.srcObject = null;
    };
  }, [stream]);

  useEffect(() => {
    const element = video.current;
    if (!element || kind !== 'video' || !file) return;
    const url = URL.createObjectURL(file);
    element.src = url;
    return () => {
      element.removeAttribute('src');
      element.load();
      URL.revokeObjectURL(url);
    };
  }, [kind, file]);

  // A file is recognised as fast as possible; show the frame that was recognised last.
  useEffect(() => {
    const element = video.current;
    if (kind === 'video' && element && seen?.timestamp !== undefined)
      element.currentTime = seen.timestamp / 1000;
  }, [kind, seen]);

  useEffect(() => {
    const element = still.current;
    if (!element || kind !== 'image' || !file) return;
    let gone = false;
    createImageBitmap(file).then(
      (bitmap) => {
        if (!gone) {
          element.width = bitmap.width;
          element.height = bitmap.height;
          element.getContext('2d')?.drawImage(bitmap, 0, 0);
        }
        bitmap.close();
      },
      // The code that reads the file reports a damaged one; here there is just nothing to show.
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [kind, file]);

  useLayoutEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const draw = (): void => {
      const ratio = devicePixelRatio || 1;
      const width = Math.round(element.clientWidth * ratio);
      const height = Math.round(element.clientHeight * ratio);
      if (element.width !== width) element.width = width;
      if (element.height !== height) element.height = height;
      const pen = element.getContext('2d');
      if (pen) drawSkeletons(pen, seen, { width, height }, ratio, mirrored);
    };
    draw();
    if (typeof ResizeObserver === 'undefined') return;
    const observer = new ResizeObserver(draw);
    observer.observe(element);
    return () => observer.disconnect();
  }, [seen, mirrored]);

  return (
    <div class={mirrored ? 'camera-view mirrored' : 'camera-view'}>
      <div class="camera-picture" role="img" aria-label={label}>
        {kind === 'image' ? <canvas ref={still} /> : <video ref={video} muted playsInline />}
        <canvas class="skeleton" ref={canvas} />
      </div>
      {children && <div class="camera-over">{children}</div>}
    </div>
  );
}
