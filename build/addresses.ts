import pkg from '../package.json' with { type: 'json' };

/** The project's URLs that its publisher has specified. */
export interface Addresses {
  homepage?: string;
  repository?: string;
  bugs?: string;
}

/** A field of package.json that has a short and a long form. */
type Field = string | { url: string };

/** The fields of package.json that contain the addresses. */
interface PackageFields {
  homepage?: string;
  repository?: Field;
  bugs?: Field;
}

/** The consequence of each missing address, as part of a sentence. */
const lacks: Readonly<Record<keyof Addresses, string>> = {
  homepage: 'the packages have no ProjectUri',
  repository: 'the packages do not name their source',
  bugs: 'the bills of materials do not say where to report',
};

/** The addresses in package.json, which is their only source. */
export const addresses = addressesIn(pkg as PackageFields);

/**
 * Reads the addresses from the fields of package.json.
 *
 * @throws {Error} An address is not an `https` URL.
 */
export function addressesIn({ homepage, repository, bugs }: PackageFields): Addresses {
  const urlOf = (field?: Field) => (typeof field === 'string' ? field : field?.url);
  const all = { homepage, repository: urlOf(repository)?.replace(/^git\+/, ''), bugs: urlOf(bugs) };
  const given = Object.entries(all).flatMap(([field, address]) => (address ? [[field, address]] : []));
  for (const [field, address = ''] of given) {
    if (!/^https:\/\/[^\s'"<>&]+$/.test(address)) {
      throw new Error(`${field} in package.json is "${address}", which is no https address.`);
    }
  }
  return Object.fromEntries(given);
}

/** Returns a sentence for each missing address. */
export function missingAddresses(given: Addresses = addresses): string[] {
  return Object.entries(lacks).flatMap(([field, lack]) =>
    given[field as keyof Addresses] === undefined ? [`No ${field} in package.json: ${lack}.`] : [],
  );
}
