/** The gateway as a part of another program: settings in, a listening server out. */

export { type Config, ConfigError, parseConfig } from './config.ts';
export { type ClosingPace, createGateway, type Gateway, type GatewayOptions } from './gateway.ts';
export { createLogger } from './telemetry/logger.ts';
export type { TransportEvent } from './transport/observe.ts';
