import { afterEach, describe, expect, it } from 'vitest';
import { HealthServer } from './health-server.ts';

const servers: HealthServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function aServer(obstacles: readonly string[] = []): Promise<string> {
  const server = new HealthServer({
    metrics: { text: async () => ({ contentType: 'text/plain; version=0.0.4', text: 'tycho_leading 1\n' }) },
    obstacles: () => obstacles,
  });
  servers.push(server);
  const { host, port } = await server.listen({ host: '127.0.0.1', port: 0 });
  return `http://${host}:${port}`;
}

describe('HealthServer', () => {
  it('is alive always, and ready when nothing stands in the way', async () => {
    const base = await aServer();

    expect((await fetch(`${base}/livez`)).status).toBe(200);
    expect((await fetch(`${base}/readyz`)).status).toBe(200);
  });

  it('says what stands in the way', async () => {
    const base = await aServer(['servers.compute.tycho.dev: not read yet']);

    const answer = await fetch(`${base}/readyz`);

    expect(answer.status).toBe(500);
    expect(await answer.text()).toBe('servers.compute.tycho.dev: not read yet\n');
    expect((await fetch(`${base}/livez`)).status).toBe(200);
  });

  it('shows metrics as Prometheus reads them', async () => {
    const answer = await fetch(`${await aServer()}/metrics`);

    expect(answer.headers.get('content-type')).toContain('version=0.0.4');
    expect(await answer.text()).toContain('tycho_leading 1');
  });

  it('refuses to listen where others could reach it', async () => {
    const server = new HealthServer({ metrics: { text: async () => ({ contentType: '', text: '' }) }, obstacles: () => [] });

    await expect(server.listen({ host: '0.0.0.0', port: 0 })).rejects.toThrow('only loopback addresses');
  });
});
