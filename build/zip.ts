import { promisify } from 'node:util';
import { constants, crc32, deflateRaw } from 'node:zlib';

/** The compressed content of a file, with its original size and CRC-32. */
export interface Packed {
  size: number;
  crc: number;
  deflated: Buffer;
}

/** A file in a ZIP archive. */
export interface ZipEntry {
  /** The path in the archive, with slashes, in ASCII. */
  name: string;
  /** The Unix permissions. */
  mode: number;
  content: Packed;
}

const localHeader = { signature: 0x04034b50, length: 30 };
const centralHeader = { signature: 0x02014b50, length: 46 };
const endHeader = { signature: 0x06054b50, length: 22 };
/** Version 2.0, the first with folders and Deflate compression. */
const versionNeeded = 20;
const unix = 3;
const deflateMethod = 8;
/** 1980-01-01, the earliest date of the ZIP format. A constant date makes archives reproducible. */
const firstDay = 0x0021;
const regularFile = 0o100000;

/** Compresses a file's content. The result can be reused in several archives. */
export async function packed(bytes: Buffer): Promise<Packed> {
  const deflated = await promisify(deflateRaw)(bytes, { level: constants.Z_BEST_COMPRESSION });
  return { size: bytes.length, crc: crc32(bytes), deflated };
}

/** Returns a ZIP archive with the files sorted by path. The same files result in the same bytes. */
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

/** Returns the fields that the local and the central header have in common. */
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
