# Two images of one build: `agent`, which runs on every node, and `aggregator`, which is the whole product. docs/images.md says
# what is in them, how large they are, and how to check that they are built the same everywhere.

# The one thing that comes from outside. Pin it by its digest: --build-arg NODE_IMAGE=node:26.10.0-bookworm-slim@sha256:…
ARG NODE_IMAGE=node:26.10.0-bookworm-slim

# What is built is JavaScript, the same for every architecture: built on the builder's own, without emulation.
FROM --platform=$BUILDPLATFORM ${NODE_IMAGE} AS build
# Another registry than npm's; a cache or credentials are mounted (docs/images.md).
ARG NPM_CONFIG_REGISTRY
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run --silent build \
 && node tools/image/pack.ts bin/dropcast-agent.js /images/agent @kubernetes/client-node \
 && node tools/image/pack.ts bin/dropcast.js /images/aggregator \
 && npm sbom --package-lock-only --sbom-format=cyclonedx >/images/locked.json

# On the architecture of the image: its Node with the libraries that it links, and lists of what is in the images.
FROM ${NODE_IMAGE} AS assemble
ARG SOURCE_DATE_EPOCH=0
COPY tools/image/runtime.sh tools/image/sbom.ts /tools/
COPY --from=build /images /images
RUN sh /tools/runtime.sh /runtime /packages \
 && for image in agent aggregator; do \
      node /tools/sbom.ts /images/$image /images/locked.json /packages >/sbom && mv /sbom /images/$image/sbom.cdx.json || exit; \
    done \
 && find /runtime /images -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +

# Neither shell nor package manager nor anything that can be written to.
FROM scratch AS runtime
COPY --from=assemble /runtime /
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.version=$VERSION \
      org.opencontainers.image.revision=$REVISION \
      org.opencontainers.image.licenses=Apache-2.0
ENV NODE_ENV=production
WORKDIR /dropcast
# The group keeps 65532 too: volumes are handed over by fsGroup.
USER 65532:65532
STOPSIGNAL SIGTERM

# Node's own walls (docs/images.md): NODE_OPTIONS=--allow-fs-read=/PATH opens another one. A folder that is not there when Node
# starts is only known as one by its `/*`. Node warns of --allow-ffi, --allow-worker and --allow-net, in this order of codes.
FROM runtime AS agent
COPY --from=assemble /images/agent /dropcast
LABEL org.opencontainers.image.title=dropcast-agent \
      org.opencontainers.image.description="Reads the kernel log of one node, and tells the aggregator of its flows"
# What malloc is given back it gives back, whoever allocated it (docs/decisions/0032-agent-bundle.md).
ENV MALLOC_ARENA_MAX=1 MALLOC_MMAP_THRESHOLD_=131072 MALLOC_TRIM_THRESHOLD_=131072
ENTRYPOINT ["/usr/local/bin/node", "--max-semi-space-size=1", "--no-parallel-scavenge", "--no-allocation-site-pretenuring", \
            "--invocation-count-for-maglev=4000", "--invocation-count-for-turbofan=100000", "--no-use-osr", \
            "--permission", "--allow-net", "--allow-worker", "--allow-ffi", \
            "--disable-warning=PERM0003", "--disable-warning=PERM0006", "--disable-warning=ExperimentalWarning", \
            "--allow-fs-read=/dropcast/*", "--allow-fs-read=/etc/*", "--allow-fs-read=/usr/lib/systemd/*", \
            "--allow-fs-read=/proc/*", "--allow-fs-read=/sys/*", "--allow-fs-read=/dev/kmsg", \
            "--allow-fs-read=/run/*", "--allow-fs-read=/var/run/*", "--allow-fs-read=/var/log/*", \
            "--allow-fs-read=/var/lib/dropcast/*", "--allow-fs-write=/var/lib/dropcast/*", \
            "/dropcast/bin/dropcast-agent.js"]

FROM runtime AS aggregator
COPY --from=assemble /images/aggregator /dropcast
LABEL org.opencontainers.image.title=dropcast-aggregator \
      org.opencontainers.image.description="Gathers the flows of all nodes, and answers questions; with the command line"
ENTRYPOINT ["/usr/local/bin/node", "/dropcast/bin/dropcast.js"]
