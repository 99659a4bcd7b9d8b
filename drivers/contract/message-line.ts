import type { Duplex } from 'node:stream';

/** So much one end says to the other in one message at most. */
const maximumBytes = 256 * 1024;

/** Says one thing to the other end. */
export function writeMessage(stream: Duplex, message: object): void {
  stream.write(`${JSON.stringify(message)}\n`);
}

/** The next thing that the other end says. Rejects when the stream ends before, or it says too much. */
export function readMessage(stream: Duplex): Promise<unknown> {
  if (stream.destroyed || stream.readableEnded) return Promise.reject(new Error('the other end says nothing more'));
  return new Promise((resolve, reject) => {
    let text = '';
    const finish = (end: () => void): void => {
      stream.off('data', take).off('error', fail).off('close', close).off('end', close);
      stream.pause();
      end();
    };
    const fail = (error: Error): void => finish(() => reject(error));
    const close = (): void => fail(new Error('the other end said nothing more'));
    const take = (bytes: Buffer): void => {
      text += bytes.toString('utf8');
      const end = text.indexOf('\n');
      if (end < 0) {
        if (text.length > maximumBytes) fail(new Error(`the other end says more than ${maximumBytes} bytes in one message`));
        return;
      }
      const rest = text.slice(end + 1);
      finish(() => {
        if (rest !== '') stream.unshift(Buffer.from(rest));
        try {
          resolve(JSON.parse(text.slice(0, end)));
        } catch (cause) {
          reject(new Error('the other end says what nobody can read', { cause }));
        }
      });
    };
    stream.on('data', take).once('error', fail).once('close', close).once('end', close);
    // It was left standing after the last message.
    stream.resume();
  });
}
