// npm run format: puts every source file into the project's form.
import { formatters } from './formatters.ts';
import { runOrExit } from './run.ts';

runOrExit('biome', ['check', '--write', '.']);
for (const [program, ...args] of formatters) {
  runOrExit(program, args);
}
