import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { PsError, RunResult } from '../../../support/engine.ts';
import { textsIn } from './planted.ts';

/** Returns all output of a script. Excludes the service's own secret headers, which exceptions contain on purpose. */
export function shownBy(result: RunResult): string {
  return textsIn({
    ...result,
    errors: result.errors.map(withoutOwnHeaders),
    output: result.output.map((item) =>
      item.kind === 'error' ? { ...item, value: withoutOwnHeaders(item.value) } : item,
    ),
  }).join('\n');
}

/**
 * Removes the service's own secret headers. The exception of an error answer contains them unchanged for use in
 * scripts.
 */
function withoutOwnHeaders(error: PsError): PsError {
  const { ResponseHeaders: headers } = error.properties;
  if (headers?.kind !== 'dictionary') {
    return error;
  }
  const value = headers.value.filter(([name]) => !/^(?:set-cookie|x-session-token)$/i.test(name));
  return { ...error, properties: { ...error.properties, ResponseHeaders: { ...headers, value } } };
}

/** Returns the relative paths of all files in a folder and its subfolders, and their bytes decoded as Latin-1. */
export function filesIn(folder: string): [name: string, text: string][] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(path.join(folder, name)).isFile())
    .map((name) => [name, readFileSync(path.join(folder, name), 'latin1')]);
}

/** The variables in which a user stores a proxy's password. */
const ownVariables = /^(?:https_proxy|all_proxy)=/i;

/**
 * Returns the environment and the arguments of a process as Linux shows them to its user; empty on other systems.
 * @param isUsers Whether the user has set the process's variables. If so, the proxy variables are left out.
 */
export function processTexts(pid: number, isUsers: boolean): [name: string, text: string][] {
  if (process.platform !== 'linux') {
    return [];
  }
  const variables = readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0');
  return [
    ['environment', variables.filter((variable) => !(isUsers && ownVariables.test(variable))).join('\n')],
    ['arguments', readFileSync(`/proc/${pid}/cmdline`, 'latin1')],
  ];
}
