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

/**
 * Chooses the proxies for the URLs of one client request: those of Graph, of the sign-in service and of
 * redirects.
 */
export class ProxyChoice {
  private readonly used = new Set<ProxyParams>();
  private readonly found = new Map<string, Promise<ProxyParams | undefined>>();

  /** @param ask Sends a request to the client. */
  constructor(
    private readonly sources: ProxySources,
    private readonly ask: RequestContext['ask'],
  ) {}

  /** A key for the proxy sources. Requests with the same sources have the same key. */
  get key(): string {
    const { proxy, proxyVariables, clientProxy } = this.sources;
    return JSON.stringify([proxy, proxyVariables, clientProxy]);
  }

  /** Whether the user has specified a proxy with -Proxy. */
  get isSpecified(): boolean {
    return this.sources.proxy !== undefined;
  }

  /**
   * The passwords of the proxies that have been chosen, alone and as `userName:password`, which is the text
   * that Basic authentication encodes.
   */
  get secrets(): string[] {
    return [...this.used].flatMap(({ userName, password = '' }) =>
      userName === undefined || password === '' ? [] : [password, `${userName}:${password}`],
    );
  }

  /**
   * Returns the proxy for a URL; undefined for a direct connection.
   * @param signal Cancels the wait for the client, whose system can be slow to respond.
   * @throws {ProtocolError} InvalidProxy: the proxy cannot be determined or used, so nothing must be sent.
   * @throws {TransmissionError} The signal was aborted during the wait for the client.
   */
  async for(url: URL, signal: AbortSignal): Promise<ProxyParams | undefined> {
    const proxy = await this.choose(url, signal);
    if (proxy?.userName?.includes(':')) {
      const message = `The user name for the proxy ${proxy.address} contains a colon, which Basic authentication does not allow.`;
      throw new ProtocolError('InvalidProxy', `${message} Nothing was sent to ${url.host}.`);
    }
    if (proxy !== undefined) {
      this.used.add(proxy);
    }
    return proxy;
  }

  /**
   * Chooses a proxy. For http, which is limited to loopback hosts, only a proxy that the user specified is
   * used.
   */
  private async choose(url: URL, signal: AbortSignal): Promise<ProxyParams | undefined> {
    const { proxy, proxyVariables = {}, clientProxy } = this.sources;
    if (proxy !== undefined) {
      if (!URL.canParse(proxy.address)) {
        const message = 'The address of the proxy is not a valid URL.';
        const remedy = 'Specify a URL such as http://proxy.example:8080 with -Proxy.';
        throw new ProtocolError('InvalidProxy', `${message} Nothing was sent to ${url.host}. ${remedy}`);
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
    const named = environmentProxy(proxyVariables, url.host);
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
    const isReplaced = this.sources.clientProxy === 'replaced';
    const remedy = `Nothing was sent to ${host}. ${isReplaced ? 'Check the script or profile that sets the default proxy.' : "Check the system's proxy settings, or specify a proxy in HTTPS_PROXY."}`;
    const params: FindProxyParams = { url: origin };
    const answer = await this.ask(Method.FindProxy, params).catch((error: ProtocolError) => {
      const reason = error.message.replace(/\.$/, '');
      throw new ProtocolError(
        'InvalidProxy',
        `The proxy for ${host} could not be determined: ${reason}. ${remedy}`,
      );
    });
    // No proxy means a direct connection, so an invalid response must not be treated as "no proxy".
    const { source, proxy } = (answer ?? {}) as Partial<FindProxyResult>;
    const isComplete =
      typeof source === 'string' &&
      source !== '' &&
      (proxy === undefined || typeof proxy?.address === 'string');
    if (!isComplete) {
      const message = `The proxy for ${host} could not be determined: the module sent its backend an invalid response.`;
      throw new ProtocolError('InvalidProxy', `${message} Nothing was sent to ${host}. Try again.`);
    }
    if (proxy !== undefined && !URL.canParse(proxy.address)) {
      const message = `${source} specifies an invalid proxy for ${host}.`;
      throw new ProtocolError('InvalidProxy', `${message} ${remedy}`);
    }
    const found = proxy && withOrigin(proxy);
    if (found !== undefined && !/^https?:/.test(found.address)) {
      const message = `${source} specifies the proxy ${found.address} for ${host}, but only HTTP proxies are supported.`;
      throw new ProtocolError('InvalidProxy', `${message} ${remedy}`);
    }
    return found;
  }
}

/** Returns the proxy with only the scheme, host and port in its address. */
function withOrigin(proxy: ProxyParams): ProxyParams {
  const { protocol, host } = new URL(proxy.address);
  return { ...proxy, address: `${protocol}//${host}` };
}
