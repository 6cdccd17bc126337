/**
 * The formatting commands in addition to Biome, which formats TypeScript and JSON. `npm run format` runs them, and `npm
 * test` runs them in verification mode. `dotnet format` receives one folder at a time, because it walks the whole tree.
 * Below the project root, that tree includes a Wine prefix with a link to the root of the file system.
 */
export const formatters: readonly (readonly [program: string, ...args: string[]])[] = [
  ['dotnet', 'format', 'whitespace', 'dotnet', '--folder'],
  ['dotnet', 'format', 'whitespace', 'test', '--folder'],
  ['bun', 'build/whitespace.ts'],
];
