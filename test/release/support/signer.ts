import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Signing } from '../../../build/release/osslsigncode.ts';

const timestampSettings = `
[tsa]
default_tsa = own
[own]
serial = $ENV::FOLDER/serial
default_policy = 1.2.3.4
digests = sha256, sha384, sha512
signer_digest = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
`;

/** A self-signed code-signing certificate, and a timestamp server with another self-signed certificate. */
export class Signer {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'pss-signer-'));
  readonly #server: Server;
  readonly password = 'a password of tests';

  static async start(): Promise<Signer> {
    const signer = new Signer();
    await new Promise<void>((resolve) => signer.#server.listen(0, '127.0.0.1', resolve));
    return signer;
  }

  private constructor() {
    this.#certificate('code', 'codeSigning');
    this.#certificate('time', 'critical,timeStamping');
    const [key, certificate] = [this.#file('code.key'), this.#file('code.pem')];
    const args = ['-export', '-inkey', key, '-in', certificate, '-passout', `pass:${this.password}`];
    execFileSync('openssl', ['pkcs12', ...args, '-out', this.#file('code.pfx')]);
    writeFileSync(this.#file('tsa.cnf'), timestampSettings);
    this.#server = createServer(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) {
        parts.push(part as Buffer);
      }
      response
        .setHeader('Content-Type', 'application/timestamp-reply')
        .end(this.#timestamp(Buffer.concat(parts)));
    });
  }

  get signing(): Signing {
    const { port } = this.#server.address() as AddressInfo;
    const timestampServer = `http://127.0.0.1:${port}`;
    return { certificate: this.#file('code.pfx'), password: this.password, timestampServer };
  }

  /** Whether a file has a valid signature by this certificate with a timestamp. */
  isSigned(file: string): boolean {
    const trust = ['-CAfile', this.#file('code.pem'), '-TSA-CAfile', this.#file('time.pem')];
    const { status, stdout } = spawnSync('osslsigncode', ['verify', ...trust, '-in', file], {
      encoding: 'utf8',
    });
    return status === 0 && stdout.includes('Timestamp Server Signature verification: ok');
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #timestamp(query: Buffer): Buffer {
    const file = this.#file('query');
    writeFileSync(file, query);
    const who = ['-signer', this.#file('time.pem'), '-inkey', this.#file('time.key')];
    return execFileSync(
      'openssl',
      ['ts', '-reply', '-config', this.#file('tsa.cnf'), '-queryfile', file, ...who],
      {
        env: { ...process.env, FOLDER: this.#folder },
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
  }

  #certificate(name: string, usage: string): void {
    const files = ['-keyout', this.#file(`${name}.key`), '-out', this.#file(`${name}.pem`)];
    const extensions = ['basicConstraints=CA:FALSE', `extendedKeyUsage=${usage}`].flatMap((each) => [
      '-addext',
      each,
    ]);
    const args = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', `/CN=${name}`];
    execFileSync('openssl', ['req', ...args, ...files, ...extensions], { stdio: 'ignore' });
  }

  #file(name: string): string {
    return path.join(this.#folder, name);
  }
}
