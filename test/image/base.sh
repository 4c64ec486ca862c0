#!/usr/bin/env bash
# Makes, without a registry of images, what the Dockerfile builds on: a Debian out of the packages of this machine, with the Node
# that npm delivers and the npm of this machine, as localhost/NAME: base.sh NAME. Its npm is set up as the machine's is.
set -Eeuo pipefail
name=$1
container=$(buildah from scratch)
trap 'buildah rm "$container" >/dev/null' EXIT
root=$(buildah mount "$container")

# What the Dockerfile's commands are of, and what npm needs; texts for people stay behind, but for the licences.
packages=$(apt-cache depends --recurse --installed --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces \
  --no-enhances base-files bash coreutils dash dpkg findutils grep libc-bin libatomic1 libstdc++6 sed | grep '^[a-z]' | sort -u)
texts='^\./usr/share/(locale|man|info|lintian|doc/[^/]*/[^c])'

# Debian's folders first: /lib, /bin and the like are links since Debian 12, and packages say either name.
mkdir -p "$root"/{dev,etc,proc,root,run,sys,tmp,usr/local/{bin,etc,lib/node_modules},var/lib/dpkg/info}
for link in bin lib lib64 sbin; do
  [ ! -L "/$link" ] || { mkdir -p "$root/usr/$link" && ln -s "usr/$link" "$root/$link"; }
done
# shellcheck disable=SC2086
dpkg -L $packages | grep "^/" | sort -u | while read -r path; do [ -d "$path" ] && [ ! -L "$path" ] || echo ".$path"; done |
  grep -Ev "$texts" | tar -C / --no-recursion --ignore-failed-read -cf - -T - 2>/dev/null |
  tar -C "$root" --keep-directory-symlink -xf -
# shellcheck disable=SC2086
dpkg-query -s $packages >"$root/var/lib/dpkg/status"
cp /var/lib/dpkg/info/format "$root/var/lib/dpkg/info/"
for package in $packages; do
  cp /var/lib/dpkg/info/"$package"{,:*}.list "$root/var/lib/dpkg/info/" 2>/dev/null || true
done
[ -e "$root/usr/bin/sh" ] || ln -s dash "$root/usr/bin/sh"

cp node_modules/node/bin/node "$root/usr/local/bin/node"
cp -r "$(npm root --global)/npm" "$root/usr/local/lib/node_modules/npm"
ln -s ../lib/node_modules/npm/bin/npm-cli.js "$root/usr/local/bin/npm"
cp "$(npm config get globalconfig)" "$root/usr/local/etc/npmrc" 2>/dev/null || true
authorities=$(npm config get cafile)
[ ! -e "$authorities" ] || (cd / && cp -L --parents "$authorities" "$root")

buildah config --env PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$container"
buildah commit --quiet "$container" "localhost/$name" >/dev/null
