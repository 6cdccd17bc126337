// npm run format: formats all source files and applies the linter's safe fixes.
import { formatters } from './formatters.ts';
import { runOrExit } from './run.ts';

runOrExit('biome', ['check', '--write', '.']);
for (const [program, ...args] of formatters) {
  runOrExit(program, args);
}
