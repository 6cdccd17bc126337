// Under Wine, the tests run on Linux, but the code under test is that for Windows.
const platform = process.env.PSS_TEST_PLATFORM ?? process.platform;

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  // Files named *.linux.test.ts run only when the code under test is that for Linux, and those in test/windows only in
  // `npm run test:windows`.
  testPathIgnorePatterns: [
    ...(platform === 'linux' ? [] : ['\\.linux\\.test\\.ts$']),
    ...(platform === process.platform ? ['<rootDir>/test/windows/'] : []),
    // Suites whose system programs are missing or unusable, as determined by build/testSetup.ts.
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
  // Tests often wait for other processes, so even two processors are enough for three workers.
  maxWorkers: 3,
};
