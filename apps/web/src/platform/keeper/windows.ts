/** The windows of this browser that show the application. */
export interface Windows {
  /** This window’s name, new with each loading of the page. */
  readonly own: string;
  /** Those that answer, this one among them. */
  alive(): Promise<ReadonlySet<string>>;
  /** Another window was closed: what it left can be taken over. */
  onLeft(listener: () => void): () => void;
}

type Message =
  { readonly type: 'who' } | { readonly type: 'here' | 'left'; readonly window: string };

/** How long windows are given to answer, in milliseconds. */
const answerWithinMs = 250;

/** Windows tell each other that they are there; a browser without channels has but one. */
export function openWindows(own: string): Windows {
  if (typeof BroadcastChannel === 'undefined') {
    return { own, alive: async () => new Set([own]), onLeft: () => () => undefined };
  }
  const channel = new BroadcastChannel('consilium-windows');
  const say = (message: Message): void => channel.postMessage(message);
  const hear = (listener: (message: Message) => void): (() => void) => {
    const heard = ({ data }: MessageEvent<Message>): void => listener(data);
    channel.addEventListener('message', heard);
    return () => channel.removeEventListener('message', heard);
  };
  hear(({ type }) => {
    if (type === 'who') say({ type: 'here', window: own });
  });
  window.addEventListener('pagehide', ({ persisted }) => {
    if (!persisted) say({ type: 'left', window: own });
  });
  return {
    own,
    alive: () =>
      new Promise((resolve) => {
        const found = new Set([own]);
        const stop = hear((message) => {
          if (message.type === 'here') found.add(message.window);
        });
        say({ type: 'who' });
        setTimeout(() => {
          stop();
          resolve(found);
        }, answerWithinMs);
      }),
    onLeft: (listener) =>
      hear(({ type }) => {
        if (type === 'left') listener();
      }),
  };
}
