import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The browser asks its own origin, and Vite hands `/graphql` on: the gateway needs no CORS setting for the shop. */
const proxy = { '/graphql': process.env.GATEWAY_URL ?? 'http://127.0.0.1:4000' };

export default defineConfig({
  plugins: [react()],
  server: { host: '127.0.0.1', proxy },
  preview: { host: '127.0.0.1', proxy },
});
