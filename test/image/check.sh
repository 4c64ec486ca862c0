#!/usr/bin/env bash
# Builds both images, and shows what must hold of them when they run as in a cluster (check.ts): check.sh. Needs no registry of
# images, but root on Debian (apart.sh).
set -Eeuo pipefail
cd "$(dirname "$0")/../.."
[ "${1-}" = apart ] || exec test/image/apart.sh test/image/check.sh apart

registry=$(npm config get registry)
cache=$(npm config get cache)
built=()
# Stage by stage: each is taken as an image from there on, and no layers are kept in between.
for stage in assemble runtime agent aggregator; do
  begun=$SECONDS
  buildah bud --isolation chroot --timestamp 0 --build-arg NPM_CONFIG_REGISTRY="$registry" --volume "$cache:/root/.npm" \
    "${built[@]}" --target "$stage" --tag "dropcast-$stage:0.1.0" . >"$TMPDIR/log" 2>&1 || { tail -n 30 "$TMPDIR/log" && exit 1; }
  built+=(--build-context "$stage=container-image://localhost/dropcast-$stage:0.1.0")
  echo "built $stage in $((SECONDS - begun)) s"
done
node_modules/.bin/node test/image/check.ts
