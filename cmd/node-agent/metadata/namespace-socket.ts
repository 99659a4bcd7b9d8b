import { createServer } from 'node:net';

/**
 * The program of the child that {@link openNamespaceSocket} starts inside a network namespace: it listens, hands the socket to its parent and ends.
 * Arguments: address and port.
 */
const [address, port] = process.argv.slice(2);
const server = createServer();
server.once('error', (error) => {
  process.stderr.write(error.message);
  process.exit(1);
});
server.listen({ host: address ?? '', port: Number(port), backlog: 511 }, () => {
  process.send?.('listening', server, {}, (error) => process.exit(error === null ? 0 : 1));
});
