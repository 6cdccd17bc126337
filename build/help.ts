import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readCmdlet } from './help/cmdletParameters.ts';
import { readPage } from './help/commandPage.ts';
import { readFunction } from './help/functionParameters.ts';
import { type CommandHelp, writeMaml } from './help/maml.ts';
import type { Command } from './help/parameters.ts';
import { paths } from './paths.ts';

const culture = 'en-US';
const pages = path.join('..', 'docs', culture);

/**
 * Puts what Get-Help reads into the module: the help of the commands, made of their pages in docs/en-US, and what else
 * is in module/en-US. Nothing of it is read at import.
 * @param folder The module's.
 */
export function writeHelp(folder: string): void {
  const target = path.join(folder, culture);
  mkdirSync(target, { recursive: true });
  cpSync(path.join(paths.module, culture), target, { recursive: true });
  const functions = sources('public', '.ps1', readFunction);
  const cmdlets = sources(
    path.join('..', 'dotnet', 'PartnerSecurityScore', 'Commands'),
    'Command.cs',
    readCmdlet,
  );
  const commands = [...functions.keys(), ...cmdlets.keys()].sort().join();
  if (commands !== filesOf(pages, '.md').join()) {
    throw new Error(`The help pages are not those of ${commands}.`);
  }
  // The engine looks for a cmdlet's help in a file that is named after its assembly.
  writeFileSync(path.join(target, 'PartnerSecurityScore-help.xml'), writeMaml(withPages(functions)));
  writeFileSync(path.join(target, 'PartnerSecurityScore.Types.dll-Help.xml'), writeMaml(withPages(cmdlets)));
}

function withPages(commands: ReadonlyMap<string, Command>): CommandHelp[] {
  return Array.from(commands, ([name, declared]) => {
    const page = readPage(read(pages, `${name}.md`));
    const described = page.parameters.map(({ title }) => title);
    if (described.join() !== declared.parameters.map((one) => one.name).join()) {
      throw new Error(`The help page of ${name} has to describe its parameters in their order.`);
    }
    return { page, declared };
  });
}

/** The commands of a folder by their names; a class is named as its command, without the hyphen. */
function sources(
  folder: string,
  ending: string,
  readSource: (source: string) => Command,
): Map<string, Command> {
  return new Map(
    filesOf(folder, ending).map((file) => [
      file.replace(/^([A-Z][a-z]+)-?(?=Mg)/, '$1-'),
      readSource(read(folder, `${file}${ending}`)),
    ]),
  );
}

/** The files of a folder of the module that end so, without that ending. */
function filesOf(folder: string, ending: string): string[] {
  return readdirSync(path.join(paths.module, folder))
    .filter((file) => file.endsWith(ending))
    .map((file) => path.basename(file, ending))
    .sort();
}

function read(folder: string, file: string): string {
  return readFileSync(path.join(paths.module, folder, file), 'utf8');
}
