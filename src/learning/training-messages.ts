/**
 * Training behind a port, so that it can run in a worker: the worker calls `serveTraining`, and the
 * client calls `trainThrough` with the worker or with a port to it. Each end handles one training at
 * a time.
 */
import * as v from 'valibot';
import { objectives } from './objectives.ts';
import type { Progress } from './optimise.ts';
import { type Batch, type Head, trainHead } from './train.ts';

/** What a worker, its global scope and a MessagePort have in common. */
export interface TrainingPort {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  removeEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
}

const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

const taskSchema = v.object({
  /** samples x featureCount, row by row. */
  features: v.instance(Float32Array),
  /** One per sample: the gesture's index, or `unknownLabel`. */
  labels: v.instance(Int32Array),
  featureCount: count,
  gestureCount: count,
  /** Name of an objective. */
  objective: v.picklist(objectives.map(({ name }) => name)),
  seed: v.number(),
  hidden: v.array(count),
  batchSize: count,
  batches: count,
  learningRate: v.number(),
  weightDecay: v.number(),
  dropout: share,
  labelSmoothing: share,
});

/** Everything that a training needs; every sample is drawn with the same probability. */
export type TrainingTask = v.InferOutput<typeof taskSchema>;

const requestSchema = v.variant('type', [
  v.object({ type: v.literal('train'), task: taskSchema }),
  v.object({ type: v.literal('stop') }),
]);

const answerSchema = v.variant('type', [
  v.object({
    type: v.literal('progress'),
    progress: v.object({ batch: v.number(), batches: v.number(), loss: v.number() }),
  }),
  v.object({
    type: v.literal('done'),
    head: v.array(
      v.object({
        inputs: count,
        outputs: count,
        weights: v.instance(Float32Array),
        bias: v.instance(Float32Array),
      }),
    ),
  }),
  v.object({ type: v.literal('failed'), reason: v.string() }),
]);

type TrainingReply =
  | { type: 'progress'; progress: Progress }
  | { type: 'done'; head: Head }
  | { type: 'failed'; reason: string };

/**
 * Answers requests for training on the port, on the tfjs backend that is set.
 *
 * @param pause lets the event loop receive a request to stop.
 * @returns a function that stops listening and stops any training.
 */
export function serveTraining(port: TrainingPort, pause: () => Promise<void>): () => void {
  let stop: AbortController | null = null;
  const answer = (message: TrainingReply) => port.postMessage(message);

  async function train(task: TrainingTask): Promise<void> {
    stop?.abort(new Error('Another training was requested.'));
    const own = new AbortController();
    stop = own;
    try {
      const head = await trainHead({
        ...task,
        objective: objectives.find(({ name }) => name === task.objective)!,
        draw: (size, random) => drawEvenly(task, size, () => random.below(task.labels.length)),
        signal: own.signal,
        pause,
        onProgress: (progress) => answer({ type: 'progress', progress }),
      });
      answer({ type: 'done', head });
    } catch (error) {
      answer({ type: 'failed', reason: error instanceof Error ? error.message : String(error) });
    }
  }

  function hear({ data }: { data: unknown }): void {
    const parsed = v.safeParse(requestSchema, data);
    if (!parsed.success) {
      answer({ type: 'failed', reason: 'This is not a training request.' });
      return;
    }
    const request = parsed.output;
    switch (request.type) {
      case 'stop':
        stop?.abort(new Error('The training was stopped.'));
        return;
      case 'train':
        void train(request.task);
        return;
      default:
        request satisfies never;
    }
  }

  port.addEventListener('message', hear);
  return () => {
    port.removeEventListener('message', hear);
    stop?.abort(new Error('The training was stopped.'));
  };
}

function drawEvenly(task: TrainingTask, size: number, next: () => number): Batch {
  const { features, labels, featureCount } = task;
  const batch: Batch = {
    features: new Float32Array(size * featureCount),
    labels: new Int32Array(size),
    weights: new Float32Array(size).fill(1),
  };
  for (let i = 0; i < size; i++) {
    const from = next();
    const row = features.subarray(from * featureCount, (from + 1) * featureCount);
    batch.features.set(row, i * featureCount);
    batch.labels[i] = labels[from]!;
  }
  return batch;
}

/**
 * Lets the other end of the port train a head.
 *
 * @throws Error with the other end's reason, also after `signal` has stopped it.
 */
export function trainThrough(
  port: TrainingPort,
  task: TrainingTask,
  { onProgress, signal }: { onProgress?: (progress: Progress) => void; signal?: AbortSignal } = {},
): Promise<Head> {
  return new Promise((resolve, reject) => {
    const stop = () => port.postMessage({ type: 'stop' });
    function end(): void {
      port.removeEventListener('message', hear);
      signal?.removeEventListener('abort', stop);
    }
    function hear({ data }: { data: unknown }): void {
      const parsed = v.safeParse(answerSchema, data);
      if (!parsed.success) return;
      const answer = parsed.output;
      switch (answer.type) {
        case 'progress':
          onProgress?.(answer.progress);
          return;
        case 'done':
          end();
          resolve(answer.head);
          return;
        case 'failed':
          end();
          reject(new Error(answer.reason));
          return;
        default:
          answer satisfies never;
      }
    }
    port.addEventListener('message', hear);
    signal?.addEventListener('abort', stop);
    port.postMessage({ type: 'train', task });
    if (signal?.aborted) stop();
  });
}
