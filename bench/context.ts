import { Engine, type RunResult, withoutErrors } from '../test/support/engine.ts';
import { BenchServer } from './benchServer.ts';
import { Shell } from './shell.ts';

/** The resources that the probes share: the server, and the PowerShell processes that live for the whole run. */
export class Context {
  readonly #shells = new Map<string, Promise<Shell>>();

  private constructor(readonly server: BenchServer) {}

  static async start(): Promise<Context> {
    return new Context(await BenchServer.start());
  }

  /**
   * Returns the PowerShell process with this name, which has imported the module and signed in. The first call starts
   * the process. A measurement and its baseline use the same name, and thus the same process.
   */
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

/** Runs an action with a new PowerShell process, and ends that process. */
export async function inFreshEngine<T>(action: (engine: Engine) => Promise<T>): Promise<T> {
  const engine = await Engine.start();
  try {
    return await action(engine);
  } finally {
    await engine.close();
  }
}

/** Runs a script, and throws when it reports an error. */
export async function mustRun(engine: Engine, script: string): Promise<RunResult> {
  return withoutErrors(await engine.run(script));
}
