import {
  Engine,
  type EngineOptions,
  type PsError,
  psQuote,
  type RunOptions,
  type RunResult,
  withoutErrors,
} from './engine.ts';
import { GraphServer } from './graphServer.ts';
import { localZone } from './localZone.ts';
import { modulePath } from './module.ts';
import { accessToken } from './tokens.ts';
import { onlyVariables, type Variables } from './variables.ts';

/** The command that updates the score. */
export const command = 'Update-MgBetaSecurityPartnerSecurityScore';

/** The namespace of the model types. */
export const models = 'Microsoft.Graph.Beta.PowerShell.Models';

export const importModule = `Import-Module ${psQuote(modulePath)}`;

/** A script that kills the backend, if one is running, to simulate a crash. */
export const endBackend = `
  $id = [PartnerSecurityScore.BackendHost]::ProcessId
  if ($id) {
    $backend = [System.Diagnostics.Process]::GetProcessById($id)
    $backend.Kill()
    $backend.WaitForExit()
  }`;

/** Returns a script that assigns text to a variable as a SecureString. */
export function secret(variable: string, text: string): string {
  return `$${variable} = [securestring]::new(); ${psQuote(text)}.ToCharArray().ForEach({ $${variable}.AppendChar($_) })`;
}

/** Returns a script that adds the environment "lab" for a server, and signs the runspace in to it with a token. */
export function connect(server: Pick<GraphServer, 'url'>, token: string): string {
  return `
    $null = Add-MgEnvironment -Name lab -GraphEndpoint ${server.url}
    ${secret('secret', token)}
    Connect-MgGraph -AccessToken $secret -Environment lab -NoWelcome`;
}

export interface LabOptions extends EngineOptions {
  /** The local time zone, by its Windows name. */
  zone?: string;
  /** Whether the lab signs in. Default true. */
  isSignedIn?: boolean;
}

/** The built module in a PowerShell engine, signed in to a Graph stand-in. */
export class Lab {
  readonly engine: Engine;
  readonly server: GraphServer;
  readonly token: string;

  private constructor(engine: Engine, server: GraphServer, token: string) {
    this.engine = engine;
    this.server = server;
    this.token = token;
  }

  static async start({ zone, isSignedIn = true, ...options }: LabOptions = {}): Promise<Lab> {
    const [engine, server] = await Promise.all([Engine.start(options), GraphServer.start()]);
    const lab = new Lab(engine, server, accessToken());
    if (zone !== undefined) {
      await lab.mustRun(localZone(zone));
    }
    await lab.mustRun(isSignedIn ? `${importModule}\n${connect(server, lab.token)}` : importModule);
    return lab;
  }

  /**
   * Starts over in the same engine, with a new backend, a new sign-in, and no recorded requests.
   *
   * @param variables Environment variables to set until the next call, as if PowerShell had started with them.
   */
  async begin(variables: Variables = {}): Promise<void> {
    await this.mustRun(`
      ${endBackend}
      Remove-Module PartnerSecurityScore
      ${onlyVariables(variables)}
      ${importModule}
      ${connect(this.server, this.token)}`);
    this.server.requests.length = 0;
  }

  run(script: string, options?: RunOptions): Promise<RunResult> {
    return this.engine.run(script, options);
  }

  /** Runs a script; throws when the script reports an error. */
  async mustRun(script: string, options?: RunOptions): Promise<RunResult> {
    return withoutErrors(await this.run(script, options));
  }

  /** Runs a script and returns its terminating error; throws when the script ends without a terminating error. */
  async failure(script: string, options?: RunOptions): Promise<PsError> {
    const { terminating } = await this.run(`try { ${script} } catch { throw }`, options);
    if (terminating === null) {
      throw new Error(`No terminating error came from: ${script}`);
    }
    return terminating;
  }

  /** Runs a script and returns the bodies that the server received; throws when the script reports an error. */
  async sent(script: string, options?: RunOptions): Promise<string[]> {
    const before = this.server.requests.length;
    await this.mustRun(script, options);
    return this.server.requests.slice(before).map((request) => request.text);
  }

  /** Runs a script; throws when the script sends a request. */
  async sendsNothing(script: string, options?: RunOptions): Promise<RunResult> {
    const before = this.server.requests.length;
    const result = await this.run(script, options);
    if (this.server.requests.length !== before) {
      throw new Error(`Requests were sent by: ${script}`);
    }
    return result;
  }

  async close(): Promise<void> {
    await this.engine.close();
    await this.server.close();
  }
}
