#!/bin/sh
# Builds the stand-in DLLs and their self tests into a folder: build.sh <folder>. Prints nothing when all is well.
# Needs x86_64-w64-mingw32-gcc. An object is made again when its source or a header that it read is newer.
set -eu
out=$(mkdir -p "$1" && cd "$1" && pwd)
cd "$(dirname "$0")"
cc=${STANDIN_CC:-x86_64-w64-mingw32-gcc}
flags="-std=c11 -O1 -Wall -Wextra -Werror -DWIN32_LEAN_AND_MEAN -D__USE_MINGW_ANSI_STDIO=1 -D_WIN32_WINNT=0x0A00"
objects="$out/objects"
mkdir -p "$objects"

# is_fresh <object>: whether it is newer than all that it was made of; gcc's -MMD wrote those down.
is_fresh() {
  [ -e "$1" ] && [ -e "$1.d" ] || return 1
  for read in $(sed -e 's/^[^:]*: //' -e 's/\\$//' "$1.d"); do
    [ "$1" -nt "$read" ] || return 1
  done
}

# compile <source>...: fills $made with the objects.
compile() {
  made=
  for source in "$@"; do
    object="$objects/$(echo "$source" | tr / _).o"
    is_fresh "$object" || "$cc" $flags -MMD -MF "$object.d" -c "$source" -o "$object"
    made="$made $object"
  done
}

# link <output> <input>...: the rest are objects, def files and libraries. Only when one of the files is newer.
link() {
  output=$1
  shift
  for input in "$@"; do
    case $input in -*) continue ;; esac
    [ "$output" -nt "$input" ] && continue
    "$cc" -static-libgcc -o "$output" "$@"
    return
  done
}

# The def file of the functions in $1 that build $2 has.
exports_of() {
  echo EXPORTS
  awk -v build="$2" '!/^#/ && NF == 2 && $2 <= build { print "  " $1 }' "$1"
}

# entry <name> <flags>...: the entry of a stand-in, in $entry.
entry() {
  entry="$objects/entry-$1.o"
  name=$1
  shift
  is_fresh "$entry" ||
    "$cc" $flags -MMD -MF "$entry.d" -DSTANDIN_DLL="\"$name\"" "$@" -c dll/main.c -o "$entry"
}

compile common/*.c
common=$made
compile schema/*.c
schema=$made

compile computecore/*.c
main="$objects/computecore_main.c.o"
entry computecore -DSTANDIN_READS_DOCUMENTS -DSTANDIN_STAYS
for build in 17763 19045 20348 26100; do
  def="$objects/computecore-$build.def"
  variant="$objects/computecore-main-$build.o"
  [ "$def" -nt computecore/exports.txt ] || exports_of computecore/exports.txt $build > "$def"
  [ "$variant" -nt "$main" ] || "$cc" $flags -DSTANDIN_BUILD=$build -c computecore/main.c -o "$variant"
  link "$out/computecore-$build.dll" -shared -Wl,--kill-at $(echo "$made" | sed "s|$main|$variant|") "$entry" $schema $common "$def" -lws2_32 -lole32
done
[ "$out/computecore.dll" -nt "$out/computecore-26100.dll" ] || cp "$out/computecore-26100.dll" "$out/computecore.dll"

# The other stand-ins, by concern; a part uses compile, $common, $schema, $objects, $out, $cc and $flags.
for part in */part.sh; do
  [ -e "$part" ] || continue
  . "./$part"
done

for test in selftest/standin-test.c selftest/schema-test.c selftest/exports-test.c; do
  [ -e "$test" ] || continue
  compile "$test"
  link "$out/$(basename "$test" .c).exe" $made $schema $common -lws2_32 -lole32
done
