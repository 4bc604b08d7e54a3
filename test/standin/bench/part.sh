# For build.sh: the raw calls that the product's speed is compared with.
compile bench/bench.c
link "$out/bench.exe" $made
