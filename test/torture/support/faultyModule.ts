import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { programCommand } from '../../../build/programCommand.ts';
import { enginePlatform } from '../../support/enginePlatform.ts';
import { modulePath, repositoryRoot } from '../../support/module.ts';
import { removeFolder } from '../../support/removeFolder.ts';
import { type FaultPlan, pingsFile } from './fault.ts';

/** The file name of the backend on the system that the tests' PowerShell runs on. */
export const programName = `partner-security-score-backend${enginePlatform === 'win32' ? '.exe' : ''}`;
const artifacts = path.join(repositoryRoot, 'artifacts');

/** A copy of the built module with a different backend. */
export class FaultyModule {
  readonly folder: string;

  /**
   * @param backend The program to use as the backend; null for none. By default, a program with the fault from plan().
   */
  constructor(backend: string | null = faultyBackend()) {
    mkdirSync(artifacts, { recursive: true });
    this.folder = path.join(mkdtempSync(path.join(artifacts, 'faulty-')), 'PartnerSecurityScore');
    const source = path.dirname(modulePath);
    cpSync(source, this.folder, { recursive: true, filter: (file) => path.basename(file) !== 'bin' });
    mkdirSync(path.join(this.folder, 'bin'));
    if (backend !== null) {
      cpSync(backend, this.program, { dereference: true });
    }
  }

  /** The manifest to import. */
  get manifest(): string {
    return path.join(this.folder, path.basename(modulePath));
  }

  get program(): string {
    return path.join(this.folder, 'bin', programName);
  }

  /** Sets the backend's fault from now on; null for none. */
  plan(plan: FaultPlan | null): void {
    const file = path.join(this.folder, 'bin', 'fault.json');
    if (plan === null) {
      rmSync(file, { force: true });
    } else {
      writeFileSync(file, JSON.stringify(plan));
    }
  }

  /** Waits until the backend has received this number of further pings. */
  async pings(count: number): Promise<void> {
    const file = path.join(this.folder, 'bin', pingsFile);
    const asked = () => (existsSync(file) ? readFileSync(file, 'utf8').length : 0);
    const last = asked() + count;
    while (asked() < last) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /**
   * Removes the copy. Every PowerShell process that imported it must have exited, because Windows locks loaded files.
   */
  remove(): void {
    removeFolder(path.dirname(this.folder));
  }
}

/** Returns the path of the program of faultyBackend.ts, which is compiled when it is missing or out of date. */
function faultyBackend(): string {
  const source = path.join(import.meta.dirname, 'faultyBackend.ts');
  const newest = Math.max(
    ...[source, path.join(import.meta.dirname, 'fault.ts')].map((file) => statSync(file).mtimeMs),
  );
  const program = path.join(artifacts, 'bin', `faulty-backend${process.platform === 'win32' ? '.exe' : ''}`);
  if (!existsSync(program) || statSync(program).mtimeMs < newest) {
    const [bun, ...first] = programCommand('bun');
    // Compiles to a temporary name, because another test can be looking for the program.
    const draft = path.join(artifacts, 'bin', `faulty-${process.pid}${path.extname(program)}`);
    const result = spawnSync(bun, [...first, 'build', '--compile', '--outfile', draft, source], {
      encoding: 'utf8',
    });
    if (result.status !== 0) {
      throw new Error(`The faulty backend was not compiled: ${result.stderr}`);
    }
    renameSync(draft, program);
  }
  return program;
}
