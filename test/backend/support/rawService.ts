import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import { backendBinary } from './binary.ts';
import { RawServer } from './rawServer.ts';
import { TestBackend } from './testBackend.ts';

/** The status line of a successful answer. */
export const ok = 'HTTP/1.1 200 OK\r\n';

export const broken = { code: -32021, data: { name: 'ConnectionBroken', mayHaveBeenSent: true } };
export const unreadable = { code: -32023, data: { name: 'ResponseUnreadable', mayHaveBeenSent: true } };

type Answer = Parameters<typeof RawServer.start>[0];
type Send = Parameters<TestBackend['sendError']>[0];

/** A backend for a test file, and a raw server for each of its tests. */
export class RawService {
  private started: TestBackend | undefined;
  private server: RawServer | undefined;

  /**
   * Registers the hooks that start the backend, close the server after each test, and stop the backend. The last hook
   * fails if the backend wrote to standard error. Must be called outside of the tests.
   */
  static forTests(): RawService {
    const binary = backendBinary();
    const service = new RawService();
    beforeAll(async () => {
      service.started = await TestBackend.ready(binary, 'http://127.0.0.1:1', 'opaque');
    });
    afterEach(() => service.server?.close());
    afterAll(async () => {
      await service.backend.stop();
      expect(service.backend.stderr).toBe('');
    });
    return service;
  }

  get backend(): TestBackend {
    if (this.started === undefined) {
      throw new Error('The backend runs in tests only.');
    }
    return this.started;
  }

  get requests(): RawServer['requests'] {
    return this.server?.requests ?? [];
  }

  /** Refuses new connections from now on. */
  stopListening(): void {
    this.server?.stopListening();
  }

  /** Starts a server that calls this function for each request, and returns the params of a request to the server. */
  async start(answer: Answer): Promise<Send> {
    this.server = await RawServer.start(answer);
    return { url: this.server.url };
  }

  /** Like start(), with a server that sends these bytes as each answer and keeps the connection open. */
  answering(answer: string | Buffer): Promise<Send> {
    return this.start((_, socket) => void socket.write(answer));
  }
}
