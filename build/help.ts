import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readPage } from './help/commandPage.ts';
import { readParameters } from './help/functionParameters.ts';
import { type CommandHelp, writeMaml } from './help/maml.ts';
import { paths } from './paths.ts';

const culture = 'en-US';

/**
 * Puts what Get-Help reads into the module: the help of the commands, made of their pages in module/help, and what else
 * is in module/en-US. Nothing of it is read at import.
 * @param folder The module's.
 */
export function writeHelp(folder: string): void {
  const target = path.join(folder, culture);
  mkdirSync(target, { recursive: true });
  cpSync(path.join(paths.module, culture), target, { recursive: true });
  writeFileSync(path.join(target, 'PartnerSecurityScore-help.xml'), writeMaml(commands()));
}

/** Every command has a page, and every page a command. */
function commands(): CommandHelp[] {
  const functions = names('public', '.ps1');
  const pages = names('help', '.md');
  if (functions.join() !== pages.join()) {
    throw new Error(`The commands are ${functions.join(', ')}; the help pages are of ${pages.join(', ')}.`);
  }
  return pages.map((name) => {
    const page = readPage(read('help', `${name}.md`));
    const declared = readParameters(read('public', `${name}.ps1`));
    const described = page.parameters.map(({ title }) => title);
    if (described.join() !== declared.parameters.map((one) => one.name).join()) {
      throw new Error(`The help page of ${name} has to describe its parameters in their order.`);
    }
    return { page, declared };
  });
}

function names(folder: string, extension: string): string[] {
  return readdirSync(path.join(paths.module, folder))
    .filter((file) => file.endsWith(extension))
    .map((file) => path.basename(file, extension))
    .sort();
}

function read(folder: string, file: string): string {
  return readFileSync(path.join(paths.module, folder, file), 'utf8');
}
