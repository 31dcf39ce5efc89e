/**
 * The demo call page: an ordinary call app that knows nothing about the extension. It asks for the
 * camera as call apps do, shows it mirrored, and sends it over a real peer connection.
 */
import { type Call, connect } from './peers.ts';

function part<T extends Element>(id: string): T {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no #${id}.`);
  return element as unknown as T;
}

const stage = part<HTMLElement>('stage');
const error = part<HTMLElement>('error');
const who = part<HTMLElement>('who');
const clock = part<HTMLTimeElement>('clock');
const self = { tile: part<HTMLElement>('self'), video: part<HTMLVideoElement>('self-video') };
const remote = { tile: part<HTMLElement>('remote'), video: part<HTMLVideoElement>('remote-video') };
const button = {
  join: part<HTMLButtonElement>('join'),
  leave: part<HTMLButtonElement>('leave'),
  camera: part<HTMLButtonElement>('camera'),
  mute: part<HTMLButtonElement>('mute'),
  switch: part<HTMLButtonElement>('switch'),
  share: part<HTMLButtonElement>('share'),
  fullscreen: part<HTMLButtonElement>('fullscreen'),
};

let call: Call | null = null;
let camera: MediaStreamTrack | null = null;
let screen: MediaStreamTrack | null = null;
let joinedAt = 0;
let ticking: ReturnType<typeof setInterval> | undefined;

const sentences: Readonly<Record<string, string>> = {
  NotFoundError: 'No camera was found. Plug one in, then turn the camera on.',
  NotAllowedError:
    'The camera is blocked for this page. Allow it in the address bar, then turn the camera on.',
  NotReadableError:
    'The camera is in use by another program. Close that program, then turn the camera on.',
};

function showError(reason: unknown): void {
  const name = reason instanceof DOMException ? reason.name : '';
  error.textContent = sentences[name] ?? `The call failed: ${String(reason)}`;
  error.hidden = false;
}

function draw(): void {
  const joined = call !== null;
  document.body.dataset.state = joined ? 'call' : 'lobby';
  who.textContent = joined ? 'You and Sam' : 'Not in the call';
  clock.hidden = !joined;
  self.tile.classList.toggle('live', camera?.enabled === true);
  remote.tile.classList.toggle('live', screen !== null || camera?.enabled === true);
  button.join.disabled = false;
  button.leave.disabled = !joined;
  button.camera.disabled = !joined;
  button.mute.disabled = !camera;
  button.switch.disabled = !camera;
  button.share.disabled = !joined;
  button.camera.ariaPressed = String(camera !== null);
  button.mute.ariaPressed = String(camera?.enabled === false);
  button.share.ariaPressed = String(screen !== null);
  button.fullscreen.ariaPressed = String(document.fullscreenElement !== null);
}

async function cameraOff(): Promise<void> {
  camera?.stop();
  camera = null;
  self.video.srcObject = null;
  if (!screen) await call?.send(null);
}

async function cameraOn(deviceId?: string): Promise<void> {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: deviceId ? { deviceId: { exact: deviceId } } : true,
  });
  const [track] = stream.getVideoTracks();
  if (!track) return;
  if (!call) {
    track.stop();
    return;
  }
  camera?.stop();
  camera = track;
  error.hidden = true;
  self.video.srcObject = stream;
  track.addEventListener('ended', () => {
    if (camera === track) void cameraOff().then(draw);
  });
  if (!screen) await call.send(track);
}

/** Switches to the next camera in the machine's list; with only one, turns that one off and on. */
async function nextCamera(): Promise<void> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  const cameras = devices.filter(({ kind }) => kind === 'videoinput');
  const now = cameras.findIndex(({ deviceId }) => deviceId === camera?.getSettings().deviceId);
  const next = cameras[(now + 1) % cameras.length];
  await cameraOff();
  await cameraOn(next?.deviceId || undefined);
}

async function shareStart(): Promise<void> {
  const stream = await navigator.mediaDevices.getDisplayMedia({ video: true });
  const [track] = stream.getVideoTracks();
  if (!track || !call) return;
  screen = track;
  track.addEventListener('ended', () => void shareStop().then(draw));
  await call.send(track);
}

async function shareStop(): Promise<void> {
  screen?.stop();
  screen = null;
  await call?.send(camera);
}

async function join(): Promise<void> {
  button.join.disabled = true;
  error.hidden = true;
  call = await connect((track) => {
    remote.video.srcObject = new MediaStream([track]);
  });
  joinedAt = performance.now();
  ticking = setInterval(tick, 1000);
  tick();
  draw();
  await cameraOn();
}

async function leave(): Promise<void> {
  clearInterval(ticking);
  await shareStop();
  await cameraOff();
  call?.hangUp();
  call = null;
  remote.video.srcObject = null;
}

function tick(): void {
  const seconds = Math.floor((performance.now() - joinedAt) / 1000);
  const two = (n: number): string => String(n).padStart(2, '0');
  clock.textContent = `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
}

function on(target: HTMLButtonElement, act: () => Promise<void> | void): void {
  target.addEventListener('click', () => {
    void (async () => {
      try {
        await act();
      } catch (reason) {
        showError(reason);
      }
      draw();
    })();
  });
}

on(button.join, join);
on(button.leave, leave);
on(button.camera, () => (camera ? cameraOff() : cameraOn()));
on(button.mute, () => {
  if (camera) camera.enabled = !camera.enabled;
});
on(button.switch, nextCamera);
on(button.share, () => (screen ? shareStop() : shareStart()));
on(button.fullscreen, () =>
  document.fullscreenElement ? document.exitFullscreen() : stage.requestFullscreen(),
);
document.addEventListener('fullscreenchange', draw);
draw();
