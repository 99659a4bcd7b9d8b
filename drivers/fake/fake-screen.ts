import { Duplex } from 'node:stream';

/**
 * A screen of two by two points by RFB 3.8 (RFC 6143 §7.1 to §7.3), without a password: whoever says the right words is told its size and its name. Nothing is
 * ever drawn on it, and what is typed afterwards is taken and means nothing. Other words end it.
 */
export function openFakeScreen(name: string): Duplex {
  let heard = Buffer.alloc(0);
  let step = 0;
  const screen = new Duplex({
    read: () => {},
    write: (chunk: Buffer, _encoding, done) => {
      heard = step === steps.length ? heard : Buffer.concat([heard, chunk]);
      for (let next = steps[step]; next !== undefined && heard.byteLength >= next.length; next = steps[step]) {
        if (!next.accepts(heard.subarray(0, next.length))) {
          screen.push(null);
          step = steps.length;
          break;
        }
        heard = heard.subarray(next.length);
        screen.push(next.answer(name));
        step += 1;
      }
      done();
    },
    final: (done) => {
      screen.push(null);
      done();
    },
  });
  screen.push(greeting);
  return screen;
}

const greeting = 'RFB 003.008\n';
/** The security type that asks for nothing. */
const noSecurity = 1;

interface Step {
  /** How many bytes a client sends. */
  readonly length: number;
  readonly accepts: (bytes: Buffer) => boolean;
  readonly answer: (name: string) => Buffer;
}

const steps: readonly Step[] = [
  { length: greeting.length, accepts: (bytes) => bytes.toString() === greeting, answer: () => Buffer.from([1, noSecurity]) },
  { length: 1, accepts: ([type]) => type === noSecurity, answer: () => Buffer.alloc(4) },
  // Whether others may look on: they may.
  { length: 1, accepts: () => true, answer: serverInit },
];

/** The size, 32 bits a point in true colour, and the name. */
function serverInit(name: string): Buffer {
  const title = Buffer.from(name);
  const head = Buffer.alloc(24);
  head.writeUInt16BE(2, 0);
  head.writeUInt16BE(2, 2);
  head.set([32, 24, 0, 1, 0, 255, 0, 255, 0, 255, 16, 8, 0], 4);
  head.writeUInt32BE(title.byteLength, 20);
  return Buffer.concat([head, title]);
}
