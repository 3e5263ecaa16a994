import { SocketBounds, type BoundedSocket } from './socket-bounds';

describe('the bounds of live connections', () => {
  const [anna, bruno] = ['account-anna', 'account-bruno'];

  /** How many of so many subscriptions are taken. */
  const taken = (socket: BoundedSocket, n: number, name = 'view'): number =>
    Array.from({ length: n }, (_each, i) => socket.subscribe(`${name} ${i}`)).filter(Boolean)
      .length;

  it('are a hundred and fifty subscriptions of a session, over all its sockets', () => {
    const bounds = new SocketBounds();
    const [first, second, third] = [1, 2, 3].map(() => bounds.open('session 1', anna)!);
    expect([taken(first!, 100), taken(second!, 60), taken(third!, 60)]).toEqual([60, 60, 30]);
    // Another session of hers is not held to that, and neither is anybody else.
    expect(taken(bounds.open('session 2', anna)!, 60)).toBe(60);
    expect(taken(bounds.open('session 3', bruno)!, 60)).toBe(60);
    // One that ends makes room for another.
    first!.unsubscribe('view 0');
    expect(taken(third!, 60, 'later')).toBe(1);
  });

  it('are three hundred subscriptions of a person, over all her sessions', () => {
    const bounds = new SocketBounds();
    const sockets = Array.from({ length: 6 }, (_each, i) => bounds.open(`session ${i}`, anna)!);
    expect(sockets.map((socket) => taken(socket, 60))).toEqual([60, 60, 60, 60, 60, 0]);
    expect(taken(bounds.open('session of his', bruno)!, 60)).toBe(60);
    // A closed socket gives back all that it held.
    sockets[0]!.close();
    expect(taken(sockets[5]!, 60)).toBe(60);
  });

  it('are twenty sockets of a session and sixty of a person', () => {
    const bounds = new SocketBounds();
    const open = (session: string, account: string, n: number): (BoundedSocket | null)[] =>
      Array.from({ length: n }, () => bounds.open(session, account));
    const opened = [1, 2, 3].map((n) => open(`session ${n}`, anna, 21));
    expect(opened.map((sockets) => sockets.filter(Boolean).length)).toEqual([20, 20, 20]);
    expect(bounds.open('session 4', anna)).toBeNull();
    expect(bounds.open('session of his', bruno)).not.toBeNull();
    opened[0]![0]!.close();
    expect(bounds.open('session 4', anna)).not.toBeNull();
    expect(bounds.open('session 4', anna)).toBeNull();
  });

  it('count a subscription once, whose name is used again', () => {
    const socket = new SocketBounds().open('session 1', anna)!;
    expect(taken(socket, 59)).toBe(59);
    expect(taken(socket, 59)).toBe(59);
    expect(taken(socket, 61, 'other')).toBe(1);
  });
});
