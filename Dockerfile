# syntax=docker/dockerfile:1
# Builds with: docker build -t paperboy .
# Node runs the TypeScript as it is, so there is nothing to compile: one stage fetches the packages, the
# other holds them, the code and a user with no rights.
FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# The `node` package brings Node 24 to older machines; the image has it. No install script is needed.
RUN npm install --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production \
    DATA_DIR=/data \
    HOST=0.0.0.0
WORKDIR /app
RUN groupadd --gid 10001 paperboy \
    && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin paperboy \
    && install --directory --owner=10001 --group=10001 --mode=0700 /data
COPY --from=packages /app/node_modules ./node_modules
COPY package.json LICENSE ./
COPY data/papers.jsonl ./data/papers.jsonl
COPY src ./src
COPY commands ./commands
RUN install --directory --owner=10001 --group=10001 node_modules/.cache
USER 10001:10001
# Reads and compiles the code once, so that no start of a container has to.
RUN ["node", "src/warm.js"]
VOLUME ["/data"]
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["node", "src/start.js", "--healthcheck"]
# No shell and no npm in between, so that SIGTERM reaches the bot.
ENTRYPOINT ["node", "src/start.js"]
