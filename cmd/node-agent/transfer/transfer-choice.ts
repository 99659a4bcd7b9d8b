import { isIP } from 'node:net';
import { UsageError } from '#cmd/bootstrap/flags.ts';

/** What the operator says of guests that go to other hosts while they run. */
export interface TransferChoice {
  /** Where other hosts reach this one; undefined: it takes no part. */
  readonly address: string | undefined;
  /** How many guests may leave at once, and how many may come. */
  readonly most: number;
  /** For each of them. */
  readonly bytesPerSecond?: number;
}

export const transferFlags = {
  'transfer-address': {
    kind: 'Optional',
    value: 'ADDRESS',
    help: 'Where other hosts reach this one to send it guests that run (live migration). It takes no part if absent.',
  },
  'transfer-limit': { kind: 'Default', value: 'COUNT', default: '2', help: 'So many running guests may leave at once, and so many come.' },
  'transfer-bandwidth': {
    kind: 'Optional',
    value: 'MIB',
    help: 'MiB a second that one guest may be sent at. As fast as it goes if absent.',
  },
} as const;

export interface TransferFlagValues {
  readonly 'transfer-address': string | undefined;
  readonly 'transfer-limit': string;
  readonly 'transfer-bandwidth': string | undefined;
}

/** What the flags choose. Throws {@link UsageError}. */
export function transferChoice(values: TransferFlagValues): TransferChoice {
  const address = values['transfer-address'];
  if (address !== undefined && isIP(address) === 0) throw new UsageError(`--transfer-address: "${address}" is not an IP address`);
  const bandwidth = values['transfer-bandwidth'];
  return {
    address,
    most: wholeNumber('--transfer-limit', values['transfer-limit']),
    ...(bandwidth === undefined ? {} : { bytesPerSecond: wholeNumber('--transfer-bandwidth', bandwidth) * 1024 ** 2 }),
  };
}

function wholeNumber(flag: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1 || value > mostOfAny)
    throw new UsageError(`${flag}: "${text}" is not a whole number from 1 to ${mostOfAny}`);
  return value;
}

const mostOfAny = 1_000_000;
