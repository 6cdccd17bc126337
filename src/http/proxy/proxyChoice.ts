import type { RequestContext } from '../../protocol/connection.ts';
import { ProtocolError } from '../../protocol/errors.ts';
import {
  type FindProxyParams,
  type FindProxyResult,
  Method,
  type ProxyParams,
  type ProxySources,
} from '../../protocol/protocol.ts';
import { raced } from '../abort.ts';
import { TransmissionError } from '../wire/transmit.ts';
import { environmentProxy, isException, noProxy } from './environmentProxy.ts';

/** Which proxies the URLs of one request of the client go through: Graph's, the sign-in service's, and those of redirects. */
export class ProxyChoice {
  private readonly used = new Set<ProxyParams>();
  private readonly found = new Map<string, Promise<ProxyParams | undefined>>();

  /** @param ask Asks the client. */
  constructor(
    private readonly sources: ProxySources,
    private readonly ask: RequestContext['ask'],
  ) {}

  /** What chooses from the same sources has the same key. */
  get key(): string {
    const { proxy, proxyVariables, clientProxy } = this.sources;
    return JSON.stringify([proxy, proxyVariables, clientProxy]);
  }

  /** The passwords of the proxies that were chosen, and what they are sent as. */
  get secrets(): string[] {
    return [...this.used].flatMap(({ userName, password = '' }) =>
      userName === undefined || password === '' ? [] : [password, `${userName}:${password}`],
    );
  }

  /**
   * The proxy for a URL; undefined if it is to be reached directly.
   * @param signal Ends the wait for the client, whose system may take its time.
   * @throws {ProtocolError} InvalidProxy: the named proxy cannot be used, so nothing may be sent.
   * @throws {TransmissionError} The signal was aborted.
   */
  async for(url: URL, signal: AbortSignal): Promise<ProxyParams | undefined> {
    const proxy = await this.choose(url, signal);
    if (proxy?.userName?.includes(':')) {
      const message = `The user name for the proxy ${proxy.address} contains a colon, which basic authentication does not allow.`;
      throw new ProtocolError('InvalidProxy', `${message} Nothing was sent to ${url.host}.`);
    }
    if (proxy !== undefined) {
      this.used.add(proxy);
    }
    return proxy;
  }

  /** http goes to loopback hosts only: it is for a proxy that the user has named for this very request. */
  private async choose(url: URL, signal: AbortSignal): Promise<ProxyParams | undefined> {
    const { proxy, proxyVariables = {}, clientProxy } = this.sources;
    if (proxy !== undefined) {
      if (!URL.canParse(proxy.address)) {
        const message = 'The address of the proxy is not a valid URL.';
        throw new ProtocolError('InvalidProxy', `${message} Nothing was sent to ${url.host}. Check -Proxy.`);
      }
      return withOrigin(proxy);
    }
    if (url.protocol !== 'https:') {
      return undefined;
    }
    if (clientProxy === 'replaced') {
      return this.ofClient(url, signal);
    }
    if (isException(url, noProxy(proxyVariables))) {
      return undefined;
    }
    const named = environmentProxy(proxyVariables);
    return named === undefined && clientProxy === 'system' ? this.ofClient(url, signal) : named;
  }

  private async ofClient({ origin, host }: URL, signal: AbortSignal): Promise<ProxyParams | undefined> {
    const known = this.found.get(origin) ?? this.find(origin, host);
    this.found.set(origin, known);
    try {
      return await raced(known, signal);
    } catch (error) {
      throw signal.aborted ? new TransmissionError(signal.reason, false) : error;
    }
  }

  private async find(origin: string, host: string): Promise<ProxyParams | undefined> {
    const remedy = `Nothing was sent to ${host}. Specify a proxy with -Proxy.`;
    const params: FindProxyParams = { url: origin };
    const answer = await this.ask(Method.FindProxy, params).catch((error: ProtocolError) => {
      const reason = error.message.replace(/\.$/, '');
      throw new ProtocolError(
        'InvalidProxy',
        `The proxy for ${host} could not be determined: ${reason}. ${remedy}`,
      );
    });
    // Without a proxy, the URL would be reached directly. An unreadable answer must not cause that.
    const { source, proxy } = (answer ?? {}) as Partial<FindProxyResult>;
    const isUsable =
      typeof source === 'string' && source !== '' && (proxy === undefined || URL.canParse(proxy?.address));
    if (!isUsable) {
      throw new ProtocolError('InvalidProxy', `PowerShell returned an invalid proxy for ${host}. ${remedy}`);
    }
    const found = proxy && withOrigin(proxy);
    if (found !== undefined && !/^https?:/.test(found.address)) {
      const message = `${source} returned ${found.address} as the proxy for ${host}, which is not an HTTP proxy.`;
      throw new ProtocolError('InvalidProxy', `${message} ${remedy}`);
    }
    return found;
  }
}

/** The proxy with nothing in its address but what counts. */
function withOrigin(proxy: ProxyParams): ProxyParams {
  const { protocol, host } = new URL(proxy.address);
  return { ...proxy, address: `${protocol}//${host}` };
}
