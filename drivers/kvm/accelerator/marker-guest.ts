/** How QEMU ends when the marker guest has done its work: its debug port makes exit code 2n + 1 of the byte n. */
export const markerExitCode = 33;

/** The device that does it; for the probe's command line. */
export const markerExitDevice = 'driver=isa-debug-exit,iobase=0xf4,iosize=0x04';

const romBytes = 65_536;

/**
 * The smallest guest that proves anything: a firmware of 64 KiB that starts at the reset vector, enters protected
 * mode, counts down from 2^26 and writes to the debug port. A processor, or QEMU's translator, counts that in a
 * fraction of a second; an accelerator that emulates one instruction at a time is not done within the probe's limit.
 */
export function markerGuest(): Uint8Array {
  const rom = Buffer.alloc(romBytes, 0xf4 /* hlt */);
  rom.set(resetVector, 0xfff0);
  rom.set(realMode, 0xff00);
  rom.set(descriptorTableRegister, 0xff80);
  rom.set(descriptorTable, 0xff90);
  rom.set(protectedMode, 0xfe00);
  return rom;
}

const resetVector = [0xe9, 0x0d, 0xff]; // jmp 0xff00

// prettier-ignore
const realMode = [
  0xfa,                                           // cli
  0x2e, 0x66, 0x0f, 0x01, 0x16, 0x80, 0xff,       // lgdtl %cs:0xff80
  0x0f, 0x20, 0xc0,                               // mov %cr0, %eax
  0x0c, 0x01,                                     // or $1, %al
  0x0f, 0x22, 0xc0,                               // mov %eax, %cr0
  0x66, 0xea, 0x00, 0xfe, 0x0f, 0x00, 0x08, 0x00, // ljmpl $8, $0xffe00
];

/** Sixteen bytes of descriptors, at the ROM's second place below 1 MiB. */
const descriptorTableRegister = [0x0f, 0x00, 0x90, 0xff, 0x0f, 0x00];

// prettier-ignore
const descriptorTable = [
  0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
  0xff, 0xff, 0x00, 0x00, 0x00, 0x9a, 0xcf, 0x00, // 32-bit code, all of memory
];

// prettier-ignore
const protectedMode = [
  0xb9, 0x00, 0x00, 0x00, 0x04,                   // mov $0x4000000, %ecx
  0x49,                                           // 1: dec %ecx
  0x75, 0xfd,                                     // jnz 1b
  0xb0, 0x10,                                     // mov $0x10, %al
  0xe6, 0xf4,                                     // out %al, $0xf4
  0xf4,                                           // 2: hlt
  0xeb, 0xfd,                                     // jmp 2b
];
