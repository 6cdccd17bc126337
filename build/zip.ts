import { promisify } from 'node:util';
import { constants, crc32, deflateRaw } from 'node:zlib';

/** The bytes of a file as an archive holds them. */
export interface Packed {
  size: number;
  crc: number;
  deflated: Buffer;
}

/** A file of an archive. */
export interface ZipEntry {
  /** The name in the archive, with slashes, in ASCII. */
  name: string;
  /** Permissions on Linux and macOS. */
  mode: number;
  content: Packed;
}

const localHeader = { signature: 0x04034b50, length: 30 };
const centralHeader = { signature: 0x02014b50, length: 46 };
const endHeader = { signature: 0x06054b50, length: 22 };
/** 2.0, the first that knows folders and this compression. */
const versionNeeded = 20;
const unix = 3;
const deflateMethod = 8;
/** 1980-01-01, the first day that the format can tell: the same files must give the same archive. */
const firstDay = 0x0021;
const regularFile = 0o100000;

/** Compresses bytes, once for all archives that they go into. */
export async function packed(bytes: Buffer): Promise<Packed> {
  const deflated = await promisify(deflateRaw)(bytes, { level: constants.Z_BEST_COMPRESSION });
  return { size: bytes.length, crc: crc32(bytes), deflated };
}

/** An archive of files, sorted by name, which is the same for the same files. */
export function zip(entries: readonly ZipEntry[]): Buffer {
  const sorted = [...entries].sort((one, other) => (one.name < other.name ? -1 : 1));
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const entry of sorted) {
    const name = Buffer.from(entry.name, 'ascii');
    const facts = factsOf(entry, name.length);
    const local = Buffer.alloc(localHeader.length);
    local.writeUInt32LE(localHeader.signature);
    facts.copy(local, 4);

    const central = Buffer.alloc(centralHeader.length);
    central.writeUInt32LE(centralHeader.signature);
    central.writeUInt16LE((unix << 8) | versionNeeded, 4);
    facts.copy(central, 6);
    central.writeUInt32LE(((regularFile | entry.mode) << 16) >>> 0, 38);
    central.writeUInt32LE(offset, 42);

    locals.push(local, name, entry.content.deflated);
    centrals.push(central, name);
    offset += local.length + name.length + entry.content.deflated.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(endHeader.length);
  end.writeUInt32LE(endHeader.signature);
  end.writeUInt16LE(sorted.length, 8);
  end.writeUInt16LE(sorted.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

/** What both headers of a file say, in the same order. */
function factsOf({ content }: ZipEntry, nameLength: number): Buffer {
  const facts = Buffer.alloc(26);
  facts.writeUInt16LE(versionNeeded, 0);
  facts.writeUInt16LE(deflateMethod, 4);
  facts.writeUInt16LE(firstDay, 8);
  facts.writeUInt32LE(content.crc, 10);
  facts.writeUInt32LE(content.deflated.length, 14);
  facts.writeUInt32LE(content.size, 18);
  facts.writeUInt16LE(nameLength, 22);
  return facts;
}
