import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

type Environment = Record<string, string | undefined>;

export interface SecretServiceOptions {
  /** Whether anything on the bus keeps secrets. Default true. */
  hasKeyring?: boolean;
}

/** What a tool that knows nothing of the module finds in the keyring. */
export interface KeptEntry {
  label: string;
  secret: string;
}

/** Milliseconds that a program has to answer. */
const limit = 20_000;

/** How the backend names itself to the store. */
const service = 'PartnerSecurityScore';

/** A Linux user's session bus with GNOME Keyring on it, unlocked, in folders of their own. */
export class SecretService {
  private constructor(
    /** Holds all the files of this user. */
    readonly folder: string,
    private readonly address: string,
    private readonly bus: ReturnType<typeof spawn>,
  ) {}

  static async start({ hasKeyring = true }: SecretServiceOptions = {}): Promise<SecretService> {
    const folder = mkdtempSync(path.join(tmpdir(), 'pss-keyring-'));
    for (const name of ['home', 'run', 'services']) {
      mkdirSync(path.join(folder, name), { mode: 0o700 });
    }
    if (hasKeyring) {
      writeService(folder);
    }
    writeFileSync(path.join(folder, 'bus.conf'), busConfiguration(folder));
    const args = ['--nofork', '--nosyslog', '--print-address=1', `--config-file=${folder}/bus.conf`];
    const bus = spawn('dbus-daemon', args, {
      env: { ...process.env, ...userEnvironment(folder) },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const failed = once(bus, 'exit').then(() => {
      throw new Error('dbus-daemon ended at its start');
    });
    const [address] = await Promise.race([once(createInterface(bus.stdout), 'line'), failed]);
    // From here on its end is close()'s affair.
    failed.catch(() => {});
    return new SecretService(folder, String(address), bus);
  }

  /** For a process of this user. */
  get env(): Environment {
    return { ...userEnvironment(this.folder), DBUS_SESSION_BUS_ADDRESS: this.address };
  }

  /** What of this module's the keyring holds. */
  get entries(): KeptEntry[] {
    const text = this.#run('secret-tool', ['search', '--all', 'service', service]);
    return text
      .split(/^\[.*\]$/m)
      .map((entry) => ({ label: lineOf(entry, 'label'), secret: lineOf(entry, 'secret') }))
      .filter(({ label }) => label !== '');
  }

  /** The texts that the entries stand for. */
  get texts(): string[] {
    return this.entries.map(({ secret }) => Buffer.from(secret.split('.')[2] ?? '', 'base64').toString());
  }

  clear(): void {
    for (const _ of this.entries) {
      this.#run('secret-tool', ['clear', 'service', service]);
    }
  }

  /** As a desktop does when its user goes away. Nobody is there to unlock it when it is asked for. */
  lock(): void {
    const collection = 'array:objpath:/org/freedesktop/secrets/collection/login';
    this.#run('dbus-send', [
      '--session',
      '--print-reply',
      '--dest=org.freedesktop.secrets',
      '/org/freedesktop/secrets',
      'org.freedesktop.Secret.Service.Lock',
      collection,
    ]);
  }

  /** Ends its processes and removes its files. */
  async close(): Promise<void> {
    if (this.bus.exitCode === null && this.bus.signalCode === null) {
      const ended = once(this.bus, 'exit');
      this.bus.kill('SIGKILL');
      await ended;
    }
    const pidFile = path.join(this.folder, 'keyring.pid');
    if (existsSync(pidFile)) {
      end(Number(readFileSync(pidFile, 'utf8')));
    }
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }

  #run(program: string, args: string[]): string {
    // secret-tool writes part of what it finds to standard error.
    const script = 'exec "$0" "$@" 2>&1';
    return execFileSync('sh', ['-c', script, program, ...args], {
      env: { ...process.env, ...this.env },
      encoding: 'utf8',
      timeout: limit,
    });
  }
}

function userEnvironment(folder: string): Environment {
  return {
    HOME: path.join(folder, 'home'),
    XDG_RUNTIME_DIR: path.join(folder, 'run'),
    XDG_DATA_HOME: undefined,
    XDG_CONFIG_HOME: undefined,
    XDG_CACHE_HOME: undefined,
    DISPLAY: undefined,
    WAYLAND_DISPLAY: undefined,
    DBUS_SESSION_BUS_ADDRESS: undefined,
  };
}

/** The bus starts the keyring when it is first asked for, and lets the caller wait until it is there. */
function writeService(folder: string): void {
  const program = path.join(folder, 'keyring.sh');
  const password = path.join(folder, 'password');
  writeFileSync(password, 'the password of the keyring');
  writeFileSync(
    program,
    `echo $$ > ${folder}/keyring.pid
exec gnome-keyring-daemon --foreground --unlock --components=secrets --control-directory=${folder}/run < ${password} > /dev/null 2>&1
`,
  );
  writeFileSync(
    path.join(folder, 'services', 'secrets.service'),
    `[D-BUS Service]\nName=org.freedesktop.secrets\nExec=/bin/sh ${program}\n`,
  );
}

function busConfiguration(folder: string): string {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${folder}/run/bus</listen>
  <servicedir>${folder}/services</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;
}

function lineOf(entry: string, name: string): string {
  return new RegExp(`^${name} = (.*)$`, 'm').exec(entry)?.[1] ?? '';
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended with its bus.
  }
}
