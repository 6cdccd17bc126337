import path from 'node:path';
import { type RunResult, withoutErrors } from '../../../support/engine.ts';
import { endsWithin } from '../../../support/processes.ts';
import { psQuote } from '../../../support/psQuote.ts';
import { errorDump } from './errorDump.ts';
import { type Leak, Planted } from './planted.ts';
import { type SecretsWorld, startWorld } from './secretsWorld.ts';
import { privatePartOf, signatureOf } from './secretValues.ts';
import { setUpScript } from './setUp.ts';
import { filesIn, processTexts, shownBy } from './shownTexts.ts';
import type { SignInKind } from './signIns.ts';

/** The secret fields of token requests. */
const secretFields = ['client_assertion', 'refresh_token', 'code', 'code_verifier', 'device_code'];

/**
 * The module in an engine, behind a proxy with a password, with every secret that the module can know. The lab searches
 * all output for these secrets.
 */
export class SecretsLab {
  readonly planted = new Planted();
  readonly leaks: Leak[] = [];
  /** The kind of the last sign-in that signIn() attempted. */
  signedInBy: SignInKind = 'accessToken';
  #isTranscribed = false;
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

  /**
   * The secrets that the module knows: the session's secret, if there is one, and the password of the proxy in the
   * environment variables.
   */
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

  /** Runs a script, and searches its output for secrets. */
  async run(place: string, script: string): Promise<RunResult> {
    return this.search(place, await this.world.engine.run(script));
  }

  /** Searches a script's output for secrets, and returns the result unchanged. */
  search(place: string, result: RunResult): RunResult {
    this.#find(place, shownBy(result));
    return result;
  }

  /** After a fault, searches and clears the errors that the engine stores, and searches the output of Get-MgContext. */
  async searchState(fault: string): Promise<void> {
    await this.run(`$Error after ${fault}`, errorDump);
    await this.run(`Get-MgContext after ${fault}`, 'Get-MgContext');
  }

  /**
   * Searches the user's files, the temporary files, PowerShell's standard error, and the system's data about the
   * processes.
   */
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

  /** The file of the transcript, which is one of the user's files. */
  get transcript(): string {
    return path.join(this.world.home, 'transcript');
  }

  /** Starts or stops the transcript. PowerShell opens a runspace for each error in a transcript, which is slow. */
  async transcribe(isOn: boolean): Promise<void> {
    if (isOn !== this.#isTranscribed) {
      const start = `Start-Transcript -Path ${psQuote(this.transcript)} -Append`;
      withoutErrors(await this.world.engine.run(`$null = ${isOn ? start : 'Stop-Transcript'}`));
      this.#isTranscribed = isOn;
    }
  }

  /** Returns the id of the backend's process; `undefined` when no backend is running. */
  async backendId(): Promise<number | undefined> {
    const script = '[PartnerSecurityScore.BackendHost]::ProcessId';
    // The main runspace can be waiting for the backend.
    const { output } = await this.world.engine.run(script, { runspace: 'watcher' });
    return Number(output[0]?.text) || undefined;
  }

  /** Kills the backend to simulate a crash, and waits until the module has noticed. */
  async killBackend(): Promise<void> {
    const id = await this.backendId();
    if (id !== undefined) {
      process.kill(id, 'SIGKILL');
      await endsWithin(id);
      while ((await this.backendId()) === id) {}
    }
  }

  /** Discards all queued behaviours, and makes the proxies open tunnels again. */
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

  /** Plants the secrets of the sign-ins since the last call. */
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
