// npm run format: puts every source file into the project's form.
import { formattedFolders } from './formattedFolders.ts';
import { runOrExit } from './run.ts';

runOrExit('biome', ['check', '--write', '.']);
for (const folder of formattedFolders) {
  runOrExit('dotnet', ['format', 'whitespace', '--folder', folder]);
}
