import { describe, expect, it } from 'vitest';
import { serverKind } from '#apis/compute/server.ts';
import { EventStream, type EventEncoding, type StreamWriter } from './event-stream.ts';
import { chunkedFraming, plainFraming } from './framing.ts';

const events: EventEncoding = { name: 'text', encodeEvent: (event) => Buffer.from(event.type) };

class Reader implements StreamWriter {
  text = '';
  endCount = 0;

  write(bytes: Buffer): void {
    this.text += bytes.toString();
  }

  pendingBytes(): number {
    return 7;
  }

  end(): void {
    this.endCount += 1;
  }
}

function aStream(options: { readonly events?: EventEncoding; readonly framing?: typeof plainFraming } = {}) {
  const caller = new AbortController();
  const stream = new EventStream({ events, framing: plainFraming, kind: serverKind, callerSignal: caller.signal, ...options });
  return { stream, caller, reader: new Reader() };
}

describe('EventStream', () => {
  it('keeps what comes before the reader is there, and counts it as pending', () => {
    const { stream, reader } = aStream();

    stream.write(Buffer.from('one'));
    expect(stream.pendingBytes()).toBe(3);
    stream.attach(reader);
    stream.write(Buffer.from('two'));

    expect(reader.text).toBe('onetwo');
    expect(stream.pendingBytes()).toBe(7);
  });

  it('ends once, whoever ends it first', () => {
    const { stream, caller, reader } = aStream();
    let closedCount = 0;
    stream.onClosed(() => (closedCount += 1));
    stream.attach(reader);

    stream.end();
    stream.end();
    caller.abort();
    stream.write(Buffer.from('late'));

    expect([reader.endCount, closedCount, reader.text, stream.signal.aborted]).toEqual([1, 1, '', false]);
  });

  it('hands over what was said, and the end, to a reader who comes after it', () => {
    const { stream, reader } = aStream();

    stream.write(Buffer.from('one'));
    stream.end();
    stream.attach(reader);

    expect([reader.text, reader.endCount]).toEqual(['one', 1]);
  });

  it('tells the registry when the caller goes away', () => {
    const { stream, caller, reader } = aStream();
    stream.attach(reader);

    caller.abort();

    expect([stream.signal.aborted, reader.endCount]).toEqual([true, 1]);
  });

  it('is over from the start when the caller is already gone', () => {
    const signal = AbortSignal.abort();

    expect(new EventStream({ events, framing: plainFraming, kind: serverKind, callerSignal: signal }).signal.aborted).toBe(true);
  });

  it('completes the first batch only, inside of its frame', () => {
    const completing: EventEncoding = { ...events, completeFirst: (payload) => Buffer.from(`first:${payload.toString()}`) };
    const { stream, reader } = aStream({ events: completing, framing: chunkedFraming });
    stream.attach(reader);

    stream.write(stream.frame([Buffer.from('a'), Buffer.from('b')]));
    stream.write(stream.frame([Buffer.from('c')]));

    expect(reader.text).toBe('8\r\nfirst:ab\r\n1\r\nc\r\n');
  });
});
