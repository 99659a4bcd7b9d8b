import { describe, expect, it } from 'vitest';
import { encodeOpenApiDocument } from './encode-document.ts';

const document = {
  swagger: '2.0',
  info: { title: 't', version: 'v' },
  paths: {},
  definitions: { A: { type: 'object', 'x-kubernetes-list-map-keys': ['a'] } },
};

describe('encodeOpenApiDocument', () => {
  it('writes the published field numbers', () => {
    // swagger 1; info 2 {title 1, version 2}; paths 8; definitions 9 {1 {name 1, value 2 {type 22 {1}, vendor extension 31 {name 1, value 2 {yaml 2}}}}}.
    const extension = ['fa01', '25', '0a1a', text('x-kubernetes-list-map-keys'), '1207', '1205', text('["a"]')].join('');
    const schema = ['b201', '08', '0a06', text('object'), extension].join('');
    const definition = ['0a01', text('A'), '12', length(schema), schema].join('');
    const expected = [
      '0a03',
      text('2.0'),
      '1206',
      '0a01',
      text('t'),
      '1201',
      text('v'),
      '4200',
      '4a',
      length(`0a${length(definition)}${definition}`),
      '0a',
      length(definition),
      definition,
    ];

    expect(Buffer.from(encodeOpenApiDocument(document)).toString('hex')).toBe(expected.join(''));
  });

  it.each([
    ['a word that it does not know', { ...document, host: 'example' }],
    ['one in a schema', { ...document, definitions: { A: { anyOf: [] } } }],
    ['a parameter in a header', { ...document, paths: { '/a': { parameters: [{ name: 'h', in: 'header', type: 'string' }] } } }],
  ])('loses nothing silently: refuses %s', (_, wrong) => {
    expect(() => encodeOpenApiDocument(wrong)).toThrow(TypeError);
  });
});

function text(value: string): string {
  return Buffer.from(value).toString('hex');
}

function length(hex: string): string {
  return (hex.length / 2).toString(16).padStart(2, '0');
}
