export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  // Far above what any test takes alone: a machine that does other work at the same time must not fail one.
  testTimeout: 30_000,
  // Much of the time passes waiting: on two cores, one file at a time would take half as long again.
  maxWorkers: '100%',
  // Node does not give back all that a test file's ES modules held, some 25 MB of each: a worker that holds more than this ends, and the next file gets a new one.
  workerIdleMemoryLimit: '1GB',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' }, sourceMaps: 'inline' },
    ],
  },
};
