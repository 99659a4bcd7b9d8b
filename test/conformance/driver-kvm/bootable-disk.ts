// prettier-ignore
const bootCode = [
  0x31, 0xc0, 0x8e, 0xd8, // xor %ax, %ax; mov %ax, %ds
  0xbe, 0x15, 0x7c,       // mov $0x7c15, %si
  0xba, 0xf8, 0x03,       // mov $0x3f8, %dx
  0xac, 0x84, 0xc0,       // 1: lodsb; test %al, %al
  0x74, 0x03,             // jz 2f
  0xee, 0xeb, 0xf8,       // out %al, %dx; jmp 1b
  0xf4, 0xeb, 0xfd,       // 2: hlt; jmp 2b
];

/** A disk of 8 MiB whose boot sector writes a line to the serial port: enough to see that firmware and disk are the right ones. */
export function bootableDisk(words: string): Buffer {
  const disk = Buffer.alloc(8 * 1024 ** 2);
  disk.set([...bootCode, ...Buffer.from(`${words}\r\n\0`)]);
  disk.set([0x55, 0xaa], 510);
  return disk;
}
