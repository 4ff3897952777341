import type restify from 'restify';

/** Answers 503 to everything until the application is built, so that a webhook that comes too early is delivered again. */
export interface StartingGate {
  open(): void;
}

/** To be mounted before anything else: the port is open before the application is built, and who comes too early is told to come again. */
export function mountStartingGate(server: restify.Server): StartingGate {
  let isOpen = false;
  server.pre((_request, response, next) => {
    if (isOpen) return next();
    response.sendRaw(503, '', { 'Content-Type': 'text/plain', 'Retry-After': '2' });
    return next(false);
  });
  return {
    open() {
      isOpen = true;
    },
  };
}
