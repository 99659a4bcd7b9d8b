/**
 * A form of `key` that JavaScript's own comparison puts where the store puts the key: in the order of its UTF-8 bytes. Equal to the key itself
 * where that is ASCII. (JavaScript compares UTF-16, which differs above U+FFFF.)
 */
export function byteOrdered(key: string): string {
  return isASCII.test(key) ? key : Buffer.from(key, 'utf8').toString('latin1');
}

// oxlint-disable-next-line no-control-regex -- ASCII includes them
const isASCII = /^[\u0000-\u007f]*$/;
