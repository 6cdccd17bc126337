import { frame } from '../../../backend/support/testBackend.ts';
import type { FaultPlan } from '../fault.ts';

/** A backend that has a fault while it knows secrets, and the output that the user must see. */
export interface OddBackend {
  plan(secret: string): FaultPlan;
  shows: RegExp;
}

const writing = (
  at: FaultPlan['at'],
  shows: RegExp,
  bytes: (secret: string) => Buffer | string,
): OddBackend => ({
  plan: (secret) => ({
    at,
    fault: { kind: 'bytes', base64: Buffer.from(bytes(secret)).toString('base64') },
  }),
  shows,
});

const ended = /backend (?:process ended|of the module)/;
const unreadable = /backend sent a message that cannot be read/;
/** The rest of a frame with a wrong length is not a valid frame, but the call can fail before the module reads it. */
const either = new RegExp(`${ended.source}|${unreadable.source}`);

export const oddBackends: Readonly<Record<string, OddBackend>> = {
  'is of another version': writing('initialize', /its backend's version is 9/, () =>
    frame({
      jsonrpc: '2.0',
      id: 1,
      error: {
        code: -32001,
        message: "The module's version is 1, but its backend's version is 9.",
        data: { name: 'VersionMismatch' },
      },
    }),
  ),
  'writes what is not a message': writing('session/open', ended, (secret) => `${secret} `.repeat(200)),
  'writes a message that breaks off': writing('session/open', unreadable, (secret) =>
    frame(`{"x":"${secret}`),
  ),
  'writes a message of the wrong length': writing('graph/send', either, (secret) =>
    frame(`{"x":"${secret}"}`).toString().replace(/\d+/, '12'),
  ),
  'writes text that is not UTF-8': writing('graph/send', either, (secret) =>
    Buffer.concat([
      Buffer.from(`Content-Length: ${secret.length + 1}\r\n\r\n${secret}`),
      Buffer.from([0xff]),
    ]),
  ),
  'closes its output': { plan: () => ({ at: 'graph/send', fault: { kind: 'closeOutput' } }), shows: ended },
  'ends in the middle': {
    plan: () => ({ at: 'graph/send', fault: { kind: 'exit', code: 1 } }),
    shows: ended,
  },
};
