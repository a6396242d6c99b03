import { describe, expect, it } from 'vitest';
import {
  about,
  count,
  date,
  type Decoder,
  dictionary,
  flag,
  freeText,
  id,
  list,
  Malformed,
  named,
  note,
  object,
  optional,
  word,
} from '../../src/cln/decode.ts';

const row = object({ key: word, limit: named('usageLimit', count), note, servers: optional(count) });

describe('decoders accept', () => {
  it.each<{ reason: string; decode: Decoder<unknown>; value: unknown; expected: unknown }>([
    { reason: 'a number', decode: count, value: 5, expected: 5 },
    { reason: 'a decimal string', decode: count, value: '42', expected: 42 },
    { reason: 'zero, without its sign', decode: count, value: -0, expected: 0 },
    { reason: 'the largest exact number', decode: count, value: '9007199254740991', expected: Number.MAX_SAFE_INTEGER },
    { reason: 'an id that is a number', decode: id, value: 23, expected: '23' },
    { reason: 'an id that is a string', decode: id, value: 'SSERVER_1', expected: 'SSERVER_1' },
    { reason: 'a null note', decode: note, value: null, expected: '' },
    { reason: 'an absent note', decode: note, value: undefined, expected: '' },
    { reason: 'a note that is a number, as the 2023 text shows', decode: note, value: 123, expected: '123' },
    { reason: 'a note as it is, white space included', decode: note, value: ' a\tb ', expected: ' a\tb ' },
    { reason: 'a date', decode: date, value: '2014-04-30T11:26-0400', expected: Date.UTC(2014, 3, 30, 15, 26) },
    { reason: 'null where it is optional', decode: optional(count), value: null, expected: undefined },
    { reason: 'an empty list', decode: list(count), value: [], expected: [] },
    { reason: 'a list with a row twice', decode: list(count), value: [1, '1'], expected: [1, 1] },
    {
      reason: 'fields that are not known, and leaves them out',
      decode: row,
      value: { key: 'K', usageLimit: '2', note: null, type: 3, brand: 'new' },
      expected: { key: 'K', limit: 2, note: '' },
    },
    { reason: 'a dictionary', decode: dictionary(flag), value: { a: true }, expected: { a: true } },
    {
      reason: 'the object that was asked about',
      decode: about(row, 'key', 'K'),
      value: { key: 'K', usageLimit: 1 },
      expected: { key: 'K', limit: 1, note: '' },
    },
  ])('$reason', ({ decode, value, expected }) => {
    expect(decode(value, 'data')).toStrictEqual(expected);
  });
});

describe('decoders refuse', () => {
  it.each<{ reason: string; decode: Decoder<unknown>; value: unknown; message: string }>([
    { reason: 'a fraction', decode: count, value: 1.5, message: 'data is not a whole number' },
    { reason: 'a negative number', decode: count, value: -1, message: 'data is not a whole number' },
    { reason: 'a negative string', decode: count, value: '-1', message: 'data is not a whole number' },
    { reason: 'a hexadecimal string', decode: count, value: '0x10', message: 'data is not a whole number' },
    { reason: 'an exponent', decode: count, value: '1e3', message: 'data is not a whole number' },
    { reason: 'an empty string for a number', decode: count, value: '', message: 'data is not a whole number' },
    {
      reason: 'a number that lost its last digits',
      decode: count,
      value: 2 ** 53,
      message: 'data is not a whole number',
    },
    {
      reason: 'such a number as a string',
      decode: count,
      value: '9007199254740993',
      message: 'data is not a whole number',
    },
    { reason: 'true for a number', decode: count, value: true, message: 'data is not a whole number' },
    { reason: 'an empty id', decode: id, value: '', message: 'data is not an id' },
    { reason: 'an id below zero', decode: id, value: -1, message: 'data is not an id' },
    { reason: 'an id that lost its last digits', decode: id, value: 1e20, message: 'data is not an id' },
    { reason: 'a key that is a number', decode: word, value: 12, message: 'data is not a text' },
    { reason: 'an object for a note', decode: note, value: {}, message: 'data is not a text' },
    { reason: 'null where a text must be', decode: freeText, value: null, message: 'data is not a text' },
    { reason: 'a string for a flag', decode: flag, value: 'true', message: 'data is not true or false' },
    { reason: 'a date that is none', decode: date, value: 'yesterday', message: 'data is not a date' },
    { reason: 'null for a list', decode: list(count), value: null, message: 'data is not a list' },
    { reason: 'an object for a list', decode: list(count), value: {}, message: 'data is not a list' },
    { reason: 'nothing for a list', decode: list(count), value: undefined, message: 'data is missing' },
    { reason: 'a list for an object', decode: row, value: [], message: 'data is not an object' },
    {
      reason: 'a row without its key',
      decode: list(row),
      value: [{ key: 'K', usageLimit: 1 }, { usageLimit: 1 }],
      message: 'data[1].key is missing',
    },
    {
      reason: 'a bad field of a row, by the name that it has in the answer',
      decode: list(row),
      value: [{ key: 'K', usageLimit: 'many' }],
      message: 'data[0].usageLimit is not a whole number',
    },
    { reason: 'an inherited name', decode: object({ toString: word }), value: {}, message: 'data.toString is missing' },
    {
      reason: 'a bad entry of a dictionary',
      decode: dictionary(flag),
      value: { a: 1 },
      message: 'data.a is not true or false',
    },
    {
      reason: 'another object than the one asked about',
      decode: about(row, 'key', 'K'),
      value: { key: 'L', usageLimit: 1 },
      message: 'data.key is not the one asked for',
    },
  ])('$reason', ({ decode, value, message }) => {
    expect(() => decode(value, 'data')).toThrow(new Malformed(...(message.split(/ (.*)/, 2) as [string, string])));
  });
});
