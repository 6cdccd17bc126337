import { psQuote } from './psQuote.ts';

/**
 * Script that makes a zone, by the name that Windows has for it, the local one of its process. Windows has no variable
 * for that, as TZ is elsewhere.
 */
export function localZone(name: string): string {
  return `
    $cached = [System.TimeZoneInfo].GetField('s_cachedData', 'NonPublic, Static').GetValue($null)
    $cached.GetType().GetField('_localTimeZone', 'NonPublic, Instance').
      SetValue($cached, [System.TimeZoneInfo]::FindSystemTimeZoneById(${psQuote(name)}))`;
}
