import type { RunResult } from '../../../support/engine.ts';
import { endsWithin } from '../../../support/processes.ts';
import { errorDump } from './errorDump.ts';
import { type Leak, Planted } from './planted.ts';
import { type SecretsWorld, startWorld } from './secretsWorld.ts';
import { privatePartOf, signatureOf } from './secretValues.ts';
import { setUpScript } from './setUp.ts';
import { filesIn, processTexts, shownBy } from './shownTexts.ts';
import type { SignInKind } from './signIns.ts';

/** The fields of token requests that are secret. */
const secretFields = ['client_assertion', 'refresh_token', 'code', 'code_verifier', 'device_code'];

/**
 * The module in an engine, behind a proxy with a password, with every secret that it can get to know; and the search for
 * them in everything that it shows.
 */
export class SecretsLab {
  readonly planted = new Planted();
  /** Secrets that were found. */
  readonly leaks: Leak[] = [];
  /** How the last sign-in was tried. */
  signedInBy: SignInKind = 'accessToken';
  readonly #noted = { requests: 0, issued: 0, identities: 0 };

  private constructor(readonly world: SecretsWorld) {}

  static async start(random: () => number, manifest?: string): Promise<SecretsLab> {
    const lab = new SecretsLab(await startWorld(random));
    lab.#plant();
    const { terminating, errors } = await lab.world.engine.run(setUpScript(lab.world, manifest));
    if (terminating !== null || errors.length > 0) {
      await lab.world.close();
      throw new Error(`The lab was not set up: ${(terminating ?? errors[0])?.message}`);
    }
    return lab;
  }

  /** What the module knows: of the session, and of the proxy of the environment. */
  get knownSecrets(): string[] {
    const { token, clientSecret, keyPassword, environmentPassword } = this.world.secrets;
    const ofSession: Partial<Record<SignInKind, string>> = {
      accessToken: token,
      clientSecret,
      secretVariable: clientSecret,
      keyFile: keyPassword,
      gitHubActions: this.world.pipeline.requestToken,
      azurePipelines: this.world.pipeline.requestToken,
      managedIdentity: this.world.host.environment.IDENTITY_HEADER,
    };
    const own = ofSession[this.signedInBy];
    return [environmentPassword, ...(own === undefined ? [] : [own])];
  }

  /** Runs a script and looks for secrets in what it shows. */
  async run(place: string, script: string): Promise<RunResult> {
    return this.search(place, await this.world.engine.run(script));
  }

  /** Looks for secrets in what a script showed, and gives that back. */
  search(place: string, result: RunResult): RunResult {
    this.#find(place, shownBy(result));
    return result;
  }

  /** Ends a fault: looks through what the engine remembers of its errors and shows of the session. */
  async searchState(fault: string): Promise<void> {
    await this.run(`$Error after ${fault}`, errorDump);
    await this.run(`Get-MgContext after ${fault}`, 'Get-MgContext');
  }

  /** Looks through the user's and temporary files, and what the system shows of the processes. */
  async searchPlaces(when: string): Promise<void> {
    const { home, engine } = this.world;
    for (const [name, text] of filesIn(home)) {
      this.#find(`the file ${name} ${when}`, text);
    }
    this.#find(`standard error of PowerShell ${when}`, engine.stderr);
    const backend = await this.backendId();
    for (const pid of [engine.pid, ...(backend === undefined ? [] : [backend])]) {
      for (const [name, text] of processTexts(pid, pid === engine.pid)) {
        this.#find(`${name} of ${pid === backend ? 'the backend' : 'PowerShell'} ${when}`, text);
      }
    }
  }

  /** Undefined while none runs. */
  async backendId(): Promise<number | undefined> {
    const script = '[PartnerSecurityScore.BackendHost]::ProcessId';
    // The main runspace may be waiting for the backend.
    const { output } = await this.world.engine.run(script, { runspace: 'watcher' });
    return Number(output[0]?.text) || undefined;
  }

  /** Ends the backend as a crash does. */
  async killBackend(): Promise<void> {
    const id = await this.backendId();
    if (id !== undefined) {
      process.kill(id, 'SIGKILL');
      await endsWithin(id);
    }
  }

  /** Nothing is planned for the requests to come. */
  reset(): void {
    const { graph, signIn, host, pipeline, proxy, givenProxy } = this.world;
    for (const server of [graph, signIn, host, pipeline]) {
      server.dropNext();
    }
    for (const each of [proxy, givenProxy]) {
      each.mode = 'tunnel';
    }
  }

  #find(place: string, text: string): void {
    this.#noteSent();
    this.leaks.push(...this.planted.find(place, text));
  }

  #plant(): void {
    const { secrets, certificate, host, pipeline, assertion } = this.world;
    for (const [name, value] of Object.entries({ ...secrets, assertion })) {
      const isToken = value.startsWith('eyJ');
      this.planted.add(name, isToken ? signatureOf(value) : value);
    }
    this.planted.add('private key', privatePartOf(certificate.key));
    this.planted.add('request token', pipeline.requestToken);
    this.planted.add('identity header', host.environment.IDENTITY_HEADER);
  }

  /** What was secret in the sign-ins so far. */
  #noteSent(): void {
    const { signIn, host } = this.world;
    for (const { kind, form } of signIn.requests.slice(this.#noted.requests)) {
      for (const field of kind === 'token' ? secretFields : []) {
        const value = form[field];
        if (value !== undefined) {
          this.planted.add(field, field === 'client_assertion' ? signatureOf(value) : value);
        }
      }
    }
    const issued = [...signIn.issued.slice(this.#noted.issued), ...host.issued.slice(this.#noted.identities)];
    for (const { token } of issued) {
      this.planted.add('issued token', signatureOf(token));
    }
    this.#noted.requests = signIn.requests.length;
    this.#noted.issued = signIn.issued.length;
    this.#noted.identities = host.issued.length;
  }
}
