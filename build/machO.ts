/** The offset and type of a load command in a Mach-O header. */
interface LoadCommand {
  place: number;
  kind: number;
}

const segmentCommand = 0x19;
const signatureCommand = 0x1d;

/** Returns the offset of the load command for the code signature; `undefined` when the program is not signed. */
export function signatureCommandOf(bytes: Buffer): number | undefined {
  return commands(bytes).find(({ kind }) => kind === signatureCommand)?.place;
}

/**
 * Returns the offset of a segment's load command.
 *
 * @throws {Error} The program has no such segment.
 */
export function segmentOf(bytes: Buffer, name: string): number {
  const found = commands(bytes).find(({ place, kind }) => {
    return (
      kind === segmentCommand && bytes.toString('latin1', place + 8, place + 24).replace(/\0+$/, '') === name
    );
  });
  if (found === undefined) {
    throw new Error(`The program has no segment ${name}.`);
  }
  return found.place;
}

function commands(bytes: Buffer): LoadCommand[] {
  const all: LoadCommand[] = [];
  let place = 32;
  for (let left = bytes.readUInt32LE(16); left > 0; left--) {
    all.push({ place, kind: bytes.readUInt32LE(place) });
    place += bytes.readUInt32LE(place + 4);
  }
  return all;
}
