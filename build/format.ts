// npm run format: puts every source file into the project's form.
import { formatArguments } from './formatArguments.ts';
import { runOrExit } from './run.ts';

runOrExit('biome', ['check', '--write', '.']);
for (const args of formatArguments) {
  runOrExit('dotnet', args);
}
