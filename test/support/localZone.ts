import { psQuote } from './psQuote.ts';

/**
 * Returns a script that sets the local time zone of its process by Windows name. Windows has no equivalent of the TZ
 * variable.
 */
export function localZone(name: string): string {
  return `
    $cached = [System.TimeZoneInfo].GetField('s_cachedData', 'NonPublic, Static').GetValue($null)
    $cached.GetType().GetField('_localTimeZone', 'NonPublic, Instance').
      SetValue($cached, [System.TimeZoneInfo]::FindSystemTimeZoneById(${psQuote(name)}))`;
}

/** A script that restores the system's time zone. */
export const systemZone = '[System.TimeZoneInfo]::ClearCachedData()';
