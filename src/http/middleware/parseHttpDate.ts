const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const month = `(?<month>${months.join('|')})`;
const time = '(?<hour>[01]\\d|2[0-3]):(?<minute>[0-5]\\d):(?<second>[0-5]\\d|60)';
const day = '(?<day>\\d\\d)';
const shortName = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const longName = '(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day';

/** The three forms that RFC 9110, section 5.6.7, has a recipient accept; only the first is still sent. */
const forms = [
  `${shortName}, ${day} ${month} (?<year>\\d{4}) ${time} GMT`,
  `${longName}, ${day}-${month}-(?<shortYear>\\d\\d) ${time} GMT`,
  `${shortName} ${month} (?<day>\\d\\d| \\d) ${time} (?<year>\\d{4})`,
].map((form) => new RegExp(`^${form}$`));

/**
 * The moment that an HTTP date names, in milliseconds since 1970; undefined for any other text. (Date.parse
 * takes far more, and each runtime something else.)
 * @param now Decides which century a year of two digits is in.
 */
export function parseHttpDate(text: string, now: number): number | undefined {
  const parts = forms.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined);
  if (parts === undefined) {
    return undefined;
  }
  const number = (name: string) => Number(parts[name]);
  const year = parts['year'] === undefined ? fullYear(number('shortYear'), now) : number('year');
  const date = new Date(0);
  // Date.UTC would take the years 0 to 99 for years of the 20th century.
  date.setUTCFullYear(year, months.indexOf(parts['month'] ?? ''), number('day'));
  if (date.getUTCDate() !== number('day')) {
    return undefined;
  }
  return date.setUTCHours(number('hour'), number('minute'), number('second'));
}

/** A year that would be more than 50 years ahead is the one a century earlier. */
function fullYear(lastDigits: number, now: number): number {
  const thisYear = new Date(now).getUTCFullYear();
  const year = thisYear - (thisYear % 100) + lastDigits;
  return year > thisYear + 50 ? year - 100 : year;
}
