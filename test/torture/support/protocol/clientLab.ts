import { readdirSync } from 'node:fs';
import { Engine, errorsOf, psQuote, type RunResult, withoutErrors } from '../../../support/engine.ts';
import { command, connect } from '../../../support/lab.ts';
import { memoryOf } from '../../../support/processes.ts';
import { accessToken } from '../../../support/tokens.ts';
import type { FaultPlan } from '../fault.ts';
import { FaultyModule } from '../faultyModule.ts';
import type { BackendCase } from './backendCase.ts';
import { fault, isInDoubt } from './clearError.ts';
import { deadOrigin } from './messages.ts';

/** The time limit for a command. */
const boundMilliseconds = 20_000;

const update = `${command} -CurrentScore 1`;

/** A script that ends the backend, so that the next command starts a new process. */
const endBackend = `
  $id = [PartnerSecurityScore.BackendHost]::ProcessId
  if ($null -ne $id) {
    try {
      $process = [System.Diagnostics.Process]::GetProcessById($id)
      $process.Kill()
      $process.WaitForExit()
    } catch { }
  }`;

const collect = `
  [System.GC]::Collect()
  [System.GC]::WaitForPendingFinalizers()
  [System.GC]::GetTotalMemory($true)`;

/** The resources that an engine uses. On systems other than Linux, all values except managed memory are 0. */
export interface Holdings {
  managedMegabytes: number;
  residentMegabytes: number;
  /** The number of open files, pipes, and sockets. */
  files: number;
  threads: number;
}

/** The module in an engine, with a backend that writes the bytes of a case. */
export class ClientLab {
  /** The number of cases so far. */
  cases = 0;
  #engine: Engine | undefined;
  readonly #module = new FaultyModule();

  /** Runs a command while the backend behaves as the case specifies, then another command without a fault. */
  async run(one: BackendCase): Promise<void> {
    const engine = this.#engine ?? (await this.#start());
    try {
      await this.#run(engine, one);
    } catch (error) {
      await this.#end();
      throw new Error(`${describe(one)}: ${(error as Error).message}`, { cause: error });
    }
    this.cases += 1;
  }

  /** Returns the resources in use after a garbage collection. */
  async holdings(): Promise<Holdings> {
    const engine = this.#engine ?? (await this.#start());
    const { output } = withoutErrors(await engine.run(collect));
    const managedMegabytes = Number(output[0]?.text) / 1024 / 1024;
    if (process.platform !== 'linux') {
      return { managedMegabytes, residentMegabytes: 0, files: 0, threads: 0 };
    }
    const [files, threads] = ['fd', 'task'].map((name) => readdirSync(`/proc/${engine.pid}/${name}`).length);
    return {
      managedMegabytes,
      residentMegabytes: memoryOf(engine.pid),
      files: files ?? 0,
      threads: threads ?? 0,
    };
  }

  async close(): Promise<void> {
    await this.#end();
    this.#module.remove();
  }

  async #start(): Promise<Engine> {
    this.#module.plan(null);
    const engine = await Engine.start();
    this.#engine = engine;
    const begin = `Import-Module ${psQuote(this.#module.manifest)}\n${connect({ url: deadOrigin }, accessToken())}`;
    withoutErrors(await engine.run(`${begin}\n$null = ${update}`));
    return engine;
  }

  async #end(): Promise<void> {
    await this.#engine?.close();
    this.#engine = undefined;
  }

  async #run(engine: Engine, one: BackendCase): Promise<void> {
    const needsStart = one.at !== 'graph/send' || !one.isLasting;
    this.#module.plan(planOf(one));
    const bad = await engine.run(`${needsStart ? endBackend : ''}\n${update} ${one.options ?? ''}`, {
      timeoutMilliseconds: boundMilliseconds,
    });
    check(one, bad);
    this.#module.plan(null);
    const good = await engine.run(`${one.isLasting ? '' : endBackend}\n${update}`, {
      timeoutMilliseconds: boundMilliseconds,
    });
    const errors = errorsOf(good);
    if (errors.length > 0) {
      throw new Error(`The command behind it failed: ${errors[0]?.message}`);
    }
  }
}

function describe({ at, bytes, cuts, next, options = '' }: BackendCase): string {
  const text = JSON.stringify(bytes.toString('latin1', 0, 2000));
  return `${options} At ${at}, ${bytes.length} bytes in ${cuts.length + 1} writes, then ${next ?? 'nothing more'}: ${text}`;
}

function planOf({ at, bytes, cuts, next }: BackendCase): FaultPlan {
  return { at, fault: { kind: 'bytes', base64: bytes.toString('base64'), cuts, ...(next && { next }) } };
}

function check({ at, mustSucceed, ownMessage }: BackendCase, result: RunResult): void {
  const errors = errorsOf(result);
  const [error] = errors;
  if (error === undefined || errors.length > 1) {
    if (mustSucceed === false || errors.length > 1) {
      throw new Error(
        `${errors.length} errors in place of one: ${errors.map(({ message }) => message).join('; ')}`,
      );
    }
    return;
  }
  const why = fault(error, ownMessage);
  if (why !== undefined) {
    throw new Error(`The error ${why}`);
  }
  if (mustSucceed === true) {
    throw new Error(`It failed: ${error.message}`);
  }
  if (at !== 'graph/send' && mustSucceed === false && isInDoubt(error)) {
    throw new Error(`Nothing was sent yet, but the error says: ${error.message}`);
  }
  if (at === 'graph/send' && mustSucceed === false && error.message !== ownMessage && !isInDoubt(error)) {
    throw new Error(`Graph may have got it, but the error says: ${error.message}`);
  }
}
