import { Engine, type RunResult, withoutErrors } from '../test/support/engine.ts';
import { BenchServer } from './benchServer.ts';
import { Shell } from './shell.ts';

/** What the probes share: the service, and the PowerShells that live as long as the measuring. */
export class Context {
  readonly #shells = new Map<string, Promise<Shell>>();

  private constructor(readonly server: BenchServer) {}

  static async start(): Promise<Context> {
    return new Context(await BenchServer.start());
  }

  /** The PowerShell of this name, with the module and signed in: what is to be compared runs in the same one. */
  shell(name: string): Promise<Shell> {
    const shell = this.#shells.get(name) ?? Shell.start(this.server);
    this.#shells.set(name, shell);
    return shell;
  }

  async close(): Promise<void> {
    const shells = await Promise.allSettled(this.#shells.values());
    await Promise.all(
      shells.map((shell) => (shell.status === 'fulfilled' ? shell.value.close() : undefined)),
    );
    await this.server.close();
  }
}

/** Runs the action with a PowerShell in a new process, and ends that process. */
export async function inFreshEngine<T>(action: (engine: Engine) => Promise<T>): Promise<T> {
  const engine = await Engine.start();
  try {
    return await action(engine);
  } finally {
    await engine.close();
  }
}

/** Runs a script that must not report any error. */
export async function mustRun(engine: Engine, script: string): Promise<RunResult> {
  return withoutErrors(await engine.run(script));
}
