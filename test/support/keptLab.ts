import type { RunResult } from './engine.ts';
import { plain } from './engine.ts';
import { enginePlatform } from './enginePlatform.ts';
import { command, endBackend } from './lab.ts';
import { SecretService } from './secretService.ts';
import type { AppRegistration } from './signIn/signInServer.ts';
import { SignInLab } from './signInLab.ts';

/**
 * Processes of one user whose system has a secret store. On Linux, the store is a Secret Service of the lab. On Windows
 * and macOS, it is the store of the user who runs the test.
 */
export class KeptLab {
  /** A second process of this user, shared by all calls of later(). */
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

  /**
   * The lab's Secret Service.
   * @throws The platform is not Linux.
   */
  get service(): SecretService {
    if (this.ownService === undefined) {
      throw new Error('Only the store of Linux can be looked into.');
    }
    return this.ownService;
  }

  /** Returns the Connect-MgGraph parameters that keep the sign-in for later processes of the same user. */
  kept(app: AppRegistration = this.lab.app, more = ''): string {
    return `-ClientId ${app.clientId} -TenantId ${app.tenantId} -UseDeviceCode -ContextScope CurrentUser ${more}`;
  }

  /**
   * Runs an action as in a later process of the same user.
   * Apart from the store, only the backend has state about kept sign-ins, so each action gets a new backend in the same
   * engine.
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

  /** Signs in, and returns whether the user was prompted. */
  async isAsked(parameters: string, lab = this.lab): Promise<boolean> {
    const before = this.lab.signIn.requests.length;
    await lab.connect(parameters);
    return this.lab.signIn.requests.slice(before).some(({ kind }) => kind === 'devicecode');
  }

  /** Sends a request, and returns the claims of the token that Graph received. */
  async sentToken(lab = this.lab): Promise<Record<string, unknown> | undefined> {
    await lab.mustRun(`$null = ${command} -CurrentScore 1`);
    return this.lab.graphTokens.at(-1);
  }

  async context(lab = this.lab): Promise<Record<string, unknown>> {
    return plain((await lab.mustRun('Get-MgContext')).output[0] as never) as Record<string, unknown>;
  }

  /** Signs out, which also removes the kept sign-in. */
  disconnect(lab = this.lab): Promise<RunResult> {
    return lab.mustRun('Disconnect-MgGraph');
  }

  /** Kills the backend to simulate a crash. */
  killBackend(lab = this.lab): Promise<RunResult> {
    return lab.mustRun(endBackend);
  }

  /**
   * Restores the state that every test starts from: the default settings, no kept sign-in of the lab's application, no
   * queued answers, and no recorded requests.
   */
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
