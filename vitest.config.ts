import { defineConfig } from 'vitest/config';

/** One browser at a time: two cores have enough to do with one call. */
const browsers = { fileParallelism: false, testTimeout: 120_000, hookTimeout: 180_000 };

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    projects: [
      {
        extends: true,
        // Some run ffmpeg or a small training; a loaded two-core machine takes its time.
        test: { name: 'unit', include: ['test/unit/**/*.test.{ts,tsx}'], testTimeout: 60_000 },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          exclude: ['test/e2e/**/*.long.test.ts'],
          ...browsers,
        },
      },
      {
        extends: true,
        // What would make a run of all tests too long: `npm run test:long`.
        test: { name: 'e2e-long', include: ['test/e2e/**/*.long.test.ts'], ...browsers },
      },
    ],
  },
});
