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

/** Imports the stand-in for Microsoft.Graph.Authentication. */
export const importTheirs = `Import-Module ${psQuote(authenticationModule)}`;

/** Imports both modules, ours last, as its commands step aside then. */
export const importBoth = `${importTheirs}; ${importModule}`;

/** Runs a script where this module's own commands are the ones in sight. */
export const inside = (script: string): string => `& (Get-Module PartnerSecurityScore) { ${script} }`;

/** The built module beside Microsoft.Graph.Authentication, which is signed in to a Graph stand-in. */
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

  /** Signs in with the commands in sight. */
  get signIn(): string {
    return connect(this.server, this.token);
  }

  /** Signs in to another tenant with the commands in sight. */
  signInTo(tid: string): string {
    return connect(this.server, accessToken({ tid }));
  }

  run(script: string, options?: RunOptions): Promise<RunResult> {
    return this.engine.run(script, options);
  }

  async mustRun(script: string, options?: RunOptions): Promise<RunResult> {
    return withoutErrors(await this.run(script, options));
  }

  /** The tenants whose tokens the server gets while this runs. */
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
