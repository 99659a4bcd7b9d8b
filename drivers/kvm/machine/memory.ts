import { DriverError } from '#drivers/contract/driver.ts';
import type { Machine } from './machine.ts';
import { option, type Option, type Properties } from './option.ts';

const kibibytesOf: Readonly<Record<string, number>> = {
  K: 1,
  KB: 1,
  KIB: 1,
  M: 1024,
  MB: 1024,
  MIB: 1024,
  G: 1024 ** 2,
  GB: 1024 ** 2,
  GIB: 1024 ** 2,
};

/**
 * The size of the pages that a guest's memory is to be made of, as Nova's `hw:mem_page_size` says it: `large` (2 MiB), a size such as `1GB`, or a
 * number of KiB. Undefined: the host's usual ones (`small`, `any`). Throws {@link DriverError}.
 */
export function hugePageKiB(extraSpecs: Readonly<Record<string, string>>): number | undefined {
  const text = extraSpecs['hw:mem_page_size'];
  if (text === undefined || text === 'small' || text === 'any') return undefined;
  if (text === 'large') return 2048;
  const match = /^(\d+)\s*([A-Za-z]*)$/.exec(text);
  const unit = match?.[2] === '' ? 1 : kibibytesOf[match?.[2]?.toUpperCase() ?? ''];
  const sizeKiB = Number(match?.[1]) * (unit ?? Number.NaN);
  if (sizeKiB === 4) return undefined;
  if (sizeKiB === 2048 || sizeKiB === 1024 ** 2) return sizeKiB;
  throw new DriverError('Unsupported', `make memory of pages of "${text}": hw:mem_page_size is small, any, large, 2MB or 1GB`);
}

/** The guest's memory, where it is not of the usual pages. */
export function memory({ guest }: Machine): readonly Option[] {
  const pageKiB = hugePageKiB(guest.extraSpecs);
  if (pageKiB === undefined) return [];
  const properties = {
    'qom-type': 'memory-backend-memfd',
    id: 'memory0',
    size: `${guest.memoryMiB}M`,
    hugetlb: true,
    hugetlbsize: `${pageKiB}K`,
    prealloc: true,
  };
  return [option('-object', properties)];
}

/** For the board: where its memory is. */
export function memoryProperties({ guest }: Machine): Properties {
  return hugePageKiB(guest.extraSpecs) === undefined ? {} : { 'memory-backend': 'memory0' };
}
