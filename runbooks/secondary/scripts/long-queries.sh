# Arguments: the mode (server, list, count, end), the database, and the seconds after which a query counts as long.
# The names reach the servers as values, never as part of a statement.
mode=$1 database=$2 seconds=$3
export HOME=/root LC_ALL=C.UTF-8
cd /

in_postgresql() {
  runuser -u postgres -- psql -X -A -t -q -F ' ' -v ON_ERROR_STOP=1 -v database="$database" -v seconds="$seconds" \
    -d postgres -f -
}

# Only clients' queries: replication is not a client backend, and an idle session has no query.
long_in_postgresql="datname = :'database' AND state = 'active' AND backend_type = 'client backend'
  AND pid <> pg_backend_pid() AND query_start < now() - make_interval(secs => :seconds)"

# In hexadecimal, so every character of the name is part of the value.
name=$(printf %s "$database" | od -An -v -tx1 | tr -d ' \n' | tr a-f A-F)

in_mysql() { "$(command -v mariadb || command -v mysql)" --batch --skip-column-names; }

# Replication has its own commands ("Binlog Dump", "Slave_SQL"), and so do idle sessions ("Sleep").
long_in_mysql="HEX(db) = '$name' AND command IN ('Query', 'Execute') AND time >= $((seconds)) AND id <> CONNECTION_ID()"

# A text inside a query may be a secret.
without_texts() { sed "s/'[^']*'/'?'/g; s/\"[^\"]*\"/\"?\"/g" | cut -c -300; }

server=none
if command -v psql > /dev/null &&
  test "$(echo "SELECT count(*) FROM pg_database WHERE datname = :'database'" | in_postgresql 2> /dev/null)" = 1; then
  server=postgresql
elif { command -v mariadb || command -v mysql; } > /dev/null &&
  test "$(echo "SELECT COUNT(*) FROM information_schema.schemata WHERE HEX(schema_name) = '$name'" | in_mysql 2> /dev/null)" = 1; then
  server=mysql
fi

case "$server $mode" in
  *' server') echo "$server" ;;
  'postgresql list')
    in_postgresql <<SQL | without_texts
SELECT pid, usename, round(extract(epoch FROM now() - query_start)) || 's', translate(query, E'\n\t', '  ')
FROM pg_stat_activity WHERE $long_in_postgresql ORDER BY query_start
SQL
    ;;
  'postgresql count') echo "SELECT count(*) FROM pg_stat_activity WHERE $long_in_postgresql" | in_postgresql ;;
  'postgresql end')
    echo "SELECT pg_cancel_backend(pid), pid FROM pg_stat_activity WHERE $long_in_postgresql" | in_postgresql
    ;;
  'mysql list')
    in_mysql <<SQL | without_texts
SELECT id, user, CONCAT(time, 's'), REPLACE(REPLACE(info, '\n', ' '), '\t', ' ')
FROM information_schema.processlist WHERE $long_in_mysql ORDER BY time DESC
SQL
    ;;
  'mysql count') echo "SELECT COUNT(*) FROM information_schema.processlist WHERE $long_in_mysql" | in_mysql ;;
  'mysql end')
    echo "SELECT id FROM information_schema.processlist WHERE $long_in_mysql" | in_mysql |
      while read -r id; do
        # A query that has ended by itself meanwhile is no fault.
        echo "KILL QUERY $id" | in_mysql || true
        echo "$id"
      done
    ;;
  *) echo "no database of that name" >&2; exit 3 ;;
esac
