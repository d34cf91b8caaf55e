import { shippedPrograms } from "../../../dev/parts/postgresPlace.ts";
import type { TestHost } from "./testHost.ts";

/** A database server on a test host, with the databases `shop` and `other`. */
export interface TestDatabase {
  /**
   * Begins a query of this length that contains a text; after the query its connection proves that it is
   * kept.
   */
  query(database: string, seconds: number, text: string): Promise<RunningQuery>;
  /** How many of these queries are running. */
  running(): Promise<number>;
}

interface RunningQuery {
  isOver(): boolean;
  outcome(): Promise<string>;
}

const stillThere = "connection kept";

/** The project's own server, with its socket where Debian's psql looks for it. */
export async function postgresqlOn(host: TestHost): Promise<TestDatabase> {
  await host.onHost(`set -e
id postgres > /dev/null 2>&1 || useradd --system --shell /bin/sh postgres
mkdir -p /run/postgresql /run/data
cp -a ${shippedPrograms()} /run/postgresql-programs
chown -R postgres: /run/postgresql /run/data /run/postgresql-programs
cd /run/data
runuser -u postgres -- /run/postgresql-programs/bin/initdb -D /run/data --auth=peer -U postgres > /dev/null
runuser -u postgres -- /run/postgresql-programs/bin/pg_ctl -D /run/data -w -l /run/data/log -o "-c listen_addresses= -c unix_socket_directories=/run/postgresql" start > /dev/null
`);
  const psql = "runuser -u postgres -- psql -X -A -t -q -v ON_ERROR_STOP=0";
  await host.onHost(
    `cd /; for name in shop other; do echo "CREATE DATABASE $name" | ${psql} -d postgres; done`,
  );
  return {
    query: async (database, seconds, text) =>
      running(
        host,
        `${psql} -d ${database}`,
        `SELECT pg_sleep(${seconds}), '${doubled(text)}';\nSELECT '${stillThere}';\n`,
      ),
    running: async () =>
      Number(
        await host.onHost(
          `cd /; echo "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%pg_sleep%' AND pid <> pg_backend_pid()" | ${psql} -d postgres`,
        ),
      ),
  };
}

/** Debian's MariaDB, which lets root in by its socket only. */
export async function mariadbOn(host: TestHost): Promise<TestDatabase> {
  await host.onHost(`set -e
id mysql > /dev/null 2>&1 || useradd --system --shell /bin/sh mysql
mkdir -p /run/mysqld /run/mysql-data
chown mysql: /run/mysqld /run/mysql-data
mariadb-install-db --no-defaults --user=mysql --datadir=/run/mysql-data --skip-test-db > /dev/null 2>&1
setsid mariadbd --no-defaults --user=mysql --datadir=/run/mysql-data --skip-networking --socket=/run/mysqld/mysqld.sock --innodb-buffer-pool-size=16M > /run/mysqld/log 2>&1 < /dev/null &
for _ in $(seq 100); do mariadb -e 'SELECT 1' > /dev/null 2>&1 && break; sleep 0.1; done
mariadb -e 'CREATE DATABASE shop; CREATE DATABASE other'
`);
  const sleeping =
    "SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE '%SLEEP(%' AND id <> CONNECTION_ID()";
  return {
    query: async (database, seconds, text) =>
      running(
        host,
        `mariadb --force --batch --skip-column-names ${database}`,
        `SELECT SLEEP(${seconds}) FROM (SELECT '${doubled(text)}') AS one;\nSELECT '${stillThere}';\n`,
      ),
    running: async () => Number(await host.onHost(`mariadb --batch --skip-column-names -e "${sleeping}"`)),
  };
}

function running(host: TestHost, client: string, statements: string): RunningQuery {
  let isOver = false;
  const output = host
    .onHost(`cd /; ${client} 2>&1 <<'END' || true\n${statements}END\n`)
    .catch(() => "host stopped")
    .finally(() => {
      isOver = true;
    });
  return {
    isOver: () => isOver,
    outcome: async () => ((await output).includes(stillThere) ? `query ended, ${stillThere}` : await output),
  };
}

const doubled = (text: string): string => text.replaceAll("'", "''");
