import { describe, expect, test } from '@jest/globals';
import { Members } from '../../../src/protocol/validate.ts';

const members = new Members({
  text: 'a',
  empty: '',
  number: 5,
  boolean: false,
  nothing: null,
  object: { inner: 1 },
  pairs: [['a', 'b']],
});

describe('Members', () => {
  test('gives what is fine', () => {
    expect(members.text('text')).toBe('a');
    expect(members.optionalText('empty')).toBe('');
    expect(members.optionalText('absent')).toBeUndefined();
    expect(members.textOrNull('nothing')).toBeNull();
    expect(members.textOrNull('absent')).toBeNull();
    expect(members.textOrNull('empty')).toBe('');
    expect(members.oneOf('text', ['a', 'b'])).toBe('a');
    expect(members.optionalNumber('number', { above: 0, atMost: 5 })).toBe(5);
    expect(members.optionalNumber('absent', { above: 0, atMost: 5 })).toBeUndefined();
    expect(members.optionalBoolean('boolean')).toBe(false);
    expect(members.optionalBoolean('absent')).toBeUndefined();
    expect(members.pairs('pairs')).toEqual([['a', 'b']]);
    expect(members.optionalObject('absent')).toBeUndefined();
  });

  test.each<[string, () => unknown, string]>([
    ['params that are no object', () => new Members([1]), 'params must be an object.'],
    ['missing params', () => new Members(undefined), 'params must be an object.'],
    ['missing text', () => members.text('absent'), 'absent must be text that is not empty.'],
    ['empty text', () => members.text('empty'), 'empty must be text that is not empty.'],
    ['a number for text', () => members.optionalText('number'), 'number must be text.'],
    ['an inherited member', () => members.object('constructor'), 'constructor must be an object.'],
    ['an unknown choice', () => members.oneOf('text', ['x', 'y']), 'text must be one of x, y.'],
    [
      'a number at its lower limit',
      () => members.optionalNumber('number', { above: 5, atMost: 9 }),
      'number must be a number above 5 and at most 9.',
    ],
    [
      'a number above its limit',
      () => members.optionalNumber('number', { above: 0, atMost: 4 }),
      'number must be a number above 0 and at most 4.',
    ],
    [
      'text for a number',
      () => members.optionalNumber('text', { above: 0, atMost: 4 }),
      'text must be a number above 0 and at most 4.',
    ],
    ['a number for a boolean', () => members.optionalBoolean('number'), 'number must be true or false.'],
    ['what is no list of pairs', () => members.pairs('object'), 'object must be a list of pairs of text.'],
    [
      'a nested member',
      () => members.object('object').text('inner'),
      'object.inner must be text that is not empty.',
    ],
  ])('refuses %s, naming it', (_, act, message) => {
    expect(act).toThrow(
      expect.objectContaining({ name: 'InvalidParams', message: expect.stringContaining(message) }),
    );
  });
});
