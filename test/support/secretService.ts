import { type ChildProcessByStdio, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

type Environment = Record<string, string | undefined>;

export interface SecretServiceOptions {
  /** Whether a service on the bus stores secrets. Default true. */
  hasKeyring?: boolean;
}

/** An entry of the keyring, as read by a tool that is independent of the module. */
export interface KeptEntry {
  label: string;
  secret: string;
}

/** The time limit for a program's answer, in milliseconds. */
const limit = 20_000;

/** The name that the backend uses for itself in the store. */
const service = 'PartnerSecurityScore';

/**
 * A script that runs the bus until standard input closes, and then kills the bus. The input also closes when the test
 * process dies.
 */
const busScript = `
  dbus-daemon --nofork --nosyslog --print-address=1 "$0" &
  exec >&-
  read -r _
  kill -9 $!
  wait`;

/** A Linux user's session bus, by default with an unlocked GNOME Keyring, in a temporary folder. */
export class SecretService {
  private constructor(
    /** The folder that contains all files of this user. */
    readonly folder: string,
    private readonly address: string,
    private readonly guard: ChildProcessByStdio<Writable, Readable, null>,
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
    const guard = spawn('sh', ['-c', busScript, `--config-file=${folder}/bus.conf`], {
      env: { ...process.env, ...userEnvironment(folder) },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const output = createInterface(guard.stdout);
    const signal = AbortSignal.timeout(limit);
    const noBus = once(output, 'close', { signal }).then(() => ['']);
    const [address] = await Promise.race([once(output, 'line', { signal }), noBus]);
    const service = new SecretService(folder, String(address), guard);
    if (address === '') {
      await service.close();
      throw new Error('dbus-daemon did not start.');
    }
    return service;
  }

  /** The environment for processes of this user. */
  get env(): Environment {
    return { ...userEnvironment(this.folder), DBUS_SESSION_BUS_ADDRESS: this.address };
  }

  /** This module's entries in the keyring. */
  get entries(): KeptEntry[] {
    const text = this.#run('secret-tool', ['search', '--all', 'service', service]);
    return text
      .split(/^\[.*\]$/m)
      .map((entry) => ({ label: lineOf(entry, 'label'), secret: lineOf(entry, 'secret') }))
      .filter(({ label }) => label !== '');
  }

  /** The text in each entry's secret, decoded from base64. */
  get texts(): string[] {
    return this.entries.map(({ secret }) => Buffer.from(secret.split('.')[2] ?? '', 'base64').toString());
  }

  clear(): void {
    for (const _ of this.entries) {
      this.#run('secret-tool', ['clear', 'service', service]);
    }
  }

  /** Locks the keyring, as a desktop does when its user leaves. There is no user to answer a prompt to unlock it. */
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

  /** Ends the processes and removes the files. */
  async close(): Promise<void> {
    const ended = once(this.guard, 'exit');
    this.guard.stdin.end();
    await ended;
    const pidFile = path.join(this.folder, 'keyring.pid');
    if (existsSync(pidFile)) {
      end(Number(readFileSync(pidFile, 'utf8')));
    }
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }

  #run(program: string, args: string[]): string {
    // secret-tool writes some of its results to standard error.
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

/** Registers the keyring as a service that the bus starts on first use; callers wait until it is ready. */
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
    // The keyring ended together with its bus.
  }
}
