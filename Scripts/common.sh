# Functions that the scripts share; sourced from the package's root directory.

# fail MESSAGE: ends the script.
fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# Swift 6.3 or later must be on the PATH.
require_swift() {
  command -v swift >/dev/null 2>&1 || fail \
    "Swift is not on the PATH. Install Swift 6.3 or later (https://www.swift.org/install) and" \
    "put its usr/bin directory on the PATH."
  local version
  version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' | head -n 1)
  local major=${version%%.*} rest=${version#*.}
  local minor=${rest%%.*}
  [[ $major =~ ^[0-9]+$ && $minor =~ ^[0-9]+$ ]] ||
    fail "The version of Swift could not be read from 'swift --version'; 6.3 or later is needed."
  ((major > 6 || (major == 6 && minor >= 3))) ||
    fail "Swift $version is on the PATH; 6.3 or later is needed."
}

# install_packages NAME…: Debian packages that are missing, with apt-get.
install_packages() {
  local package missing=()
  for package in "$@"; do
    [[ $(dpkg-query -W -f='${Status}' "$package" 2>/dev/null) == *' installed' ]] ||
      missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  echo "Installing ${missing[*]} …" >&2
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get)
  if (($(id -u) != 0)); then
    command -v sudo >/dev/null 2>&1 || fail \
      "The packages ${missing[*]} are missing, and neither root nor sudo is at hand to install" \
      "them. Ask for: apt-get install ${missing[*]}"
    apt=(sudo "${apt[@]}")
  fi
  "${apt[@]}" update -qq >&2 && "${apt[@]}" install -y -qq --no-install-recommends "${missing[@]}" >&2 ||
    fail "apt-get could not install ${missing[*]}."
}

is_debian() { command -v apt-get >/dev/null 2>&1 && command -v dpkg-query >/dev/null 2>&1; }

# GMP and MPFR with their headers: installed on Debian and Ubuntu, asked for elsewhere.
require_libraries() {
  if is_debian; then
    install_packages libgmp-dev libmpfr-dev
  elif ! printf '#include <gmp.h>\n#include <mpfr.h>\n' | clang -fsyntax-only -x c - 2>/dev/null &&
    ! pkg-config --exists gmp mpfr 2>/dev/null; then
    fail "GMP and MPFR with their headers are needed (Fedora: dnf install gmp-devel mpfr-devel;" \
      "macOS: brew install gmp mpfr pkgconf). This script installs them on Debian and Ubuntu only."
  fi
}
