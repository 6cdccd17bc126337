import { type Engine, plain } from './engine.ts';
import type { KerberosRealm } from './kerberosRealm.ts';
import { demand, type LegAnswer, LegProxy, type LegRequest, tunnel } from './legProxy.ts';
import { psQuote } from './psQuote.ts';

/**
 * Returns a script that validates a ticket with the service's key, and writes the status and the reply. If the ticket
 * is valid, the script also writes the user's name.
 */
const verify = (token: string) => `
  $server = [System.Net.Security.NegotiateAuthentication]::new([System.Net.Security.NegotiateAuthenticationServerOptions]::new())
  $status = [System.Net.Security.NegotiateAuthenticationStatusCode]::Completed
  $reply = $server.GetOutgoingBlob([string]${psQuote(token)}, [ref] $status)
  [string] $status; [string] $reply; if ($server.IsAuthenticated) { $server.RemoteIdentity.Name }
  $server.Dispose()`;

/** A proxy that opens tunnels only for users of a Kerberos realm, and validates their tickets itself. */
export class KerberosProxy {
  /** The user of each tunnel. */
  readonly users: string[] = [];

  private constructor(
    readonly realm: KerberosRealm,
    readonly proxy: LegProxy,
    private readonly verifier: Engine,
  ) {}

  /** @param verifier An engine that started with the realm's serviceEnv. */
  static async start(realm: KerberosRealm, verifier: Engine): Promise<KerberosProxy> {
    const own = new KerberosProxy(realm, await LegProxy.start(), verifier);
    own.reset();
    return own;
  }

  /** The proxy's address, with the host name of the realm's service principal. */
  get url(): string {
    return `http://localhost:${this.proxy.port}`;
  }

  /** Clears the recorded users and requests, and restores the default handling of requests. */
  reset(): void {
    this.users.length = 0;
    this.proxy.use((request) => this.#judge(request));
  }

  close(): Promise<void> {
    return this.proxy.close();
  }

  async #judge({ credentials }: LegRequest): Promise<LegAnswer> {
    const token = /^Negotiate (\S+)$/.exec(credentials ?? '')?.[1];
    if (token === undefined) {
      return demand('Negotiate', 'Basic realm="proxy"');
    }
    const { output } = await this.verifier.run(verify(token), { runspace: 'proxy' });
    const [status, reply, user] = output.map((line) => plain(line) as string);
    if (status !== 'Completed' || user === undefined) {
      return demand('Negotiate', 'Basic realm="proxy"');
    }
    this.users.push(user);
    return { ...tunnel, headers: [`Proxy-Authenticate: Negotiate ${reply}`] };
  }
}
