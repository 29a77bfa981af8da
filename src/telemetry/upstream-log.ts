import type { Lines } from './trace-ids.ts';

/** A part of the transport's own events. */
type UpstreamEvent =
  | { readonly kind: 'attempt'; readonly status?: number; readonly abandoned: boolean }
  | { readonly kind: 'breaker'; readonly upstream: string; readonly phase: string }
  | { readonly kind: 'call' };

/** Writes what the transport tells of; `hasDetails` tells whether lines about single requests are wanted. */
export function logUpstreams(log: Lines, hasDetails: () => boolean): (event: UpstreamEvent) => void {
  return (event) => {
    switch (event.kind) {
      case 'attempt':
        if (event.abandoned) log.warn(event, endOfAbandoned(event.status));
        else if (hasDetails()) log.debug(event, 'upstream call');
        break;
      case 'breaker':
        if (event.phase === 'open') log.warn(event, `${event.upstream} fails; it is not asked for a while`);
        else log.info(event, `${event.upstream} answers again`);
        break;
      case 'call':
        break;
    }
  };
}

function endOfAbandoned(status: number | undefined): string {
  return status === undefined
    ? 'a write whose caller had left ended without an answer; whether it was done is not known'
    : 'a write ended whose caller had left';
}
