import path from 'node:path';
import { Engine, psQuote, type RunOptions, type RunResult, withoutErrors } from './engine.ts';
import { GraphServer } from './graphServer.ts';
import { connect, importModule } from './lab.ts';
import { repositoryRoot } from './module.ts';
import { accessToken, tenantsOf } from './tokens.ts';

const authenticationModule = path.join(
  repositoryRoot,
  'test',
  'other-module',
  'Microsoft.Graph.Authentication',
  'Microsoft.Graph.Authentication.psd1',
);

/** A script that imports the stand-in for Microsoft.Graph.Authentication. */
export const importTheirs = `Import-Module ${psQuote(authenticationModule)}`;

/** A script that imports both modules. PartnerSecurityScore comes last, so it keeps its sign-in commands private. */
export const importBoth = `${importTheirs}; ${importModule}`;

/** Returns a script that runs in the scope of PartnerSecurityScore, where names resolve to its own commands. */
export const inside = (script: string): string => `& (Get-Module PartnerSecurityScore) { ${script} }`;

/**
 * The built module next to the stand-in for Microsoft.Graph.Authentication, which is signed in to a Graph stand-in.
 */
export class BesideLab {
  readonly token = accessToken({
    tid: 'theirs',
    appid: 'app',
    upn: 'adele@contoso.example',
    app_displayname: 'Their app',
    scp: 'A.Read B.Read',
  });

  private constructor(
    readonly engine: Engine,
    readonly server: GraphServer,
  ) {}

  static async start(): Promise<BesideLab> {
    const [engine, server] = await Promise.all([Engine.start(), GraphServer.start()]);
    const lab = new BesideLab(engine, server);
    await lab.mustRun(`${importBoth}; ${lab.signIn}`);
    return lab;
  }

  /**
   * A script that signs in with the commands that are visible in its scope: those of Microsoft.Graph.Authentication,
   * except in a script for inside().
   */
  get signIn(): string {
    return connect(this.server, this.token);
  }

  /** Returns a script that signs in to another tenant with the commands that are visible in its scope. */
  signInTo(tid: string): string {
    return connect(this.server, accessToken({ tid }));
  }

  run(script: string, options?: RunOptions): Promise<RunResult> {
    return this.engine.run(script, options);
  }

  async mustRun(script: string, options?: RunOptions): Promise<RunResult> {
    return withoutErrors(await this.run(script, options));
  }

  /** Runs an action, and returns the tenants of the tokens that the server receives during it. */
  async tenantsOf(action: () => Promise<unknown>): Promise<unknown[]> {
    const before = this.server.requests.length;
    await action();
    return tenantsOf(this.server.requests.slice(before));
  }

  async close(): Promise<void> {
    await this.engine.close();
    await this.server.close();
  }
}
