// npm run format: puts every source file into the project's form.
import { formatArguments } from './formatArguments.ts';
import { runOrExit } from './run.ts';

runOrExit('biome', ['check', '--write', '.']);
runOrExit('dotnet', formatArguments);
