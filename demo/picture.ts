// bun demo/picture.ts, after npm run build: draws docs/demo.svg from what the demonstration shows.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chosenSteps, drawTerminal, shownSteps } from './terminal.ts';

const demonstration = fileURLToPath(new URL('demo.ts', import.meta.url));
const picture = fileURLToPath(new URL('../docs/demo.svg', import.meta.url));

const { status, stdout } = spawnSync(process.execPath, [demonstration], {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'inherit'],
});
if (status === 0) {
  writeFileSync(picture, drawTerminal(chosenSteps(stdout, shownSteps)));
}
process.exitCode = status ?? 1;
