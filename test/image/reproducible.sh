#!/usr/bin/env bash
# Shows that an image is the same wherever and whenever it is built: two clones of HEAD, in other folders, of another umask, build
# both targets from nothing; layers and configurations must have the same digests: reproducible.sh. Takes some minutes; needs what
# check.sh needs.
set -Eeuo pipefail
cd "$(dirname "$0")/../.."
[ "${1-}" = apart ] || exec test/image/apart.sh test/image/reproducible.sh apart

registry=$(npm config get registry)
cache=$(npm config get cache)
for umask in 0022 0077; do
  clone="$TMPDIR/clone-$umask"
  (umask "$umask" && git clone --quiet . "$clone")
  for target in agent aggregator; do
    image="dropcast-$target:$umask"
    buildah bud --no-cache --isolation chroot --timestamp 0 --build-arg NPM_CONFIG_REGISTRY="$registry" \
      --volume "$cache:/root/.npm" --target "$target" --tag "$image" "$clone" >"$TMPDIR/log" 2>&1 ||
      { tail -n 30 "$TMPDIR/log" && exit 1; }
    buildah inspect --type image --format "$target {{.FromImageID}} {{.OCIv1.RootFS.DiffIDs}}{{println}}" "$image" |
      tee -a "$TMPDIR/digests-$umask"
  done
done
diff "$TMPDIR"/digests-*
echo 'ok: twice the same layers and configurations'
