#!/usr/bin/env bash
# Installs what the test suites need beyond the product itself: a browser, independent readers to compare with, and the real
# Elasticsearch. Debian and root; elsewhere it says what to install by hand. Safe to run again.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(chromium ffmpeg mediainfo libimage-exiftool-perl xxhash openexr libxml2-utils)
missing=()
for package in "${packages[@]}"; do
  dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
done
if [ "${#missing[@]}" -gt 0 ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing ${missing[*]}"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  else
    echo "Please install: ${missing[*]}" >&2
  fi
fi

# Independent libraries that tests compare with; never used by the product.
oracles=.rushes/test-oracles
hash=$(sha256sum test/oracles/requirements.txt | cut -d' ' -f1)
if [ "$(cat "$oracles/hash" 2>/dev/null)" != "$hash" ]; then
  echo "Installing the oracles' Python environment"
  rm -rf "$oracles" && mkdir -p "$oracles"
  python3 -m venv "$oracles/venv"
  "$oracles/venv/bin/pip" install --quiet -r test/oracles/requirements.txt
  echo "$hash" > "$oracles/hash"
fi

# An S3 server to keep media on.
servers=$PWD/.rushes/servers
mkdir -p "$servers"
if [ ! -x "$servers/versitygw" ] && ! command -v versitygw >/dev/null; then
  if command -v go >/dev/null; then
    echo "Building versitygw"
    GOBIN=$servers GOFLAGS=-buildvcs=false go install github.com/versity/versitygw/cmd/versitygw@v1.8.0
  else
    echo "Please install Go 1.24 or later (or versitygw): the object storage suite needs it." >&2
  fi
fi

bash test/setup-elasticsearch.sh
