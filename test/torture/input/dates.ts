import fc from 'fast-check';

/** The Windows name of the engine's time zone, which has not had daylight saving time since 1945. */
export const zone = 'India Standard Time';
export const zoneMinutes = 330;

const ticksPerMinute = 600_000_000n;
const firstTick = 0n;
const lastTick = 3_155_378_975_999_999_999n;
const day = 864_000_000_000n;

/** Converts milliseconds since 1970 to ticks of 100 ns since the start of year 1. */
export function ticksOf(milliseconds: number): bigint {
  return (BigInt(milliseconds) + 62_135_596_800_000n) * 10_000n;
}

/** Formats ticks as text without an offset, such as 2026-01-31T08:00:00.0000000. Supports every year. */
function textOf(ticks: bigint): string {
  const sinceEpoch = ticks / 10_000n - 62_135_596_800_000n;
  const whole = new Date(Number(sinceEpoch)).toISOString();
  return `${whole.slice(0, -1)}${String(ticks % 10_000n).padStart(4, '0')}`;
}

/** Returns the date string that must be sent for a time in UTC. */
export function wireDate(ticks: bigint): string {
  return `${textOf(ticks)}Z`;
}

/** Every time that .NET can represent. */
export const anyTicks = fc.bigInt({ min: firstTick, max: lastTick });

/** Times that .NET can represent in every time zone. */
export const safeTicks = fc.bigInt({ min: firstTick + day, max: lastTick - day });

/** Times from 1960 to 2030, in which the offset of `zone` is always `zoneMinutes`. */
export const knownTicks = fc.bigInt({ min: ticksOf(Date.UTC(1960, 0)), max: ticksOf(Date.UTC(2030, 0)) });

/** Converts local time to UTC. */
export function toUtc(ticks: bigint, offsetMinutes: number): bigint {
  return ticks - BigInt(offsetMinutes) * ticksPerMinute;
}

export interface DateText {
  text: string;
  /** The time that the text represents, in UTC. */
  ticks: bigint;
}

/** The precisions of a date's text, from coarse to fine: the text's length, and the ticks of its smallest unit. */
const precisions = [
  { length: 10, unit: day },
  { length: 16, unit: ticksPerMinute },
  { length: 19, unit: 10_000_000n },
  ...Array.from({ length: 7 }, (_, index) => ({ length: 21 + index, unit: 10n ** BigInt(6 - index) })),
];

const offsets = fc.oneof(fc.constantFrom(0, 330, -480, 840, -840), fc.integer({ min: -839, max: 839 }));

/**
 * Generates dates as ISO 8601 text in all supported precisions, also with a space instead of T and with spaces around
 * the text.
 * @param withoutZone The UTC offset, in minutes, of text that does not specify one.
 */
export function dateText(withoutZone: number): fc.Arbitrary<DateText> {
  const zoned = fc.tuple(safeTicks, fc.oneof(fc.constantFrom('Z', 'z'), offsets));
  const plain = fc.tuple(withoutZone === 0 ? safeTicks : knownTicks, fc.constant(''));
  return fc
    .tuple(
      fc.oneof({ weight: 3, arbitrary: zoned }, { weight: 1, arbitrary: plain }),
      fc.constantFrom(...precisions),
      fc.constantFrom('T', ' '),
      fc.constantFrom('', '', '', ' '),
    )
    .map(([[moment, suffix], { length, unit }, separator, space]) => {
      const minutes = typeof suffix === 'number' ? suffix : suffix === '' ? withoutZone : 0;
      const local = toUtc(moment, -minutes);
      const cut = local - (local % unit);
      const text = textOf(cut).slice(0, length).replace('T', separator);
      const end = typeof suffix === 'number' ? offsetText(suffix) : suffix;
      return { text: `${space}${text}${end}${space}`, ticks: toUtc(cut, minutes) };
    });
}

export function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** Formats a duration as .NET does. */
export function durationText(ticks: bigint): string {
  const size = ticks < 0n ? -ticks : ticks;
  const seconds = size / 10_000_000n;
  const two = (value: bigint) => String(value).padStart(2, '0');
  const days = seconds / 86_400n;
  const time = [(seconds / 3600n) % 24n, (seconds / 60n) % 60n, seconds % 60n].map(two).join(':');
  const fraction = size % 10_000_000n;
  const end = fraction === 0n ? '' : `.${String(fraction).padStart(7, '0')}`;
  return `${ticks < 0n ? '-' : ''}${days === 0n ? '' : `${days}.`}${time}${end}`;
}
