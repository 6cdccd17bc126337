import type { Answer, Exchange, Handler } from '../../../support/graphServer.ts';
import { type EchoForm, valuesIn, written } from './echo.ts';
import type { SecretsLab } from './secretsLab.ts';
import { MOST_TRIES, type SendFault, send } from './sendFault.ts';

/** Returns the header values that Graph received, except Host and Content-Length, in the given format. */
function said({ request }: Exchange, form: EchoForm): string {
  const { host: _, 'content-length': __, ...headers } = request.headers;
  return valuesIn(headers)
    .map((value) => written(form, value))
    .join(' ');
}

/** Removes the characters that a header cannot contain. */
const inHeader = (text: string) => text.replace(/[^\x20-\x7e]/g, '');

/** Escapes text for a quoted string in a header. */
const quoted = (text: string) => inHeader(text).replace(/["\\]/g, '\\$&');

function answering(shows: RegExp, answer: (lab: SecretsLab, form: EchoForm) => Answer | Handler): SendFault {
  return {
    act: (lab, options) => {
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        lab.world.graph.next(answer(lab, options.form));
      }
      return send(lab, options);
    },
    shows,
  };
}

/** Returns a fault in which Graph answers with an error that repeats the request's headers wherever possible. */
function refusing(status: number): SendFault {
  return answering(/\[Got .*\*\*\*.*\] : Got .*\*\*\*/, ({ world: { secrets } }, form) => (exchange) => {
    const text = said(exchange, form);
    const headers = {
      'Content-Type': 'application/json',
      'Retry-After': '0',
      Warning: `199 - "${quoted(text)}"`,
      'request-id': inHeader(text),
      'X-Got': inHeader(text),
      'Set-Cookie': `own=${secrets.answerCookie}`,
    };
    const inner = `{"date":"${text}","request-id":"${text}","client-request-id":"${text}","access_token":"${secrets.answerToken}"}`;
    exchange.response
      .writeHead(status, inHeader(`Got ${text}`), headers)
      .end(`{"error":{"code":"Got ${text}","message":"Got ${text}","innerError":${inner}}}`);
  });
}

/**
 * A successful answer with all secrets: those that Graph received, those that only the module knows, and Graph's own.
 */
const repeatingAll = answering(/"refresh_token\\": \\"\*\*\*/, (lab, form) => (exchange) => {
  const { answerToken: own, answerCookie } = lab.world.secrets;
  const sent = said(exchange, form);
  const text = `${sent} ${lab.knownSecrets.map((secret) => written(form, secret)).join(' ')}`;
  const headers = {
    'Content-Type': 'application/json',
    Warning: `199 - "${quoted(sent)}"`,
    'X-Got': inHeader(text),
    'Set-Cookie': [`own=${answerCookie}; Path=/`, 'plain=1'],
    'X-Session-Token': own,
    'Content-Location': `https://graph.example/?code=${own}&top=1`,
  };
  exchange.response
    .writeHead(200, headers)
    .end(
      `{"id":"${text}","access_token":"${own}","inner":"{\\"refresh_token\\": \\"${own}\\"}","link":"https://graph.example/?sig=${own}&top=1"}`,
    );
});

/** Graph's answers to a request, and broken connections in place of answers, by name. */
export const answerFaults: Readonly<Record<string, SendFault>> = {
  'a good answer that repeats everything': repeatingAll,
  'refused with 400': refusing(400),
  'refused with 401': refusing(401),
  'refused with 403': refusing(403),
  'refused with 429': refusing(429),
  'refused with 503': refusing(503),
  'refused with an HTML page': answering(/<html>.*\*\*\*.*<\/html>/s, (_, form) => (exchange) => {
    exchange.response.writeHead(500).end(`<html>${said(exchange, form)}</html>`);
  }),
  'JSON that breaks off': answering(/its response cannot be read/, (_, form) => (exchange) => {
    exchange.response.writeHead(200).end(`{"id":"${said(exchange, form)}`);
  }),
  'text that is not UTF-8': answering(/not UTF-8 text/, (_, form) => (exchange) => {
    const text = said(exchange, form);
    exchange.response
      .writeHead(200, inHeader(`Got ${text}`))
      .end(Buffer.concat([Buffer.from(text), Buffer.from([0xff])]));
  }),
  'an answer that is not gzip': answering(/its compression is invalid/, (_, form) => (exchange) => {
    exchange.response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(said(exchange, form));
  }),
  'what is not HTTP': answering(/not valid HTTP/, (_, form) => (exchange) => {
    exchange.response.socket?.end(`${said(exchange, form)}\r\n\r\n`);
  }),
  'the connection breaks before the answer': answering(/outcome is unknown/, () => ({
    destroy: 'afterReading',
  })),
  'the connection breaks in the answer': answering(/outcome is unknown/, (_, form) => (exchange) => {
    exchange.response.writeHead(200, { 'Content-Length': '100000' }).write(said(exchange, form));
    exchange.response.socket?.end();
  }),
};
