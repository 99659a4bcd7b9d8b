import { Agent, get } from 'node:http';

/** A guest that asks for its metadata as fast as it is answered. Arguments: connections, seconds, path. Prints requests a second and milliseconds. */
const [connections, seconds, path] = [Number(process.argv[2]), Number(process.argv[3]), process.argv[4] ?? '/'];
const agent = new Agent({ keepAlive: true, maxSockets: connections });
const latencies: number[] = [];
const endsAt = performance.now() + seconds * 1000;

function ask(): Promise<void> {
  return new Promise((resolve, reject) => {
    get({ host: '169.254.169.254', path, agent }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`HTTP ${response.statusCode}`));
      response.resume().once('end', resolve);
    }).once('error', reject);
  });
}

async function askOnAndOn(): Promise<void> {
  while (performance.now() < endsAt) {
    const startedAt = performance.now();
    await ask();
    latencies.push(performance.now() - startedAt);
  }
}

await Promise.all(Array.from({ length: connections }, askOnAndOn));
latencies.sort((one, other) => one - other);
const at = (share: number) => latencies[Math.floor(latencies.length * share)]?.toFixed(1);
console.log(`${Math.round(latencies.length / seconds)} requests/s, median ${at(0.5)} ms, 99th percentile ${at(0.99)} ms`);
process.exit(0);
