#!/usr/bin/env bash
# Runs a command with a storage of images of its own, in which there is what the Dockerfile builds on (base.sh): apart.sh COMMAND….
# Storage, mounts and processes live in namespaces, in memory where there is enough of it, and end with the command. For root on
# Debian; elsewhere a notice says what is missing, and that is all.
set -Eeuo pipefail

# Twice of what two images take at most.
memory_kb=4000000

notice() {
  echo "NOTICE: $1: no images are built here"
  exit 0
}

if [ "$1" != --inside ]; then
  [ "$(id -u)" -eq 0 ] || notice 'not root'
  for program in apt-cache dpkg-query buildah runc unshare; do
    command -v "$program" >/dev/null || notice "no $program"
  done
  own=(unshare --mount --pid --fork --kill-child --mount-proc)
  "${own[@]}" true 2>/dev/null || notice 'no namespaces'
  scratch=$(mktemp -d)
  trap 'rm -rf "$scratch"' EXIT
  "${own[@]}" "$0" --inside "$scratch" "$@"
  exit
fi

scratch=$2
shift 2
[ "$(awk '$1 == "MemAvailable:" { print $2 }' /proc/meminfo)" -lt "$memory_kb" ] || mount -t tmpfs -o mode=700 tmpfs "$scratch"
printf '[storage]\ndriver = "overlay"\ngraphroot = "%s"\nrunroot = "%s"\n' "$scratch/storage" "$scratch/run" >"$scratch/storage.conf"
export CONTAINERS_STORAGE_CONF="$scratch/storage.conf" TMPDIR="$scratch"
buildah info >"$scratch/info" 2>&1 || notice "buildah has no overlay ($(tail -n 1 "$scratch/info"))"
test/image/base.sh node:26.10.0-bookworm-slim
"$@"
