import { RouteTable } from './route-table.ts';

describe('the methods of an address', () => {
  const routes = new RouteTable();
  routes.add(['GET', 'HEAD'], '/v1/units');
  routes.add(['GET', 'HEAD'], '/v1/units/:id');
  routes.add('POST', '/v1/units/create');
  routes.add('POST', '/v1/units/:id/close');
  routes.add('GET', '/files/*');

  it.each([
    ['/v1/units', ['GET', 'HEAD']],
    ['/v1/units/', ['GET', 'HEAD']],
    ['/v1/units/u1?x=1', ['GET', 'HEAD']],
    ['/v1/units/create', ['POST']],
    ['/v1/units/u1/close', ['POST']],
    ['/v1/units/u1/open', []],
    ['/files/a/b', ['GET']],
    ['/', []],
  ])('of %s are those of the route that names it most closely', (path, methods) => {
    expect(routes.allowed(path)).toEqual(methods);
  });
});
