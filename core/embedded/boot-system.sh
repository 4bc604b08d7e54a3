# The first process of a running sandbox: starts the guest agent, and when that has gone, ends Windows in good order:
# on SIGTERM wineserver writes the registry and goes, and every program with it (plain -k waits half a second for
# them). Its own end is the end of every process in here.
exec 3<>/io/control
cd /c/drive_c
"$WINESERVER" 4>&-
"$WINELOADER" /hcs/agent.exe <&3 >>/io/status 2>>/io/agent.log 3>&- 4>&- &
agent=$!
# An agent whose wineserver was killed hears nothing of it while it waits to be asked: its programs are gone, it is not.
{ "$WINESERVER" -w; kill -9 $agent; } <&- >/dev/null 2>&1 3>&- 4>&- &
watch=$!
# What watches that may itself be killed: then nobody would tell. The end of any child of ours ends the `wait`.
trap : CHLD
while kill -0 $agent 2>/dev/null && kill -0 $watch 2>/dev/null; do
  wait $agent
  code=$?
done
kill -9 $agent 2>/dev/null
wait $agent
last=$?
if [ $last != 127 ]; then code=$last; fi # 127: it was waited for before
"$WINESERVER" -k15 4>&-
"$WINESERVER" -w 4>&-
echo "down $code" >>/io/status
