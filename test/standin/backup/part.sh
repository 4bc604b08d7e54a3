# For build.sh: the stand-ins for storage, network and what Wine's kernel32 lacks, and their self-tests.

# dll <name> <documents|none> <objects>...: links one with an entry of its own.
dll() {
  name=$1
  reads=
  [ "$2" = none ] || reads=-DSTANDIN_READS_DOCUMENTS
  shift 2
  entry "$name" $reads
  "$cc" -shared -static-libgcc -o "$out/$name.dll" "$entry" "$@" $common "$name/$name.def" -lws2_32 -lole32 -ladvapi32
}

compile backup/*.c
backup=$made
compile storage/*.c
storage="$made $backup"
dll backup none $storage
compile vmcompute/*.c
dll vmcompute none $made $storage
compile virtdisk/*.c
dll virtdisk none $made $storage
compile computestorage/*.c
dll computestorage documents $made $storage $schema
compile computenetwork/*.c
dll computenetwork documents $made $storage $schema

for test in backup vmcompute storage network; do
  compile "selftest/$test-test.c"
  "$cc" -municode -o "$out/$test-test.exe" $made "$objects/backup_linux.c.o" -lole32
done
