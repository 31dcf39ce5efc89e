/**
 * Calls getUserMedia in every wrong way and notes the outcome, so that a test can compare a browser
 * with the tap to one without.
 */

export interface Outcome {
  call: string;
  how: 'thrown' | 'rejected' | 'resolved' | 'returned' | 'called back';
  /** The error's class, name, message and further own fields, or what was given back. */
  what: string;
}

function describe(value: unknown): string {
  if (!(value instanceof Error) && !(value instanceof DOMException)) return String(value);
  const { constraint } = value as { constraint?: string };
  return `${value.constructor.name} ${value.name}: ${value.message} ${constraint ?? ''}`.trim();
}

async function outcome(call: string, run: () => unknown): Promise<Outcome> {
  let result: unknown;
  try {
    result = run();
  } catch (error) {
    return { call, how: 'thrown', what: describe(error) };
  }
  if (!(result instanceof Promise)) return { call, how: 'returned', what: describe(result) };
  try {
    return { call, how: 'resolved', what: describe(await result) };
  } catch (error) {
    return { call, how: 'rejected', what: describe(error) };
  }
}

const { mediaDevices } = navigator;
const modern = MediaDevices.prototype.getUserMedia as (...args: unknown[]) => unknown;
type Legacy = (...args: unknown[]) => unknown;
const legacyOf = (): Legacy | undefined =>
  (Navigator.prototype as unknown as Record<string, Legacy | undefined>).webkitGetUserMedia;

async function tryAll(): Promise<Outcome[]> {
  const calls: [string, () => unknown][] = [
    ['no arguments', () => modern.call(mediaDevices)],
    ['undefined', () => modern.call(mediaDevices, undefined)],
    ['null', () => modern.call(mediaDevices, null)],
    ['a number', () => modern.call(mediaDevices, 7)],
    ['nothing asked for', () => modern.call(mediaDevices, {})],
    ['both false', () => modern.call(mediaDevices, { audio: false, video: false })],
    [
      'a bad facing mode',
      () => modern.call(mediaDevices, { video: { facingMode: { exact: 'x' } } }),
    ],
    ['no such device', () => modern.call(mediaDevices, { video: { deviceId: { exact: 'none' } } })],
    ['too wide', () => modern.call(mediaDevices, { video: { width: { min: 100_000 } } })],
    ['not a range', () => modern.call(mediaDevices, { video: { width: { min: 'wide' } } })],
    [
      'a getter that throws',
      () =>
        modern.call(mediaDevices, {
          get video() {
            throw new RangeError('from the page');
          },
        }),
    ],
    ['another this', () => modern.call({}, { video: true })],
    ['no this', () => modern.call(undefined, { video: true })],
    ['the prototype', () => modern.call(MediaDevices.prototype, { video: true })],
    ['as a constructor', () => Reflect.construct(modern, [{ video: true }])],
    ['stop of nothing', () => MediaStreamTrack.prototype.stop.call({} as MediaStreamTrack)],
    ['clone of nothing', () => MediaStreamTrack.prototype.clone.call({} as MediaStreamTrack)],
    ['clone of no stream', () => MediaStream.prototype.clone.call({} as MediaStream)],
    ['toString of an object', () => Function.prototype.toString.call({})],
  ];
  const legacy = legacyOf();
  if (legacy) {
    calls.push(
      ['legacy without callbacks', () => legacy.call(navigator, { video: true })],
      ['legacy with no functions', () => legacy.call(navigator, { video: true }, 1, 2)],
      ['legacy with another this', () => legacy.call({}, { video: true }, String, String)],
      [
        'legacy refused',
        () =>
          new Promise((_, reject) => {
            legacy.call(navigator, { video: { width: { min: 100_000 } } }, () => {}, reject);
          }),
      ],
    );
  }
  const outcomes: Outcome[] = [];
  for (const [call, run] of calls) outcomes.push(await outcome(call, run));
  return outcomes;
}

/** Whether a refusal that the page does not handle is reported to the page, and with what. */
async function unhandled(): Promise<string> {
  const reported = new Promise<PromiseRejectionEvent>((resolve) =>
    addEventListener('unhandledrejection', resolve, { once: true }),
  );
  void mediaDevices.getUserMedia({ video: { width: { min: 100_000 } } });
  const event = await reported;
  event.preventDefault();
  return describe(event.reason);
}

const tapped: [object, string][] = [
  [MediaDevices.prototype, 'getUserMedia'],
  [Navigator.prototype, 'webkitGetUserMedia'],
  [Navigator.prototype, 'getUserMedia'],
  [MediaStreamTrack.prototype, 'stop'],
  [MediaStreamTrack.prototype, 'clone'],
  [MediaStream.prototype, 'clone'],
  [Function.prototype, 'toString'],
];

/** All that a page can see of the methods that the tap wraps. */
function look(): string[] {
  return tapped.map(([owner, key]) => {
    const descriptor = Object.getOwnPropertyDescriptor(owner, key);
    if (!descriptor) return `${key}: absent`;
    const method = descriptor.value as { name: string; length: number; toString(): string };
    return JSON.stringify({
      key,
      text: [`${method}`, method.toString(), Function.prototype.toString.call(method)],
      name: method.name,
      length: method.length,
      own: Reflect.ownKeys(method).map(String),
      inherits: Object.getPrototypeOf(method) === Function.prototype,
      flags: [descriptor.writable, descriptor.enumerable, descriptor.configurable],
      order: Reflect.ownKeys(owner).map(String).join(),
    });
  });
}

const badCalls = { tryAll, unhandled, look };

declare global {
  var wrongly: typeof badCalls;
}
globalThis.wrongly = badCalls;
