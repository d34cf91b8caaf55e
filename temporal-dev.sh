#!/bin/sh
# Brings the whole system up on this machine, from a bare clone; see ./temporal-dev.sh --help
set -eu
cd "$(dirname "$0")"

if ! command -v node >/dev/null 2>&1; then
  echo "Toban needs Node.js 20 or newer; there is no 'node' on the PATH." >&2
  exit 1
fi
if ! node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)'; then
  echo "Toban needs Node.js 20 or newer; this is $(node --version)." >&2
  exit 1
fi

# In the background, so that Ctrl-C and SIGTERM are heard while dependencies are being installed.
node dev/install.mjs &
install=$!
trap 'kill -TERM "$install" 2>/dev/null; exit 130' INT TERM HUP
wait "$install"
trap - INT TERM HUP

exec node_modules/.bin/node dev/main.ts "$@"
