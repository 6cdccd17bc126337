/**
 * What of `dotnet format` gives all C# its form: `npm run format` does, and `npm test` checks it. A folder at a time, as it
 * walks through all of the folder that it is given, and the whole project has a Windows whose drive Z: is this system's root.
 */
export const formatArguments = ['dotnet', 'test'].map((folder) => [
  'format',
  'whitespace',
  folder,
  '--folder',
]);
