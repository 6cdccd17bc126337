// npm run format: puts every source file into the project's form.
import { runOrExit } from './run.ts';

runOrExit('biome', ['check', '--write', '.']);
for (const folder of ['module/types', 'test/engine-host', 'test/other-module']) {
  runOrExit('dotnet', ['format', 'whitespace', '--folder', folder]);
}
