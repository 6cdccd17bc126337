import { idPlaceholder } from '../fault.ts';
import { framed, framedBytes } from './backendCase.ts';

const deep = 100_000;
const megabyte = 1024 * 1024;

/** Bytes that the client must not accept as a message, by description of the defect. */
export const noFrames: Record<string, Buffer> = {
  nothing: Buffer.alloc(0),
  text: Buffer.from('Segmentation fault\n'),
  'a line without end': Buffer.alloc(megabyte, 'x'),
  'header lines without end': Buffer.from('X: y\r\n'.repeat(20_000)),
  'lines with one letter': Buffer.from('x\n'.repeat(20_000)),
  'empty lines': Buffer.from('\r\n'.repeat(1000)),
  zeros: Buffer.alloc(megabyte),
  'no content': framed(''),
  spaces: framed(' '.repeat(1000)),
  'content that ends': Buffer.from('Content-Length: 1000\r\n\r\n{'),
  'much content that ends': Buffer.from(`Content-Length: ${64 * megabyte}\r\n\r\n{`),
  'too much content': Buffer.from(`Content-Length: ${64 * megabyte + 1}\r\n\r\n{`),
  'far too much content': Buffer.from('Content-Length: 99999999999999999999\r\n\r\n{'),
  'less than no content': Buffer.from('Content-Length: -2147483648\r\n\r\n{'),
  'invalid UTF-8': framedBytes(Buffer.from('{"a":"\xff"}', 'latin1')),
  'a surrogate in UTF-8': framedBytes(Buffer.from('{"a":"\xed\xa0\x80"}', 'latin1')),
  'half of a pair': framed('{"jsonrpc":"2.0","id":"\\ud800","method":"\\udc00"}'),
  'a zero': framed('{"a":"\0"}'),
  'the same name twice': framed(`{"jsonrpc":"2.0","id":"${idPlaceholder}","id":2,"result":{}}`),
  'names that differ in case': framed(`{"jsonrpc":"2.0","Id":"${idPlaceholder}","ID":2,"Result":{}}`),
  'many levels of lists': framed(`${'['.repeat(deep)}${']'.repeat(deep)}`),
  'many levels of objects': framed(`${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`),
  'levels without end': framed('['.repeat(deep)),
  'a result of many levels': framed(
    `{"jsonrpc":"2.0","id":"${idPlaceholder}","result":${'['.repeat(deep)}${']'.repeat(deep)}}`,
  ),
  'a number without end': framed(`{"jsonrpc":"2.0","id":${'9'.repeat(megabyte)},"result":{}}`),
  'a list': framed('[]'),
  'text in quotes': framed('"a"'),
  'a byte order mark': framed('\ufeff[]'),
};
