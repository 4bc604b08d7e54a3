#!/bin/sh
# Builds the stand-in DLLs and their self tests into a folder: build.sh <folder>. Prints nothing when all is well.
# Needs x86_64-w64-mingw32-gcc. Objects are made again only when a source or header is newer.
set -eu
out=$(mkdir -p "$1" && cd "$1" && pwd)
cd "$(dirname "$0")"
cc=${STANDIN_CC:-x86_64-w64-mingw32-gcc}
flags="-std=c11 -O1 -Wall -Wextra -Werror -DWIN32_LEAN_AND_MEAN -D__USE_MINGW_ANSI_STDIO=1 -D_WIN32_WINNT=0x0A00"
objects="$out/objects"
newest=$(find . -name '*.h' -newer "$objects/headers" 2>/dev/null | head -1 || true)
[ -e "$objects/headers" ] && [ -z "$newest" ] || rm -rf "$objects"
mkdir -p "$objects"

# compile <source>...: fills $made with the objects.
compile() {
  made=
  for source in "$@"; do
    object="$objects/$(echo "$source" | tr / _).o"
    [ "$object" -nt "$source" ] || "$cc" $flags -c "$source" -o "$object"
    made="$made $object"
  done
}

# The def file of the functions in $1 that build $2 has.
exports_of() {
  echo EXPORTS
  awk -v build="$2" '!/^#/ && NF == 2 && $2 <= build { print "  " $1 }' "$1"
}

compile common/*.c
common=$made
compile schema/*.c
schema=$made

compile computecore/*.c
for build in 17763 19045 20348 26100; do
  exports_of computecore/exports.txt $build > "$objects/computecore-$build.def"
  "$cc" $flags -DSTANDIN_BUILD=$build -c computecore/main.c -o "$objects/main-$build.o"
  variant=$(echo "$made" | sed "s|[^ ]*computecore_main.c.o|$objects/main-$build.o|")
  "$cc" -shared -static-libgcc -Wl,--kill-at -o "$out/computecore-$build.dll" $variant $schema $common "$objects/computecore-$build.def" -lws2_32 -lole32
done
cp "$out/computecore-26100.dll" "$out/computecore.dll"

# The other stand-ins: each folder with a build.sh of its own, which may use compile, $common, $objects, $out and $cc.
for part in */part.sh; do
  [ -e "$part" ] || continue
  . "./$part"
done

for test in selftest/standin-test.c selftest/schema-test.c selftest/exports-test.c; do
  [ -e "$test" ] || continue
  compile "$test"
  "$cc" -o "$out/$(basename "$test" .c).exe" $made $schema $common -lws2_32 -lole32
done
touch "$objects/headers"
