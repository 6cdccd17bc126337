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

/** A stand-in for Unblock-File on Linux, where PowerShell's own command always fails. */
const unblockFile =
  process.platform === 'linux'
    ? 'function global:Unblock-File { param($Path) $null = Get-Item -Path $Path -ErrorAction Stop }'
    : '';

/** A stand-in for Get-Secret of Microsoft.PowerShell.SecretManagement; returns $credential for every name. */
const getSecret = 'function global:Get-Secret { param([string] $Name) $credential }';

const runspace = 'docs';

/**
 * A lab that runs the documentation's code unchanged.
 * The variables that the code uses ($appId, $tenant, and so on) are defined. The "Global" environment points to the
 * stand-ins for Graph and the sign-in service, so no request leaves the computer.
 */
export class DocsLab {
  /** Whether the lab's own sign-in is in effect. Code that signs in or removes the module ends it. */
  #isSignedIn = false;

  private constructor(
    readonly lab: SignInLab,
    private readonly proxy: ProxyServer,
    private readonly identities: ManagedIdentityServer,
    private readonly folder: string,
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
        // Keeps the tests away from the secret store of the user who runs them.
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
    await lab.mustRun(
      `${lab.setUp}
      ${unblockFile}
      ${getSecret}
      $appId = ${psQuote(app.clientId)}; $tenant = ${psQuote(app.tenantId)}; $tenants = ${tenants.join(', ')}
      $thumbprint = ${psQuote(output.at(-1)?.text ?? '')}
      $credential = ${psCredential(app.clientId, app.secrets[0] ?? '')}
      $token = ${secureString(accessToken())}
      $proxy = '${proxy.url}'; $proxyCredential = ${psCredential('proxy-user', 'proxy-password')}`,
      { runspace },
    );
    return new DocsLab(lab, proxy, identities, folder);
  }

  /** The folder that contains scores.csv, alerts.csv, and the module's packages. */
  private get work(): string {
    return path.join(this.folder, 'work');
  }

  /**
   * Runs code in a scope of its own in a runspace that is signed in. All code shares the runspace, because opening one
   * takes longer than running the code.
   * @param folder The working folder; by default, the folder of scores.csv, alerts.csv, and the packages.
   * @returns The result, and the number of requests that Graph received during the run.
   */
  async run(code: string, folder = this.work): Promise<{ result: RunResult; requests: number }> {
    await this.lab.mustRun(
      `$Error.Clear()
      $PSDefaultParameterValues.Clear()
      ${this.lab.setUp}
      $null = Set-MgRequestContext -ClientTimeout 300 -RetryDelay 3 -MaxRetry 3 -RetriesTimeLimit 0
      [Environment]::CurrentDirectory = ${psQuote(folder)}
      if ($ExecutionContext.InvokeCommand.GetCommand('Set-Location', 'Cmdlet')) { Set-Location ${psQuote(folder)} }
      ${this.#isSignedIn ? '' : 'Connect-MgGraph -ClientSecretCredential $credential -TenantId $tenant -NoWelcome'}`,
      { runspace },
    );
    this.#isSignedIn = !/connect-|remove-module/i.test(code);
    const before = this.lab.graph.requests.length;
    const result = await this.lab.run(`& ([scriptblock]::Create(${psQuote(code)}))`, { runspace });
    return { result, requests: this.lab.graph.requests.length - before };
  }

  /** Returns the messages of a script's parse errors. */
  async parseErrors(code: string): Promise<string[]> {
    const { output } = await this.lab.mustRun(`
      $tokens = $problems = $null
      $null = [System.Management.Automation.Language.Parser]::ParseInput(${psQuote(code)}, [ref]$tokens, [ref]$problems)
      $problems.Message`);
    return output.map(({ text }) => text).filter((text) => text !== '');
  }

  /**
   * Runs a shell command with HOME set to the lab's folder.
   * @param folder The working folder; by default, the folder of scores.csv, alerts.csv, and the packages.
   * @returns The exit code; null when a signal ended the command.
   */
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

/** Creates a folder with the module's manifest, and returns a script that zips it as the packages of two platforms. */
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

/** Returns a script that points "Global", the default environment, to the stand-ins. */
function globalIs({ graph, signIn }: SignInLab): string {
  return `${internals}
    $table = (Get-Internal EnvironmentTable).GetField('Environments', $flags).GetValue($null)
    $table[0] = (New-Internal GraphEnvironment @('Global', '${signIn.url}', '${graph.url}', 'Built-in'))`;
}
