import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { raced } from '../../http/abort.ts';
import { ProtocolError } from '../../protocol/errors.ts';
import { signInContext } from './signInContext.ts';

/** The time limit for signing in with the browser, in minutes. */
const TIME_LIMIT_MINUTES = 5;

export interface AuthorizationAnswer {
  code: string;
  clientInfo: string;
}

const page = (text: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Sign-in</title><p>${text}</p></html>`;

/** A server on this machine that receives one authorization response from the browser. */
export class LoopbackServer {
  /** The redirect URI. Application registrations contain it without a port. */
  url = '';
  private readonly server: Server;
  private accept: (answer: URLSearchParams) => boolean = () => false;

  /**
   * Starts a server on a free port.
   * @throws {ProtocolError} No port could be opened.
   */
  static async start(): Promise<LoopbackServer> {
    const loopback = new LoopbackServer();
    try {
      loopback.server.listen(0, '127.0.0.1');
      await once(loopback.server, 'listening');
      loopback.url = `http://localhost:${(loopback.server.address() as AddressInfo).port}`;
    } catch {
      const remedy = 'Sign in with -UseDeviceCode instead.';
      throw new ProtocolError(
        'SignInFailed',
        `Sign-in failed: no local port can be opened for the browser. ${remedy}`,
      );
    }
    return loopback;
  }

  private constructor() {
    this.server = createServer((request, response) => this.serve(request, response));
  }

  /**
   * Waits for the authorization response with this state. Responses with another state are ignored.
   * @throws {ProtocolError} The time limit expired.
   * @throws The signal's reason, as soon as the signal is aborted.
   * @throws {Error} The service returned an error, which the log contains.
   */
  async answer(state: string, signal: AbortSignal): Promise<AuthorizationAnswer> {
    let timer: NodeJS.Timeout | undefined;
    const answered = new Promise<URLSearchParams>((resolve, reject) => {
      timer = setTimeout(() => reject(tooLate()), TIME_LIMIT_MINUTES * 60_000);
      this.accept = (answer) => {
        const isOurs = answer.get('state') === state && (answer.has('code') || answer.has('error'));
        if (isOurs) {
          resolve(answer);
        }
        return isOurs;
      };
    });
    try {
      return readAnswer(await raced(answered, signal));
    } finally {
      clearTimeout(timer);
    }
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private serve(request: IncomingMessage, response: ServerResponse): void {
    // Any program on this machine can send requests to this server, so a request can be anything.
    const target = `${this.url}${request.url}`;
    const url = URL.canParse(target) ? new URL(target) : undefined;
    const searchParams = url?.searchParams ?? new URLSearchParams();
    const isAnswer = request.method === 'GET' && url?.pathname === '/' && this.accept(searchParams);
    const text = !isAnswer
      ? 'This page does not exist.'
      : searchParams.has('error')
        ? 'The sign-in failed. PowerShell shows the reason. You can close this page.'
        : 'The sign-in in the browser is complete. You can close this page and return to PowerShell.';
    response
      .writeHead(isAnswer ? 200 : 404, {
        'Content-Type': 'text/html; charset=utf-8',
        'Cache-Control': 'no-store',
        'Referrer-Policy': 'no-referrer',
        Connection: 'close',
      })
      .end(page(text));
  }
}

function readAnswer(answer: URLSearchParams): AuthorizationAnswer {
  const code = answer.get('code');
  if (code === null || answer.has('error')) {
    const { place, log } = signInContext();
    const said = { error: answer.get('error'), error_description: answer.get('error_description') };
    const codes = [...(said.error_description ?? '').matchAll(/AADSTS(\d+)/g)].map(([, code]) =>
      Number(code),
    );
    const host = place.origin === undefined ? '' : new URL(place.origin).host;
    const text = JSON.stringify({ ...said, error_codes: codes });
    log.noteAnswer(host, 400, new Headers(), text, Date.now());
    throw new Error('The sign-in service returned an error.');
  }
  return { code, clientInfo: answer.get('client_info') ?? '' };
}

function tooLate(): ProtocolError {
  const message = `Sign-in failed: the sign-in was not completed within ${TIME_LIMIT_MINUTES} minutes.`;
  return new ProtocolError('SignInFailed', `${message} Try again, or sign in with -UseDeviceCode.`);
}
