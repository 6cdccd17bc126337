// Under Wine the tests run on Linux, and what they test on Windows.
const platform = process.env.PSS_TEST_PLATFORM ?? process.platform;

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  // What stands in for a Linux desktop's programs is there for Linux only.
  testPathIgnorePatterns: [
    ...(platform === 'linux' ? [] : ['\\.linux\\.test\\.ts$']),
    ...(platform === process.platform ? ['<rootDir>/test/windows/'] : []),
    // Those that take a program which is not there (build/testSetup.ts).
    ...(process.env.PSS_SKIPPED_SUITES?.split(',').filter(Boolean) ?? []),
  ],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript' },
          target: 'es2023',
          experimental: { keepImportAttributes: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
  testTimeout: 60_000,
  // One more than the processors of the machine that the gate runs on: some tests wait.
  maxWorkers: 3,
};
