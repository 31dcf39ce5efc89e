import { defineConfig } from 'vitest/config';

const long = 'test/e2e/**/*.long.test.ts';

/**
 * What needs the machine to itself: several browsers or calls, a GPU or a Firefox that leave all to
 * the processor, and tests that say how soon something happens.
 */
const alone = [
  'test/e2e/{captions,lifecycle,outgoing-changes,speech,spelling,tap,threads,webgpu}.test.ts',
  'test/e2e/faults/{gpu,ten-tabs}.test.ts',
  'test/e2e/{firefox,janus,traits}/*.test.ts',
];

const patient = { testTimeout: 360_000, hookTimeout: 540_000 };

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.{ts,tsx}'],
          // Every core: by default one is left free, which on two cores is half of them.
          maxWorkers: '100%',
          // Some run ffmpeg or a small training; a loaded two-core machine takes its time.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        // One call in one Chromium, which mostly waits for signs: two cores have time for two.
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          exclude: [long, ...alone],
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          ...patient,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e-alone',
          include: alone,
          exclude: [long],
          fileParallelism: false,
          sequence: { groupOrder: 2 },
          ...patient,
        },
      },
      {
        extends: true,
        // What would make a run of all tests too long: `npm run test:long`.
        test: {
          name: 'e2e-long',
          include: [long],
          fileParallelism: false,
          sequence: { groupOrder: 3 },
          ...patient,
        },
      },
    ],
  },
});
