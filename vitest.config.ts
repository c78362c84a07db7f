import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default'],
    testTimeout: 30_000,
    // Test files share the modules of a worker: no test changes one, and loading them takes longer than most tests.
    isolate: false,
    // What is not about meaning is tested by words: the models take a second to load.
    env: { MEANING: 'words' },
  },
});
