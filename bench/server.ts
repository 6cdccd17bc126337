// A service that only answers: 204, or 200 with the JSON text that was last put to it. In a process of its own, so that
// it shares no event loop with the measuring. Its first line says where it is; it ends when its stdin closes.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

let answer: Buffer | undefined;

const server = createServer((request, response) => {
  if (request.method === 'PUT') {
    takeAnswer(request, response);
    return;
  }
  request.resume().on('end', () => {
    if (answer === undefined) {
      response.writeHead(204).end();
    } else {
      response
        .writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': answer.length })
        .end(answer);
    }
  });
});

function takeAnswer(request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const text = Buffer.concat(chunks);
    answer = text.length === 0 ? undefined : text;
    response.writeHead(204).end();
  });
}

// Connections stay open while other things are measured.
server.keepAliveTimeout = 0;
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
process.stdin.on('end', () => process.exit(0)).resume();
