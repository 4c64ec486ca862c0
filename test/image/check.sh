#!/usr/bin/env bash
# Builds both images and runs them as a cluster would: check.sh. What holds of them is in check.ts. For root on Debian, without a
# registry of images; elsewhere a notice says what is missing. Storage, mounts and processes live in namespaces of
# their own, in memory where there is enough of it, and end with them.
set -Eeuo pipefail
cd "$(dirname "$0")/../.."

# Twice of what it takes at its peak.
memory_kb=4000000

notice() {
  echo "NOTICE: $1: the images are not built and run here"
  exit 0
}

if [ "${1-}" != inside ]; then
  [ "$(id -u)" -eq 0 ] || notice 'not root'
  for program in apt-cache dpkg-query buildah runc unshare; do
    command -v "$program" >/dev/null || notice "no $program"
  done
  scratch=$(mktemp -d)
  trap 'rm -rf "$scratch"' EXIT
  own=(unshare --mount --pid --fork --kill-child --mount-proc)
  "${own[@]}" true 2>/dev/null || notice 'no namespaces'
  "${own[@]}" "$0" inside "$scratch"
  exit
fi

scratch=$2
[ "$(awk '$1 == "MemAvailable:" { print $2 }' /proc/meminfo)" -lt "$memory_kb" ] || mount -t tmpfs -o mode=700 tmpfs "$scratch"
printf '[storage]\ndriver = "overlay"\ngraphroot = "%s"\nrunroot = "%s"\n' "$scratch/storage" "$scratch/run" >"$scratch/storage.conf"
export CONTAINERS_STORAGE_CONF="$scratch/storage.conf" TMPDIR="$scratch"
buildah info >"$scratch/info" 2>&1 || notice "buildah has no overlay ($(tail -n 1 "$scratch/info"))"

# build TARGET [OPTION…]: one stage of the Dockerfile, its history and time stamps those of a release.
build() {
  local target=$1 begun=$SECONDS
  shift
  buildah bud --isolation chroot --timestamp 0 --build-arg NPM_CONFIG_REGISTRY="$(npm config get registry)" "$@" \
    --target "$target" --tag "dropcast-$target:0.1.0" . >"$scratch/$target.log" 2>&1 ||
    { tail -n 30 "$scratch/$target.log" && exit 1; }
  echo "built $target in $((SECONDS - begun)) s"
}

bash test/image/base.sh node:26.10.0-bookworm-slim
echo "made a base in $SECONDS s"
# The stage that both share is built once.
build assemble --volume "$(npm config get cache):/root/.npm"
for image in agent aggregator; do
  build "$image" --build-context assemble=container-image://localhost/dropcast-assemble:0.1.0
done
node_modules/.bin/node test/image/check.ts
