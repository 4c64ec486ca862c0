import { defineConfig } from 'vitest/config';

/** They share the kernel's ring and its settings: one after the other, when the rest is done. */
const ofTheKernel = [
  'console',
  'journal-kernel',
  'kmsg-*',
  'names-demo',
  'source-switched',
  'spool-kernel',
].map((name) => `test/integrity/${name}.test.ts`);

const test = {
  // Needs an engine of its own: npm run test:clickhouse.
  exclude: ['test/clickhouse/**', '**/node_modules/**'],
  isolate: false,
  setupFiles: ['test/property-seed.ts'],
  testTimeout: 60_000,
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...test,
          name: 'all but the kernel',
          include: ['test/**/*.test.ts'],
          exclude: [...test.exclude, ...ofTheKernel],
          // Many wait for processes of their own, so that one core bears more than one.
          maxWorkers: '100%',
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...test,
          name: 'the kernel',
          include: ofTheKernel,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
