#!/bin/sh
# Rebuilds agent.exe from the sources beside this. The result is the same, byte for byte, for the same compiler (Debian
# 12's gcc-mingw-w64-x86-64 12.2); a test compares it with the committed file.
set -eu
here=$(dirname "$0")
LC_ALL=C # the order of the sources
export LC_ALL
x86_64-w64-mingw32-gcc -Os -Wall -Wextra -Wno-missing-field-initializers -Werror -ffreestanding -fno-ident -fno-asynchronous-unwind-tables -nostdlib -s \
  -mconsole -Wl,--entry=start -Wl,--no-insert-timestamp -Wl,--build-id=none \
  -o "${1:-$here/agent.exe}" "$here"/*.c -lkernel32 -lntdll
