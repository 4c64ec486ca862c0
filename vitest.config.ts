import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Needs an engine of its own: npm run test:clickhouse.
    exclude: ['test/clickhouse/**', '**/node_modules/**'],
    isolate: false,
    testTimeout: 30_000,
  },
});
