import { describe, expect, it } from 'vitest';
import { protoLines } from './proto-lines.ts';
import { SchemaHistory } from './schema-history.ts';
import { schemaLines } from './schema-lines.ts';

describe('schemaLines', () => {
  it('names every field with its type, through lists and maps, and every word of an enumeration', () => {
    const lines = schemaLines(
      {
        type: 'object',
        properties: {
          power: { type: 'string', enum: ['Running', 'Stopped'] },
          disks: { type: 'array', items: { type: 'object', properties: { sizeGiB: { type: 'integer' } } } },
          labels: { type: 'object', additionalProperties: { type: 'string' } },
        },
      },
      'servers/v1',
    );

    expect(lines.map(({ subject, meaning }) => `${subject}: ${meaning}`)).toEqual([
      'servers/v1 power: string',
      'servers/v1 power=Running: word',
      'servers/v1 power=Stopped: word',
      'servers/v1 disks: array',
      'servers/v1 disks[]: object',
      'servers/v1 disks[].sizeGiB: integer',
      'servers/v1 labels: object',
      'servers/v1 labels{}: string',
    ]);
  });
});

describe('protoLines', () => {
  it('names every field number with what it means', () => {
    const text =
      'syntax = "proto3"; package a.b; message Hello { string host_uid = 1; repeated Item items = 3; } message Item { uint64 size = 2; }';

    expect(protoLines(text).map(({ subject, meaning }) => `${subject}: ${meaning}`)).toEqual([
      'a.b.Hello 1: host_uid string',
      'a.b.Hello 3: items repeated Item',
      'a.b.Item 2: size uint64',
    ]);
  });
});

describe('SchemaHistory', () => {
  const history = new SchemaHistory('# what it is\na 1: name string\na 2: size uint64\nretired b 1\n# Frozen by v1\na 3: still open\n');

  it('has nothing to say about what it knows, what is new, and what has not shipped', () => {
    const present = [
      { subject: 'a 1', meaning: 'name string' },
      { subject: 'a 2', meaning: 'size uint64' },
      { subject: 'a 3', meaning: 'colour string' },
    ];

    expect(history.complaintsAbout(present)).toEqual([]);
    expect(history.extendedBy(present)).toBe(
      '# what it is\na 1: name string\na 2: size uint64\nretired b 1\n# Frozen by v1\na 3: colour string\n',
    );
  });

  it('refuses another meaning, a removal that nobody wrote down, and a revival', () => {
    const complaints = history.complaintsAbout([
      { subject: 'a 1', meaning: 'title string' },
      { subject: 'b 1', meaning: 'old string' },
    ]);

    expect(complaints).toEqual([
      expect.stringMatching(/^a 1 was "name string" and cannot become "title string"/),
      expect.stringMatching(/^b 1 was retired/),
      expect.stringMatching(/^a 2 is gone/),
    ]);
  });

  it('finds lines that an older history had', () => {
    expect(history.linesLostSince('a 1: name string\na 9: gone string\n')).toEqual(['a 9: gone string']);
  });
});
