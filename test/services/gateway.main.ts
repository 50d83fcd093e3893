/** The gateway as a process of its own: `gateway.main.ts COMMANDS QUERIES PROJECTIONS [PORT]`. */
import { startGateway } from './gateway.ts';

const [commands, queries, projections, port = '0'] = process.argv.slice(2);
if (!commands || !queries || !projections) throw new Error('give the addresses of command-api, query-api and projector');
const gateway = await startGateway({ commands, queries, projections }, Number(port));
process.stdout.write(`the gateway is running at ${gateway.url}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void gateway.close().then(() => process.exit(0)));
