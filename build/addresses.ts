import pkg from '../package.json' with { type: 'json' };

/** Where the project is, as far as its publisher has filled it in. */
export interface Addresses {
  homepage?: string;
  repository?: string;
  bugs?: string;
}

/** A field that npm knows in a short and a long form. */
type Field = string | { url: string };

/** The fields of package.json that have them. */
interface PackageFields {
  homepage?: string;
  repository?: Field;
  bugs?: Field;
}

/** What the packages lack where there is no such field. */
const lacks: Readonly<Record<keyof Addresses, string>> = {
  homepage: 'the packages have no ProjectUri',
  repository: 'the packages do not name their source',
  bugs: 'the bills of materials do not say where to report',
};

/** Those in package.json, which is the one place for them. */
export const addresses = addressesIn(pkg as PackageFields);

/** @throws {Error} One is not an `https` address. */
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

/** What is missing, a sentence each. */
export function missingAddresses(given: Addresses = addresses): string[] {
  return Object.entries(lacks).flatMap(([field, lack]) =>
    given[field as keyof Addresses] === undefined ? [`No ${field} in package.json: ${lack}.`] : [],
  );
}
