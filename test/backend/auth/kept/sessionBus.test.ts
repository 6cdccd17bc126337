import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hasSessionBus } from '../../../../src/auth/kept/systemVault.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'pss-bus-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each<[boolean, Record<string, string | undefined>]>([
  [false, {}],
  [false, { DBUS_SESSION_BUS_ADDRESS: '' }],
  [false, { DBUS_SESSION_BUS_ADDRESS: 'autolaunch:' }],
  [false, { DBUS_SESSION_BUS_ADDRESS: 'autolaunch:scope=*user;autolaunch:' }],
  [true, { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/user/1000/bus' }],
  [true, { DBUS_SESSION_BUS_ADDRESS: 'autolaunch:;unix:abstract=x' }],
  [false, { XDG_RUNTIME_DIR: '' }],
  [false, { XDG_RUNTIME_DIR: '/nowhere' }],
])('it is %s that there is a bus with %j', (expected, env) => {
  expect(hasSessionBus(env)).toBe(expected);
});

test('a bus in its usual place needs no address', () => {
  expect(hasSessionBus({ XDG_RUNTIME_DIR: folder })).toBe(false);
  writeFileSync(path.join(folder, 'bus'), '');
  expect(hasSessionBus({ XDG_RUNTIME_DIR: folder })).toBe(true);
});
