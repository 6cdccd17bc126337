const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const month = `(?<month>${months.join('|')})`;
const time = '(?<hour>[01]\\d|2[0-3]):(?<minute>[0-5]\\d):(?<second>[0-5]\\d|60)';
const day = '(?<day>\\d\\d)';
const shortName = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const longName = '(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day';

/**
 * The three formats that recipients must accept (RFC 9110, section 5.6.7). Senders use only the first one.
 */
const forms = [
  `${shortName}, ${day} ${month} (?<year>\\d{4}) ${time} GMT`,
  `${longName}, ${day}-${month}-(?<shortYear>\\d\\d) ${time} GMT`,
  `${shortName} ${month} (?<day>\\d\\d| \\d) ${time} (?<year>\\d{4})`,
].map((form) => new RegExp(`^${form}$`));

/**
 * Parses an HTTP date. Date.parse also accepts other formats, which differ between runtimes.
 * @param now The current time, in milliseconds since the Unix epoch. It determines the century of a two-digit
 * year.
 * @returns The time in milliseconds since the Unix epoch; undefined if the text is not an HTTP date.
 */
export function parseHttpDate(text: string, now: number): number | undefined {
  const parts = forms.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined);
  if (parts === undefined) {
    return undefined;
  }
  const number = (name: string) => Number(parts[name]);
  const year = parts['year'] === undefined ? fullYear(number('shortYear'), now) : number('year');
  const date = new Date(0);
  // Date.UTC would interpret the years 0 to 99 as 1900 to 1999.
  date.setUTCFullYear(year, months.indexOf(parts['month'] ?? ''), number('day'));
  if (date.getUTCDate() !== number('day')) {
    return undefined;
  }
  return date.setUTCHours(number('hour'), number('minute'), number('second'));
}

/**
 * Returns the full year of a two-digit year. A year more than 50 years in the future is moved to the previous
 * century.
 */
function fullYear(lastDigits: number, now: number): number {
  const thisYear = new Date(now).getUTCFullYear();
  const year = thisYear - (thisYear % 100) + lastDigits;
  return year > thisYear + 50 ? year - 100 : year;
}
