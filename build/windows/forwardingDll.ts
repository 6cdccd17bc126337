/**
 * Returns a Windows DLL for x64 that contains no code and forwards all its exports to other DLLs.
 *
 * @param name The file name of the DLL.
 * @param forwards The forwarding targets, such as `LIBRARY.Function`, keyed by the name of the export.
 */
export function forwardingDll(name: string, forwards: Readonly<Record<string, string>>): Buffer {
  const exports = exportDirectory(name, forwards);
  const size = aligned(exports.length, fileAlignment);
  const headers = Buffer.alloc(fileAlignment);
  headers.write('MZ');
  headers.writeUInt32LE(dosHeaderLength, 0x3c);
  headers.write('PE\0\0', dosHeaderLength);

  const file = headers.subarray(dosHeaderLength + 4);
  file.writeUInt16LE(0x8664, 0); // Machine: x64.
  file.writeUInt16LE(1, 2); // Number of sections.
  file.writeUInt16LE(optionalHeaderLength, 16);
  file.writeUInt16LE(0x2022, 18); // Characteristics: executable image, large address aware, DLL.

  const optional = file.subarray(fileHeaderLength);
  optional.writeUInt16LE(0x20b, 0); // Magic: PE32+ (64-bit).
  optional.writeUInt32LE(size, 8); // Size of initialized data.
  optional.writeBigUInt64LE(0x180000000n, 24); // Preferred image base.
  optional.writeUInt32LE(sectionAddress, 32); // Section alignment.
  optional.writeUInt32LE(fileAlignment, 36);
  optional.writeUInt16LE(6, 40); // Operating system: Windows Vista or later.
  optional.writeUInt16LE(6, 48);
  optional.writeUInt32LE(sectionAddress + aligned(exports.length, sectionAddress), 56);
  optional.writeUInt32LE(fileAlignment, 60);
  optional.writeUInt16LE(2, 68); // Subsystem: Windows GUI.
  optional.writeUInt16LE(0x100, 70); // Compatible with Data Execution Prevention.
  optional.writeUInt32LE(directoryCount, 108);
  optional.writeUInt32LE(sectionAddress, 112);
  optional.writeUInt32LE(exports.length, 116);

  const section = optional.subarray(optionalHeaderLength);
  section.write('.rdata');
  section.writeUInt32LE(exports.length, 8);
  section.writeUInt32LE(sectionAddress, 12);
  section.writeUInt32LE(size, 16);
  section.writeUInt32LE(fileAlignment, 20); // File offset: after the headers.
  section.writeUInt32LE(0x40000040, 36); // Characteristics: initialized data, read-only.
  return Buffer.concat([headers, exports], fileAlignment + size);
}

const dosHeaderLength = 0x40;
const fileHeaderLength = 20;
const directoryCount = 16;
const optionalHeaderLength = 112 + 8 * directoryCount;
const fileAlignment = 0x200;
/** The relative virtual address of the only section: the second page, after the page with the headers. */
const sectionAddress = 0x1000;

/**
 * Returns the export directory with its strings. The address of a forwarded function is that of its forwarding string.
 */
function exportDirectory(name: string, forwards: Readonly<Record<string, string>>): Buffer {
  const functions = Object.entries(forwards).sort(([one], [other]) => (one < other ? -1 : 1));
  const addresses = 40;
  const names = addresses + 4 * functions.length;
  const ordinals = names + 4 * functions.length;
  let end = ordinals + 2 * functions.length;
  const texts: Buffer[] = [];
  const place = (text: string): number => {
    const address = sectionAddress + end;
    texts.push(Buffer.from(`${text}\0`, 'ascii'));
    end += text.length + 1;
    return address;
  };

  const tables = Buffer.alloc(end);
  tables.writeUInt32LE(place(name), 12);
  tables.writeUInt32LE(1, 16); // Ordinal base.
  tables.writeUInt32LE(functions.length, 20);
  tables.writeUInt32LE(functions.length, 24);
  tables.writeUInt32LE(sectionAddress + addresses, 28);
  tables.writeUInt32LE(sectionAddress + names, 32);
  tables.writeUInt32LE(sectionAddress + ordinals, 36);
  for (const [index, [exported, forward]] of functions.entries()) {
    tables.writeUInt32LE(place(forward), addresses + 4 * index);
    tables.writeUInt32LE(place(exported), names + 4 * index);
    tables.writeUInt16LE(index, ordinals + 2 * index);
  }
  return Buffer.concat([tables, ...texts]);
}

function aligned(size: number, alignment: number): number {
  return Math.ceil(size / alignment) * alignment;
}
