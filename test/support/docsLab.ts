import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pkg from '../../package.json' with { type: 'json' };
import type { RunResult } from './engine.ts';
import { internals } from './internals.ts';
import { modulePath } from './module.ts';
import { PartnerService } from './partnerService.ts';
import { ProxyServer } from './proxyServer.ts';
import { psQuote } from './psQuote.ts';
import { alertId } from './sampleAlert.ts';
import { clientCertificate, storedCertificate, withoutStored } from './signIn/clientCertificate.ts';
import { ManagedIdentityServer } from './signIn/managedIdentityServer.ts';
import { psCredential, registration, SignInLab, secureString } from './signInLab.ts';
import { accessToken } from './tokens.ts';

/** Windows and macOS mark files that came from the Internet; PowerShell on Linux has the command and refuses it. */
const unblockFile =
  process.platform === 'linux'
    ? 'function global:Unblock-File { param($Path) $null = Get-Item -Path $Path -ErrorAction Stop }'
    : '';

/** Stands for a vault of Microsoft.PowerShell.SecretManagement that has the credential. */
const getSecret = 'function global:Get-Secret { param([string] $Name) $credential }';

/**
 * Where the code of the documentation runs as it is printed. Its variables ($appId, $tenant and so on) are set, and the
 * environment "Global" stands for the stand-ins of Graph and the sign-in service, so that nothing leaves the computer.
 */
export class DocsLab {
  #lastRunspace = 0;

  private constructor(
    readonly lab: SignInLab,
    private readonly proxy: ProxyServer,
    private readonly identities: ManagedIdentityServer,
    private readonly folder: string,
    private readonly variables: string,
  ) {}

  static async start(): Promise<DocsLab> {
    const folder = mkdtempSync(path.join(tmpdir(), 'pss-docs-'));
    const work = path.join(folder, 'work');
    mkdirSync(work);
    writeFileSync(path.join(work, 'scores.csv'), 'currentScore,maxScore\n85.4,100\n71.5,100\n');
    const decided = [`${alertId(1)},resolved,fraud`, `${alertId(2)},investigating,`];
    writeFileSync(path.join(work, 'alerts.csv'), ['Id,Status,ResolvedReason', ...decided, ''].join('\n'));
    const identity = registration();
    const [certificate, proxy, identities] = await Promise.all([
      clientCertificate({ name: 'Scores' }),
      ProxyServer.start(),
      ManagedIdentityServer.start({ systemAssigned: identity }),
    ]);
    const lab = await SignInLab.start({
      cwd: work,
      env: {
        HOME: folder,
        USERPROFILE: folder,
        PSModulePath: path.dirname(path.dirname(modulePath)),
        // The store of whoever runs the tests stays as it is.
        DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere',
      },
    });
    lab.graph.reply(new PartnerService().answer);
    const { app } = lab;
    const others = [registration(), registration()].map(({ tenantId }) => ({ ...app, tenantId }));
    for (const one of [app, ...others, { ...app, clientId: '14d82eec-204b-4c2f-b7e8-296a70dab67e' }]) {
      lab.signIn.register({ ...one, certificates: [certificate.cert] });
    }
    lab.signIn.autoApproveDevice = true;
    const settings = {
      ...identities.environment,
      AZURE_TENANT_ID: app.tenantId,
      AZURE_CLIENT_ID: app.clientId,
      AZURE_CLIENT_SECRET: app.secrets[0] ?? '',
    };
    const { output } = await lab.mustRun(`
      ${Object.entries(settings)
        .map(([name, value]) => `[Environment]::SetEnvironmentVariable('${name}', ${psQuote(value)})`)
        .join('\n')}
      ${packed(folder)}
      ${storedCertificate(certificate)}
      $certificate.Thumbprint
      ${globalIs(lab)}`);
    const tenants = [app, ...others].map(({ tenantId }) => psQuote(tenantId));
    const variables = `
      $appId = ${psQuote(app.clientId)}; $tenant = ${psQuote(app.tenantId)}; $tenants = ${tenants.join(', ')}
      $thumbprint = ${psQuote(output.at(-1)?.text ?? '')}
      $credential = ${psCredential(app.clientId, app.secrets[0] ?? '')}
      $token = ${secureString(accessToken())}
      $proxy = '${proxy.url}'; $proxyCredential = ${psCredential('proxy-user', 'proxy-password')}`;
    return new DocsLab(lab, proxy, identities, folder, variables);
  }

  /** The folder of scores.csv, alerts.csv and the module's packages. */
  private get work(): string {
    return path.join(this.folder, 'work');
  }

  /**
   * Runs code in a runspace of its own that is signed in already.
   * @param folder Where it runs; without it, where scores.csv, alerts.csv and packages are.
   * @returns What came of it, and how many requests Graph got.
   */
  async run(code: string, folder = this.work): Promise<{ result: RunResult; requests: number }> {
    this.#lastRunspace += 1;
    const runspace = `docs-${this.#lastRunspace}`;
    try {
      await this.lab.mustRun(
        `${this.lab.setUp}
        ${unblockFile}
        ${getSecret}
        ${this.variables}
        [Environment]::CurrentDirectory = ${psQuote(folder)}
        if ($ExecutionContext.InvokeCommand.GetCommand('Set-Location', 'Cmdlet')) { Set-Location ${psQuote(folder)} }
        Connect-MgGraph -ClientSecretCredential $credential -TenantId $tenant -NoWelcome`,
        { runspace },
      );
      const before = this.lab.graph.requests.length;
      const result = await this.lab.run(code, { runspace });
      return { result, requests: this.lab.graph.requests.length - before };
    } finally {
      await this.lab.engine.closeRunspace(runspace);
    }
  }

  /** What is wrong with the grammar of a script. */
  async parseErrors(code: string): Promise<string[]> {
    const { output } = await this.lab.mustRun(`
      $tokens = $problems = $null
      $null = [System.Management.Automation.Language.Parser]::ParseInput(${psQuote(code)}, [ref]$tokens, [ref]$problems)
      $problems.Message`);
    return output.map(({ text }) => text).filter((text) => text !== '');
  }

  /** Runs a line of a shell in the folder, with a home of its own; gives its exit code. */
  runShell(line: string, folder = this.work): number | null {
    const { status, error } = spawnSync(line, {
      cwd: folder,
      shell: true,
      env: { ...process.env, HOME: this.folder },
    });
    if (error !== undefined) {
      throw error;
    }
    return status;
  }

  async close(): Promise<void> {
    try {
      await this.lab.mustRun(withoutStored);
    } finally {
      await this.lab.close();
      await Promise.all([this.proxy.close(), this.identities.close()]);
      rmSync(this.folder, { recursive: true, force: true });
    }
  }
}

/** Makes what stands for the packages of two systems: the module's manifest in the folders of a package. */
function packed(folder: string): string {
  const version = path.join(folder, 'package', 'PartnerSecurityScore', pkg.version);
  mkdirSync(version, { recursive: true });
  copyFileSync(modulePath, path.join(version, path.basename(modulePath)));
  return ['win-x64', 'linux-x64']
    .map((platform) => path.join(folder, 'work', `PartnerSecurityScore-${pkg.version}-${platform}.zip`))
    .map(
      (file) =>
        `[System.IO.Compression.ZipFile]::CreateFromDirectory(${psQuote(path.join(folder, 'package'))}, ${psQuote(file)})`,
    )
    .join('\n');
}

/** Puts the addresses of the stand-ins instead of those of the cloud that is used if none is named. */
function globalIs({ graph, signIn }: SignInLab): string {
  return `${internals}
    $table = (Get-Internal EnvironmentTable).GetField('Environments', $flags).GetValue($null)
    $table[0] = (New-Internal GraphEnvironment @('Global', '${signIn.url}', '${graph.url}', 'Built-in'))`;
}
