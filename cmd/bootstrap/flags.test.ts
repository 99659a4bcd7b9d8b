import { describe, expect, it } from 'vitest';
import { describeFlags, parseFlags, UsageError } from './flags.ts';

const flags = {
  listen: { kind: 'Default', value: 'HOST:PORT', default: '127.0.0.1:0', help: 'Where to listen.' },
  gateway: { kind: 'Required', value: 'HOST:PORT', help: 'Whom to dial.' },
  'host-name': { kind: 'Optional', value: 'NAME', help: 'Label of this host.' },
  'allow-image-directory': { kind: 'List', value: 'DIRECTORY', help: 'Where images may lie.' },
  verbose: { kind: 'Switch', help: 'Say more.' },
} as const;

describe('parseFlags', () => {
  it('gives each flag its value, its default, or nothing', () => {
    expect(parseFlags(['--gateway', 'g:1', '--allow-image-directory=/a', '--allow-image-directory', '/b', '--verbose'], flags)).toEqual({
      listen: '127.0.0.1:0',
      gateway: 'g:1',
      'host-name': undefined,
      'allow-image-directory': ['/a', '/b'],
      verbose: true,
    });
    expect(parseFlags(['--gateway', 'g:1'], flags)).toMatchObject({ 'allow-image-directory': [], verbose: false });
  });

  it('names the flag that is missing, unknown or without a value', () => {
    expect(() => parseFlags([], flags)).toThrow(new UsageError('--gateway HOST:PORT is missing: Whom to dial.'));
    expect(() => parseFlags(['--gatway', 'x'], flags)).toThrow("Unknown option '--gatway'");
    expect(() => parseFlags(['--gateway'], flags)).toThrow(/--gateway <value>' argument missing/);
  });
});

describe('describeFlags', () => {
  it('prints one aligned line a flag', () => {
    expect(describeFlags(flags)).toBe(
      [
        '  --listen HOST:PORT                 Where to listen. (default 127.0.0.1:0)',
        '  --gateway HOST:PORT                Whom to dial. (required)',
        '  --host-name NAME                   Label of this host.',
        '  --allow-image-directory DIRECTORY  Where images may lie. (may be repeated)',
        '  --verbose                          Say more.',
        '',
      ].join('\n'),
    );
  });
});
