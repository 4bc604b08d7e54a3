# The first process of a running sandbox: starts the guest agent, and when that has gone, ends Windows in good order
# (the registry is written by wineserver as it ends). Its own end is the end of every process in here.
exec 3<>/io/control
cd /c/drive_c
"$WINELOADER" /hcs/agent.exe <&3 >>/io/status 2>>/io/agent.log 3>&- 4>&-
code=$?
"$WINESERVER" -k 4>&-
"$WINESERVER" -w 4>&-
echo "down $code" >>/io/status
