// An HTTP server that sends prepared responses. GET returns a page of alerts; GET /pages returns the number of pages
// sent since the previous query. PUT sets the JSON text of the 200 response to other methods; an empty text selects
// 204. The server runs in a separate process to keep its event loop out of the measurements. It writes its URL to
// stdout, and exits when its stdin closes.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listPage } from '../test/support/listPage.ts';
import { sampleAlert } from '../test/support/sampleAlert.ts';

const alerts = { count: 100_000, element: (index: number) => sampleAlert(index, true) };
const pageSize = 100;

let answer: Buffer | undefined;
let pages = 0;

const server = createServer((request, response) => {
  if (request.method === 'PUT') {
    takeAnswer(request, response);
    return;
  }
  request.resume().on('end', () => {
    const body = request.method === 'GET' ? pageFor(request) : answer;
    if (body === undefined) {
      response.writeHead(204).end();
    } else {
      response
        .writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': body.length })
        .end(body);
    }
  });
});

function pageFor({ url = '', headers: { host = '' } }: IncomingMessage): Buffer | undefined {
  if (url === '/pages') {
    const given = String(pages);
    pages = 0;
    return Buffer.from(given);
  }
  pages += 1;
  const page = listPage({ url, headers: { host } }, alerts, pageSize);
  return page === undefined ? undefined : Buffer.from(page);
}

function takeAnswer(request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const text = Buffer.concat(chunks);
    answer = text.length === 0 ? undefined : text;
    response.writeHead(204).end();
  });
}

// Keep idle connections open while other probes are measured.
server.keepAliveTimeout = 0;
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
process.stdin.on('end', () => process.exit(0)).resume();
