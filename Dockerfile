# Builds with npm; what runs holds node, the compiled product and its own dependencies, and no npm.
FROM node:26-slim AS build
WORKDIR /build
COPY package.json package-lock.json tsconfig.json tsconfig.build.json ./
COPY bin bin
COPY proto proto
COPY src src
COPY tools tools
COPY web web
RUN npm ci && npm prune --omit=dev --ignore-scripts

FROM node:26-slim
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /opt/yarn* /usr/local/bin/yarn*
WORKDIR /dropcast
COPY --from=build /build/node_modules node_modules
COPY --from=build /build/dist dist
COPY --from=build /build/bin bin
COPY examples examples
COPY package.json LICENSE ./
# The group keeps 65532 too: volumes are handed over by fsGroup.
USER 65532:65532
ENTRYPOINT ["node", "/dropcast/bin/dropcast.js"]
