# $1: the mode (look, keep, apply, verify, restore, forget).
mode=$1
export LC_ALL=C

if test -d /etc/apache2/conf-enabled; then
  control=apache2ctl folder=/etc/apache2/conf-enabled info=/usr/lib/apache2/modules/mod_info.so
elif test -d /etc/httpd/conf.d; then
  control=apachectl folder=/etc/httpd/conf.d info=modules/mod_info.so
else
  echo "no Apache is known here" >&2
  exit 3
fi
# Apache reads this file after all others in its folder.
ours=$folder/zzz-toban-tune.conf
before=$ours.before

# The value in force, as Apache itself reads its files; with "others", our own file is ignored.
setting() {
  echo "$settings" |
    awk -v want="$1" -v leave="${2:+$ours}" '
      /^ *# In file: / { file = $0; sub(/^ *# In file: /, "", file) }
      tolower($1) == tolower(want) && file != leave { value = $2 }
      END { print value }'
}

read_settings() {
  settings=$("$control" -t -D DUMP_CONFIG -c "LoadModule info_module $info" 2> /dev/null || true)
  case "$settings" in *'# In file: '*) ;; *) echo "Apache does not tell its settings ($info)" >&2; exit 6 ;; esac
}

reload() { "$control" configtest 2>&1 && "$control" graceful; }

compute() {
  read_settings
  mpm=$("$control" -V 2> /dev/null | awk '/^Server MPM:/ { print tolower($3) }')
  case "$mpm" in
    prefork) threads=1 limit=256 ;;
    event | worker) threads=$(setting ThreadsPerChild others) limit=16 ;;
    *) echo "unknown MPM: $mpm" >&2; exit 4 ;;
  esac
  threads=${threads:-25}
  set_limit=$(setting ServerLimit others)
  limit=${set_limit:-$limit}
  current=$(setting MaxRequestWorkers)
  current=${current:-$(setting MaxClients)}
  current=${current:-$((limit * threads))}

  # Memory that Apache uses already is available to it. Shared pages are counted once (Pss), and every process is taken
  # to be as large as the largest.
  used=0 largest=0
  for id in $(pgrep -x 'apache2|httpd'); do
    size=$(awk '/^Pss:/ { print $2 }' "/proc/$id/smaps_rollup" 2> /dev/null || echo 0)
    used=$((used + ${size:-0}))
    if test "${size:-0}" -gt "$largest"; then largest=$size; fi
  done
  if test "$largest" -eq 0; then echo "Apache is not running" >&2; exit 5; fi
  # A process that has hardly worked yet will grow: count at least 10 MiB.
  if test "$largest" -lt 10240; then largest=10240; fi
  available=$(awk '/^MemAvailable:/ { print $2 }' /proc/meminfo)

  processes=$(((available + used) * 8 / 10 / largest))
  # Going above ServerLimit would need a full restart, which breaks connections.
  if test "$processes" -gt "$limit"; then processes=$limit; fi
  if test "$processes" -lt 1; then processes=1; fi
  fitting=$((processes * threads))
}

case "$mode" in
  look)
    "$control" configtest 2>&1
    compute
    echo "MPM $mpm, $available KiB available, $used KiB used, $largest KiB a process"
    echo "MaxRequestWorkers $current, fitting $fitting"
    ;;
  keep)
    rm -f "$before"
    if test -e "$ours"; then cp -p "$ours" "$before"; fi
    ;;
  apply)
    compute
    printf '# By toban: what fits the memory.\nMaxRequestWorkers %s\n' "$fitting" > "$ours.new"
    mv "$ours.new" "$ours"
    reload
    echo "MaxRequestWorkers $current -> $fitting"
    ;;
  verify)
    "$control" configtest 2>&1
    pgrep -x 'apache2|httpd' > /dev/null
    read_settings
    wanted=$(awk '$1 == "MaxRequestWorkers" { print $2 }' "$ours")
    test "$(setting MaxRequestWorkers)" = "$wanted"
    ;;
  restore)
    if test -e "$before"; then cp -p "$before" "$ours"; else rm -f "$ours"; fi
    reload
    ;;
  forget) rm -f "$before" "$ours.new" ;;
  *) exit 64 ;;
esac
