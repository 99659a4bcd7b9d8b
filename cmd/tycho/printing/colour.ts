import type { Output } from '../world.ts';

type Stream = Pick<Output, 'hasColour'>;

const paint =
  (code: number) =>
  (text: string, stream: Stream): string =>
    stream.hasColour && text !== '' ? `\u001B[${code}m${text}\u001B[0m` : text;

export const bold: (text: string, stream: Stream) => string = paint(1);
export const dim: (text: string, stream: Stream) => string = paint(2);
export const red: (text: string, stream: Stream) => string = paint(31);
export const green: (text: string, stream: Stream) => string = paint(32);
export const yellow: (text: string, stream: Stream) => string = paint(33);

/** How a word that states how something is should look, whatever the kind of object. Other words keep the plain colour. */
export function colourOfState(word: string): ((text: string, stream: Stream) => string) | undefined {
  if (good.has(word)) return green;
  if (bad.has(word)) return red;
  return underWay.has(word) ? yellow : undefined;
}

const good = new Set(['Running', 'Ready', 'True', 'Active', 'Succeeded', 'Available', 'Bound']);
const bad = new Set(['Failed', 'Lost', 'False', 'Error', 'Crashed', 'Warning']);
const underWay = new Set(['Pending', 'Preparing', 'Starting', 'Stopping', 'Unknown', 'Terminating', 'Restarting']);
