# shellcheck shell=bash disable=SC2034
# What ./run and ./test share: the packages that Karwan needs and how it is built. Sourced from the
# project's folder. All talk goes to stderr; logs to build/logs.

program_packages=(
  g++ cmake ninja-build ccache mold pkg-config
  libboost1.81-dev libboost-json1.81-dev libboost-url1.81-dev libexpected-dev libfmt-dev
  libcli11-dev libsqlite3-dev libxxhash-dev zlib1g-dev libicu-dev libgeographiclib-dev libhdf5-dev libargon2-dev
  libexpat1-dev libminizip-dev poppler-utils
  tzdata
)
web_packages=(nodejs npm)
check_packages=(libgtest-dev clang-format-16)
fuzz_packages=(clang-16 libclang-rt-16-dev)
bench_packages=(liblemon-dev r-base-core)
browser_packages=(chromium)

program=build/release/karwan
pack=data/kaz-pak

mkdir -p build/logs

say() { printf '[%3d s] %s\n' "$SECONDS" "$*" >&2; }

die() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# logged NAME COMMAND...: its output goes to build/logs/NAME.log, and to the screen where it fails.
logged() {
  local log=build/logs/$1.log
  shift
  "$@" >"$log" 2>&1 </dev/null || {
    tail -n 40 "$log" >&2
    die "$1 failed; all of its output is in $log"
  }
}

as_root() {
  if ((EUID == 0)); then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    die "to install packages, be root or have sudo; needed: ${missing[*]}"
  fi
}

# install PACKAGE...: those that are missing. Never removes a package: Boost 1.81 and Debian's
# default Boost 1.74 exclude each other, and apt would quietly take the other away.
install() {
  local installed name missing=()
  installed=" $(dpkg-query -W -f '${db:Status-Status}/${Package} ' "$@" 2>/dev/null || true)"
  for name in "$@"; do
    [[ $installed == *" installed/$name "* || " ${missing[*]} " == *" $name "* ]] ||
      missing+=("$name")
  done
  ((${#missing[@]})) || return 0
  say "installing ${#missing[@]} packages: ${missing[*]}"
  if ((EUID)) && command -v sudo >/dev/null; then
    sudo true # asks for the password here, where it can be seen
  fi
  logged apt-update as_root apt-get update
  logged apt-install as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes \
    --no-install-recommends --no-remove -o DPkg::Lock::Timeout=300 "${missing[@]}"
}

# Any node from 18 on will do; only where there is none, Debian's is installed.
install_node() {
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    install "${web_packages[@]}"
  fi
  local major
  major=$(node -p 'process.versions.node.split(".")[0]')
  ((major >= 18)) || die "node $major is too old: node 18 or newer is needed"
}

configure() {
  if [[ ! -f build/$1/build.ninja ]]; then
    logged "cmake-$1" cmake --preset "$1"
  fi
}

# build PRESET [TARGET...]
build() {
  local folder=build/$1
  configure "$1"
  if [[ -t 2 && ! -e $folder/.ninja_deps ]]; then
    ninja -C "$folder" "${@:2}" >&2 # the first time is long: show how far it is
  else
    logged "ninja-$1" ninja -C "$folder" "${@:2}" --quiet
  fi
}

# npm_install FOLDER: what its lockfile says, unless that is there already.
npm_install() {
  if [[ ! $1/node_modules/.package-lock.json -nt $1/package-lock.json ]]; then
    install_node
    logged "npm-${1//\//-}" npm ci --prefix "$1" --no-audit --no-fund
  fi
}

build_web() {
  npm_install web
  local newer
  newer=$(find web openapi.yaml \( -name node_modules -o -name dist -o -name generated \) -prune \
    -o -type f -newer web/dist/index.html -print -quit 2>&1 || true)
  if [[ -n $newer ]]; then
    say "building the web app"
    logged web npm run --prefix web build
  fi
}

# The pack into the database that the program uses by default; nothing happens where it is there. A
# database that KARWAN_DB names is the user's own once it exists.
load_pack() {
  if [[ -z ${KARWAN_DB:-} || ! -e $KARWAN_DB ]]; then
    logged load "$program" pack load "$pack"
  fi
}
