#!/bin/sh
# Puts the peers of `npm run bench` that are not installed into bench/data/peers, from Debian's packages: downloaded by apt,
# unpacked by dpkg, never installed (rsyslog and syslog-ng exclude each other). Needs no root, but lists of packages
# (apt-get update). Run: sh bench/peers/install.sh
set -eu
peers=$(dirname "$0")/../data/peers
mkdir -p "$peers/archives/partial"
archives=$(cd "$peers/archives" && pwd)

for package in ripgrep mawk perl-base liblognorm-utils rsyslog syslog-ng-core syslog-ng-scl; do
  if [ "$(dpkg-query --show --showformat '${db:Status-Status}' "$package" 2>/dev/null)" = installed ]; then
    echo "installed: $package"
    continue
  fi
  apt-get install --download-only --yes --no-install-recommends -qq \
    -o Debug::NoLocking=1 -o Dir::Cache::archives="$archives" "$package" >/dev/null ||
    echo "failed: $package"
done

for archive in "$archives"/*.deb; do
  [ -e "$archive" ] || continue
  dpkg -x "$archive" "$peers"
  echo "unpacked: $(basename "$archive")"
done
