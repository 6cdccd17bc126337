import { existsSync } from 'node:fs';
import path from 'node:path';
import { type SecretVault, VaultError } from './secretVault.ts';

const SERVICE = 'PartnerSecurityScore';

const storeOf: Partial<Record<NodeJS.Platform, string>> = {
  win32: 'Windows Credential Manager',
  darwin: 'the Keychain',
  linux: 'the Secret Service (such as GNOME Keyring or KWallet)',
};

/**
 * Windows Credential Manager (which encrypts with DPAPI), the macOS Keychain, or the Secret Service of a
 * Linux desktop.
 */
export const systemVault: SecretVault = {
  get: (name) => asked(() => Bun.secrets.get({ service: SERVICE, name })),
  // `persist: 'local'` prevents Windows from copying the entry to the user's other computers, which would
  // invalidate each other's refresh tokens.
  set: (name, value) => asked(() => Bun.secrets.set({ service: SERVICE, name, value, persist: 'local' })),
  delete: (name) => asked(() => Bun.secrets.delete({ service: SERVICE, name })),
};

async function asked<T>(action: () => Promise<T>): Promise<T> {
  if (process.platform === 'linux' && !hasSessionBus(process.env)) {
    throw new VaultError(
      'there is no D-Bus session, which the Secret Service (such as GNOME Keyring or KWallet) requires',
    );
  }
  try {
    return await action();
  } catch (error) {
    throw new VaultError(reasonOf(error));
  }
}

function reasonOf(error: unknown): string {
  const said = (error instanceof Error ? error.message : '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/ \(code: -?\d+\)$/, '')
    .trim();
  if (said === 'libsecret not available') {
    return 'the library libsecret, which connects to the Secret Service, is not installed';
  }
  if (said.includes('org.freedesktop.secrets was not provided')) {
    return 'no Secret Service (such as GNOME Keyring or KWallet) is running';
  }
  const store = storeOf[process.platform] ?? "the system's secret store";
  return `${store} reported an error${said === '' ? '' : `: ${said.replace(/\.$/, '')}`}`;
}

/**
 * Returns whether the library that connects to the Secret Service would find a D-Bus session bus. The owner
 * and the type of the file in XDG_RUNTIME_DIR are not checked, although the library checks them. The
 * library's last resort, starting its own bus, is excluded because a store on that bus would not persist.
 */
export function hasSessionBus(env: Readonly<Record<string, string | undefined>>): boolean {
  const { DBUS_SESSION_BUS_ADDRESS: addresses, XDG_RUNTIME_DIR: folder } = env;
  if (addresses !== undefined) {
    return addresses.split(';').some((address) => address !== '' && !address.startsWith('autolaunch:'));
  }
  return folder !== undefined && folder !== '' && existsSync(path.join(folder, 'bus'));
}
