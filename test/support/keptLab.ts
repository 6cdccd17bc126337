import type { RunResult } from './engine.ts';
import { plain } from './engine.ts';
import { enginePlatform } from './enginePlatform.ts';
import { command, endBackend } from './lab.ts';
import { SecretService } from './secretService.ts';
import type { AppRegistration } from './signIn/signInServer.ts';
import { SignInLab } from './signInLab.ts';

/**
 * Processes of one user whose system keeps secrets: in a Secret Service of the test's own on Linux, and in
 * the store of the user who runs the test on Windows and macOS.
 */
export class KeptLab {
  /** Another process of this user, for all that come later. */
  #another: SignInLab | undefined;

  private constructor(
    readonly lab: SignInLab,
    private readonly ownService: SecretService | undefined,
  ) {}

  static async start(): Promise<KeptLab> {
    const service = enginePlatform === 'linux' ? await SecretService.start() : undefined;
    try {
      const lab = await SignInLab.start({ env: service?.env ?? {} });
      lab.signIn.autoApproveDevice = true;
      return new KeptLab(lab, service);
    } catch (error) {
      await service?.close();
      throw error;
    }
  }

  /** This works on Linux only. */
  get service(): SecretService {
    if (this.ownService === undefined) {
      throw new Error('Only the store of Linux can be looked into.');
    }
    return this.ownService;
  }

  /** What lets a later process of the same user go on with the sign-in. */
  kept(app: AppRegistration = this.lab.app, more = ''): string {
    return `-ClientId ${app.clientId} -TenantId ${app.tenantId} -UseDeviceCode -ContextScope CurrentUser ${more}`;
  }

  /**
   * Runs the action in another process of the same user. All that a process knows of kept sign-ins is in its backend, so each
   * action has a backend of its own, and the same engine.
   */
  async later<T>(action: (lab: SignInLab) => Promise<T>): Promise<T> {
    this.#another ??= await this.lab.another({ env: this.ownService?.env ?? {} });
    const lab = this.#another;
    await lab.mustRun(lab.setUp);
    const result = await action(lab);
    await this.killBackend(lab);
    await lab.mustRun('Remove-Module PartnerSecurityScore');
    return result;
  }

  /** Signs in and says whether the user was asked. */
  async isAsked(parameters: string, lab = this.lab): Promise<boolean> {
    const before = this.lab.signIn.requests.length;
    await lab.connect(parameters);
    return this.lab.signIn.requests.slice(before).some(({ kind }) => kind === 'devicecode');
  }

  /** Sends a request and gives what the token says that Graph gets. */
  async sentToken(lab = this.lab): Promise<Record<string, unknown> | undefined> {
    await lab.mustRun(`$null = ${command} -CurrentScore 1`);
    return this.lab.graphTokens.at(-1);
  }

  async context(lab = this.lab): Promise<Record<string, unknown>> {
    return plain((await lab.mustRun('Get-MgContext')).output[0] as never) as Record<string, unknown>;
  }

  /** Signs out, of what is kept as well. */
  disconnect(lab = this.lab): Promise<RunResult> {
    return lab.mustRun('Disconnect-MgGraph');
  }

  /** Ends the backend as a crash does. */
  killBackend(lab = this.lab): Promise<RunResult> {
    return lab.mustRun(endBackend);
  }

  /** As every test finds it: nothing kept of the lab's application, nothing recorded. */
  async reset(): Promise<void> {
    const { lab } = this;
    lab.signIn.dropNext();
    lab.graph.dropNext();
    lab.signIn.strictRotation = false;
    lab.signIn.tokenTenant = undefined;
    lab.signIn.register(lab.app);
    await lab.connect(this.kept());
    await this.disconnect();
    lab.signIn.requests.length = 0;
    lab.graph.requests.length = 0;
  }

  async close(): Promise<void> {
    await this.#another?.engine.close();
    await this.lab.close();
    await this.ownService?.close();
  }
}
