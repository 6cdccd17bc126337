import { describe, expect, test } from '@jest/globals';
import { pages, read } from './blocks.ts';

/** Spellings that the pages must not contain. */
const american =
  /\b(?:behavior|color|center|favor|honor|neighbor|gray|defense|labeled|canceled|canceling|fulfill(?!ed|ing))\w*/gi;

/** Removes code and link targets, which can contain American names. */
function prose(text: string): string {
  return text.replaceAll(/^```.*?^```|`[^`\n]*`|\]\([^)]*\)/gms, '');
}

describe.each(pages)('%s', (page) => {
  test('has British spelling', () => {
    expect(prose(read(page)).match(american) ?? []).toEqual([]);
  });
});

test('American spelling is found', () => {
  expect(prose('Its behavior: `color`.').match(american)).toEqual(['behavior']);
});
