/** What of `dotnet format` gives all C# its form: `npm run format` does, and `npm test` checks it. */
export const formatArguments = [
  'format',
  'whitespace',
  '.',
  '--folder',
  '--include',
  'dotnet/',
  'test/',
] as const;
