import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * Whether the user has a D-Bus session bus, by the rules of the library that will connect to it. Its last
 * resort, to start a bus of its own, is left out: a store on that one would be gone with it.
 */
export function hasSessionBus(env: Readonly<Record<string, string | undefined>>): boolean {
  const { DBUS_SESSION_BUS_ADDRESS: addresses, XDG_RUNTIME_DIR: folder } = env;
  if (addresses !== undefined) {
    return addresses.split(';').some((address) => address !== '' && !address.startsWith('autolaunch:'));
  }
  return folder !== undefined && folder !== '' && existsSync(path.join(folder, 'bus'));
}
