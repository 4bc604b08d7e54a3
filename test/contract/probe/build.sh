#!/bin/sh
# Builds probe.exe beside its source; the same compiler gives the same bytes. Usage: build.sh [output]
set -eu
cd "$(dirname "$0")"
exec x86_64-w64-mingw32-gcc -municode -Os -s -fno-ident -Wall -Wextra -Werror -Wl,--no-insert-timestamp -o "${1:-probe.exe}" probe.c -lws2_32
