#!/usr/bin/env bash
# Puts the real Elasticsearch into .rushes/servers, from its Maven artifact, and a Java that can run it. With ELASTICSEARCH_URL set
# the tests use that server and nothing is installed. Failing here is not fatal: the search suite says loudly what is missing, and
# fails under CI.
set -uo pipefail
cd "$(dirname "$0")/.."
[ -n "${ELASTICSEARCH_URL:-}" ] && exit 0

version=9.5.0
servers=$PWD/.rushes/servers
target=$servers/elasticsearch-$version
artifact=org.elasticsearch.distribution.integ-test-zip:elasticsearch:$version:zip

install() {
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1
  else
    return 1
  fi
}

# Elasticsearch 9 needs Java 21 or newer: the newest of those installed.
java_home() {
  local best=0 found= home version
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/*jdk* /opt/java/*; do
    [ -x "$home/bin/java" ] || continue
    version=$("$home/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p')
    if [ "${version:-0}" -ge 21 ] && [ "$version" -gt "$best" ]; then best=$version found=$home; fi
  done
  echo "$found"
}

home=$(java_home)
if [ -z "$home" ]; then
  install openjdk-25-jre-headless || install openjdk-21-jre-headless || true
  home=$(java_home)
fi
if [ -z "$home" ]; then
  echo "No Java of 21 or newer could be found or installed: the search suite cannot start Elasticsearch. Install one, or set ELASTICSEARCH_URL." >&2
  exit 0
fi
mkdir -p "$servers"
echo "$home" > "$servers/java-home"

if [ ! -x "$target/bin/elasticsearch" ]; then
  command -v mvn >/dev/null || install maven || true
  command -v unzip >/dev/null || install unzip || true
  zip=$HOME/.m2/repository/org/elasticsearch/distribution/integ-test-zip/elasticsearch/$version/elasticsearch-$version.zip
  if [ ! -s "$zip" ]; then
    echo "Fetching Elasticsearch $version"
    mvn -q -B dependency:get -Dtransitive=false -Dartifact="$artifact" >"$servers/mvn.log" 2>&1 || tail -5 "$servers/mvn.log" >&2
  fi
  rm -rf "$servers/unpacking" && mkdir "$servers/unpacking"
  if unzip -q "$zip" -d "$servers/unpacking" && mv "$servers/unpacking/elasticsearch-$version" "$target" 2>/dev/null ||
    mv "$servers/unpacking"/* "$target"; then
    echo "Elasticsearch $version is at .rushes/servers"
  else
    echo "Elasticsearch $version could not be fetched: the search suite will say so. Set ELASTICSEARCH_URL to use a server of your own." >&2
  fi
  rm -rf "$servers/unpacking"
fi
exit 0
