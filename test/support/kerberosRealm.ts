import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { freePort } from './ports.ts';

type Environment = Record<string, string>;

/** The time limit for a program, in milliseconds. */
const limit = 20_000;

const realm = 'LOOPBACK.TEST';
const password = 'the password of the user';

/** A script that runs the ticket service until its input closes. The input also closes when the test process dies. */
const guardScript = `
  krb5kdc -n -P "$0/pid" >&2 &
  read -r _
  kill $!
  wait`;

/** A Kerberos realm on loopback with one user and one service, in a temporary folder. */
export class KerberosRealm {
  /** The user's name as the service sees it. */
  readonly user = `adele@${realm}`;

  private constructor(
    private readonly folder: string,
    private readonly guard: ChildProcessByStdio<Writable, null, Readable>,
  ) {}

  /** @param service The service principal, such as HTTP/localhost. */
  static async start(service: string): Promise<KerberosRealm> {
    const folder = mkdtempSync(path.join(tmpdir(), 'pss-kerberos-'));
    mkdirSync(path.join(folder, 'replays'));
    const port = await freePort();
    writeFileSync(path.join(folder, 'krb5.conf'), clientConfiguration(port));
    writeFileSync(path.join(folder, 'kdc.conf'), serviceConfiguration(folder, port));
    try {
      tool(folder, 'kdb5_util', ['create', '-s', '-r', realm, '-P', 'the password of the realm']);
      for (const query of [
        `addprinc -pw "${password}" adele`,
        `addprinc -randkey ${service}`,
        `ktadd -k ${folder}/keytab ${service}`,
      ]) {
        tool(folder, 'kadmin.local', ['-r', realm, '-q', query]);
      }
      const guard = spawn('sh', ['-c', guardScript, folder], {
        env: environment(folder),
        stdio: ['pipe', 'ignore', 'pipe'],
      });
      const started = new KerberosRealm(folder, guard);
      const signal = AbortSignal.timeout(limit);
      for await (const [line] of on(guard.stderr, signal)) {
        if (String(line).includes('starting')) {
          break;
        }
      }
      return started;
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  /** The environment for the user's processes. The user has a ticket only between signIn() and signOut(). */
  get userEnv(): Environment {
    return { KRB5_CONFIG: path.join(this.folder, 'krb5.conf'), KRB5CCNAME: `FILE:${this.folder}/tickets` };
  }

  /** The environment for the service's processes. */
  get serviceEnv(): Environment {
    return {
      KRB5_CONFIG: path.join(this.folder, 'krb5.conf'),
      KRB5_KTNAME: `FILE:${this.folder}/keytab`,
      KRB5RCACHEDIR: path.join(this.folder, 'replays'),
    };
  }

  signIn(): void {
    tool(this.folder, 'kinit', ['adele'], `${password}\n`);
  }

  signOut(): void {
    tool(this.folder, 'kdestroy', []);
  }

  async close(): Promise<void> {
    const ended = once(this.guard, 'exit');
    this.guard.stdin.end();
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function* on(stream: Readable, signal: AbortSignal): AsyncGenerator<[string]> {
  const lines = createInterface({ input: stream, signal });
  for await (const line of lines) {
    yield [line];
  }
  throw new Error('krb5kdc did not start.');
}

function environment(folder: string): Environment {
  return {
    // The folders of system programs such as krb5kdc, which are not on every user's path.
    PATH: `${process.env['PATH']}:/usr/sbin:/sbin`,
    KRB5_CONFIG: path.join(folder, 'krb5.conf'),
    KRB5_KDC_PROFILE: path.join(folder, 'kdc.conf'),
    KRB5CCNAME: `FILE:${folder}/tickets`,
  };
}

function tool(folder: string, program: string, args: string[], input = ''): void {
  const env = environment(folder);
  const { status, stderr, error } = spawnSync(program, args, {
    env,
    input,
    timeout: limit,
    encoding: 'utf8',
  });
  if (status !== 0) {
    throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? stderr}`);
  }
}

function clientConfiguration(port: number): string {
  return `[libdefaults]
  default_realm = ${realm}
  dns_lookup_kdc = false
  dns_lookup_realm = false
  dns_canonicalize_hostname = false
  rdns = false
  udp_preference_limit = 1
[realms]
  ${realm} = {
    kdc = 127.0.0.1:${port}
  }
[domain_realm]
  localhost = ${realm}
`;
}

function serviceConfiguration(folder: string, port: number): string {
  return `[kdcdefaults]
  kdc_listen = ""
  kdc_tcp_listen = 127.0.0.1:${port}
[realms]
  ${realm} = {
    database_name = ${folder}/principal
    key_stash_file = ${folder}/stash
    acl_file = ${folder}/acl
  }
[logging]
  kdc = FILE:${folder}/kdc.log
`;
}
