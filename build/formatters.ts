/**
 * The commands that give files their form, beside Biome, which has TypeScript and JSON: `npm run format` runs them, and
 * `npm test` has them verify. `dotnet format` gets a folder at a time, as it walks through all of the folder that it is given, and
 * the whole project has a Windows whose drive Z: is this system's root.
 */
export const formatters: readonly (readonly [program: string, ...args: string[]])[] = [
  ['dotnet', 'format', 'whitespace', 'dotnet', '--folder'],
  ['dotnet', 'format', 'whitespace', 'test', '--folder'],
  ['bun', 'build/whitespace.ts'],
];
