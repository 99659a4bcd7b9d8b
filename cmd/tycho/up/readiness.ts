import { readFile } from 'node:fs/promises';
import { request } from 'node:https';
import type { Clock } from '#apis/machinery/clock.ts';
import { readLogFrom } from './process-log.ts';
import type { Readiness } from './process-plan.ts';

/** Whether a process that was started when its log was `logStart` long is ready now. */
export async function isReady(
  readiness: Readiness,
  log: { readonly file: string; readonly start: number },
  clock: Clock,
): Promise<boolean> {
  return readiness.kind === 'SaysSo' ? readLogFrom(log.file, log.start).includes(readyWords(readiness.process)) : answers(readiness, clock);
}

/** What every process of ours logs when its start is done (cmd/bootstrap/lifecycle.ts). */
function readyWords(process: string | undefined): string {
  const message = '"message":"process ready"';
  return process === undefined ? message : `"process":"${process}",${message}`;
}

const answerLimitMilliseconds = 2000;

async function answers({ url, authority, certificate, key }: Readiness & { readonly kind: 'Answers' }, clock: Clock): Promise<boolean> {
  const [ca, cert, privateKey] = await Promise.all([authority, certificate, key].map((file) => readFile(file)));
  return new Promise((resolve) => {
    const outgoing = request(url, { ca, cert, key: privateKey, agent: false }, (response) => {
      response.resume();
      finish(response.statusCode === 200);
    });
    const timer = clock.setTimer(() => finish(false), answerLimitMilliseconds);
    const finish = (isUp: boolean): void => {
      timer.cancel();
      outgoing.destroy();
      resolve(isUp);
    };
    outgoing.on('error', () => finish(false)).end();
  });
}
