// Updates the syntax, the parameter metadata, and the properties of models in the pages of docs/en-US. Requires the
// built module.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { paths } from '../paths.ts';
import { pwsh } from '../powershell.ts';
import { pageFolder } from './page.ts';
import { type CommandFacts, rewritePage } from './rewritePage.ts';

const script = path.join(import.meta.dirname, 'commandFacts.ps1');
const manifest = path.join(paths.dist, 'PartnerSecurityScore.psd1');
const [program, ...first] = pwsh;
const args = [...first, '-NoProfile', '-NonInteractive', '-File', script, '-Manifest', manifest];

for (const command of JSON.parse(execFileSync(program, args, { encoding: 'utf8' })) as CommandFacts[]) {
  const file = path.join(pageFolder, `${command.name}.md`);
  writeFileSync(file, rewritePage(readFileSync(file, 'utf8'), command));
}
