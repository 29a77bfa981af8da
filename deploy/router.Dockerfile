# The example's router. Build from the repository's root: docker build -f deploy/router.Dockerfile -t gateway-router .
FROM node:20-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000
WORKDIR /app
COPY examples/federation/package.json examples/federation/package-lock.json ./
RUN npm ci
COPY examples/federation .
USER 1000
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=15s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/?query={__typename}`, { headers: { 'apollo-require-preflight': 'true' } }).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--import", "tsx", "serve-router.ts"]
