import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { houseApp } from '../toy/house.app.ts';

describe('a server that stops', () => {
  it('answers a request that reaches it meanwhile with a problem, and closes the connection', async () => {
    const { app } = await houseApp();
    await app.listen(0, '127.0.0.1');
    const socket = connect(Number(new URL(await app.getUrl()).port), '127.0.0.1');
    await once(socket, 'connect');
    const answer = text(socket);
    // Half a request: the connection is not idle, so the server waits for the rest.
    socket.write('GET /v1/lamps HTTP/1.1\r\nHost: house\r\n');
    await new Promise((go) => setTimeout(go, 50));
    const closed = app.close();
    await new Promise((go) => setTimeout(go, 50));
    socket.write('\r\n');
    await closed;
    const [head = '', body = ''] = (await answer).split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1.1 503 /);
    expect(head.toLowerCase()).toContain('content-type: application/problem+json');
    expect(JSON.parse(body)).toMatchObject({ status: 503, code: 'SERVER.STOPPING' });
  });
});
