import { Call, type Wrapper } from './call.ts';

/**
 * A write that is on its way cannot be taken back: when its caller leaves, the caller hears `aborted` with `sent: true`
 * at once, and the write goes on to its own end (the exchange no longer heeds an abort) with its place in the limit,
 * its part in the breaker's count and its attempt event. A write that waits to be sent is given up like a read.
 */
export function letWritesFinish(): Wrapper {
  return (next) => (request, call) => {
    if (request.repeat === 'safe') return next(request, call);
    if (call.aborted) return Promise.reject(call.abortedError());
    return new Promise((resolve, reject) => {
      const inner = new Call(call.deadline);
      const release = () => {
        call.waitingFor = undefined;
        call.adopt(inner);
      };
      call.waitingFor = {
        stop() {
          inner.abort();
          release();
          reject(call.abortedError());
        },
      };
      next(request, inner).then(
        (response) => {
          release();
          resolve(response);
        },
        (error: unknown) => {
          release();
          reject(error);
        },
      );
    });
  };
}
