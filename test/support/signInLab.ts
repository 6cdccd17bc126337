import { randomUUID } from 'node:crypto';
import { delimiter } from 'node:path';
import {
  Engine,
  type EngineOptions,
  type PsError,
  type RunOptions,
  type RunResult,
  withoutErrors,
} from './engine.ts';
import { GraphServer } from './graphServer.ts';
import { endBackend, importModule } from './lab.ts';
import { psQuote } from './psQuote.ts';
import { type FakeBrowser, fakeBrowser } from './signIn/browser.ts';
import { type AppRegistration, SignInServer } from './signIn/signInServer.ts';
import { payloadOf } from './tokens.ts';
import { onlyVariables, type Variables } from './variables.ts';

/**
 * The built module in an engine, with stand-ins for Graph and the sign-in service. The backend trusts the certificate
 * of the sign-in service; Graph uses plain HTTP.
 */
export class SignInLab {
  private constructor(
    readonly engine: Engine,
    readonly graph: GraphServer,
    readonly signIn: SignInServer,
    /** The program that replaces the browser of a Linux desktop. */
    readonly browser: FakeBrowser,
    readonly app: AppRegistration & { secrets: string[] },
  ) {}

  static async start(options: EngineOptions = {}): Promise<SignInLab> {
    const [graph, signIn] = await Promise.all([GraphServer.start(), SignInServer.start()]);
    const browser = await fakeBrowser(signIn);
    const app = registration();
    signIn.register(app);
    return SignInLab.#open(options, { graph, signIn, browser, app });
  }

  static async #open(
    options: EngineOptions,
    { graph, signIn, browser, app }: Pick<SignInLab, 'graph' | 'signIn' | 'browser' | 'app'>,
  ): Promise<SignInLab> {
    const path = `${browser.path}${delimiter}${process.env['PATH']}`;
    const engine = await Engine.start({
      ...options,
      env: { NODE_EXTRA_CA_CERTS: signIn.caFile, PATH: path, ...options.env },
    });
    const lab = new SignInLab(engine, graph, signIn, browser, app);
    await lab.mustRun(lab.setUp);
    return lab;
  }

  /** Starts another engine with the same stand-ins and application. The caller closes only that engine. */
  another(options: EngineOptions = {}): Promise<SignInLab> {
    return SignInLab.#open(options, this);
  }

  /** Starts another engine for the duration of an action. */
  async beside<T>(action: (lab: SignInLab) => Promise<T>, options: EngineOptions = {}): Promise<T> {
    const lab = await this.another(options);
    try {
      return await action(lab);
    } finally {
      await lab.engine.close();
    }
  }

  /**
   * Starts over in the same engine, with a backend that has no sessions. Clears the recorded requests and queued
   * behaviours, and restores the default lifetime of tokens.
   *
   * @param variables Environment variables to set until the next call, as if PowerShell had started with them.
   */
  async begin(variables: Variables = {}): Promise<void> {
    await this.mustRun(`
      ${endBackend}
      Remove-Module PartnerSecurityScore
      ${onlyVariables(variables)}
      ${this.setUp}`);
    for (const server of [this.graph, this.signIn]) {
      server.dropNext();
      server.requests.length = 0;
    }
    this.signIn.tokenLifetimeSeconds = 3599;
  }

  /** A script that imports the module and adds the environment "lab" with both stand-ins. */
  get setUp(): string {
    return `${importModule}
      $null = Add-MgEnvironment -Name lab -GraphEndpoint ${this.graph.url} -AzureADEndpoint ${this.signIn.url}`;
  }

  run(script: string, options?: RunOptions): Promise<RunResult> {
    return this.engine.run(script, options);
  }

  async mustRun(script: string, options?: RunOptions): Promise<RunResult> {
    return withoutErrors(await this.run(script, options));
  }

  /** Signs in with these parameters of Connect-MgGraph; throws when the sign-in fails. */
  connect(parameters: string, options?: RunOptions): Promise<RunResult> {
    return this.mustRun(connectScript(parameters), options);
  }

  /** Returns the error of a sign-in with these parameters; throws when the sign-in succeeds. */
  async connectFailure(parameters: string, options?: RunOptions): Promise<PsError> {
    const { terminating } = await this.run(`try { ${connectScript(parameters)} } catch { throw }`, options);
    if (terminating === null) {
      throw new Error(`Signing in succeeded: ${parameters}`);
    }
    return terminating;
  }

  /** The form fields of the token requests so far. */
  get tokenRequests(): Record<string, string>[] {
    return this.signIn.requests.filter(({ kind }) => kind === 'token').map(({ form }) => form);
  }

  /** The payloads of the tokens that Graph received, in order. */
  get graphTokens(): Record<string, unknown>[] {
    return this.graph.requests.map(({ headers }) => payloadOf(headers['authorization'] ?? ''));
  }

  async close(): Promise<void> {
    await this.engine.close();
    await Promise.all([this.graph.close(), this.signIn.close()]);
    this.browser.dispose();
  }
}

/** Returns the registration of a new application in a new tenant. */
export function registration(): AppRegistration & { secrets: string[] } {
  return {
    tenantId: randomUUID(),
    clientId: randomUUID(),
    name: 'Lab app',
    secrets: [`secret-${randomUUID()}`],
    roles: ['PartnerSecurity.ReadWrite.All'],
    user: { upn: 'adele@contoso.example', name: 'Adele' },
  };
}

export function connectScript(parameters: string): string {
  return `Connect-MgGraph -Environment lab -NoWelcome ${parameters}`;
}

/** Returns a PowerShell expression for a PSCredential. */
export function psCredential(userName: string, password: string): string {
  return `[pscredential]::new(${psQuote(userName)}, ${secureString(password)})`;
}

export function secureString(text: string): string {
  return `(& { $secret = [securestring]::new(); ${psQuote(text)}.ToCharArray().ForEach({ $secret.AppendChar($_) }); $secret })`;
}
