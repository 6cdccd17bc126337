/** The folders of C# whose form `npm run format` gives and `npm test` checks. */
export const formattedFolders = [
  'module/types',
  'module/start',
  'test/engine-host',
  'test/other-module',
  'test/windows',
];
