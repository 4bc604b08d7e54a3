# Makes the base image's prefix: the first process of a sandbox whose /c is empty. Everything that differs from machine
# to machine was left outside; what Wine still writes of it is taken out when the prefix is read.
set -eu
"$WINELOADER" wineboot.exe --init
# Z: would be the sandbox's own root; the serial ports are the machine's.
rm -f /c/dosdevices/z: /c/dosdevices/com* /c/dosdevices/lpt*
"$WINELOADER" winecfg.exe -v win10
"$WINELOADER" cmd.exe /c ver > /io/version 2> /dev/null
"$WINESERVER" -k
"$WINESERVER" -w
# A second user, as Windows' own base images have: the same folders, empty.
cd /c/drive_c/users
if [ ! -e ContainerUser ]; then
  (cd ContainerAdministrator && find . -type d) | while read -r folder; do mkdir -p "ContainerUser/$folder"; done
fi
echo done > /io/done
