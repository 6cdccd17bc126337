/**
 * The formatting commands in addition to Biome, which formats TypeScript and JSON. `npm run format` runs them, and `npm
 * test` runs them in verification mode. `dotnet format` processes everything below a folder, so it receives the folders
 * with C# files, not the project root: below the root is a Wine prefix with a link to the root of the file system.
 */
export const formatters: readonly (readonly [program: string, ...args: string[]])[] = [
  ['dotnet', 'format', 'whitespace', 'dotnet', '--folder'],
  ['dotnet', 'format', 'whitespace', 'test', '--folder'],
  ['bun', 'build/whitespace.ts'],
];
