import pg from 'pg'
import type { Login } from './cluster.ts'

/** The ordinary role that owns the app's database in the embedded cluster. */
export const APP_ROLE = 'colloquium'

const NOT_OF_AN_EXTENSION = (catalog: string, oid: string) =>
  `not exists (select from pg_depend d where d.classid = '${catalog}'::regclass and d.objid = ${oid} and d.deptype = 'e')`

const IN_OUR_SCHEMAS = `n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`

/**
 * Every statement that gives the role $1 an object of the database that somebody else owns. What belongs
 * to a table goes with it: its indexes, its row type, the sequences of its columns. Extensions stay.
 */
const CHANGES = `
  select format('alter schema %I owner to %I', n.nspname, $1::text) as sql from pg_namespace n
  where ${IN_OUR_SCHEMAS} and pg_get_userbyid(n.nspowner) not in ($1, 'pg_database_owner')
    and ${NOT_OF_AN_EXTENSION('pg_namespace', 'n.oid')}
  union all
  select format('alter %s %I.%I owner to %I',
    case c.relkind when 'S' then 'sequence' when 'v' then 'view' when 'm' then 'materialized view'
      when 'f' then 'foreign table' else 'table' end, n.nspname, c.relname, $1)
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'S', 'v', 'm', 'f') and ${IN_OUR_SCHEMAS} and pg_get_userbyid(c.relowner) <> $1
    and ${NOT_OF_AN_EXTENSION('pg_class', 'c.oid')}
    and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid
      and c.relkind = 'S' and d.deptype in ('a', 'i'))
  union all
  select format('alter type %I.%I owner to %I', n.nspname, t.typname, $1)
  from pg_type t join pg_namespace n on n.oid = t.typnamespace left join pg_class c on c.oid = t.typrelid
  where (t.typtype in ('e', 'd', 'r') or c.relkind = 'c') and ${IN_OUR_SCHEMAS} and pg_get_userbyid(t.typowner) <> $1
    and ${NOT_OF_AN_EXTENSION('pg_type', 't.oid')}
  union all
  select format('alter routine %I.%I(%s) owner to %I', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid), $1)
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where ${IN_OUR_SCHEMAS} and pg_get_userbyid(p.proowner) <> $1 and ${NOT_OF_AN_EXTENSION('pg_proc', 'p.oid')}
  union all
  select format('alter database %I owner to %I', datname, $1) from pg_database
  where datname = current_database() and pg_get_userbyid(datdba) <> $1`

async function withClient<T>(connectionString: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await run(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

/**
 * Makes `user` the owner of the database and of everything in it, in one transaction. `REASSIGN OWNED`
 * cannot: the superuser owns objects that the system needs. Does nothing where all is theirs already.
 * @param url of the database, as superuser.
 * @returns how many objects changed hands.
 */
export function carryOver(url: string, user: string): Promise<number> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ sql: string }>(CHANGES, [user])
    if (rows.length === 0) return 0
    // One message is one transaction.
    await client.query(rows.map(({ sql }) => sql).join(';\n'))
    return rows.length
  })
}

/** Makes the role, or gives it the password and the rights it should have: to sign in, and nothing else. */
async function ensureRole(client: pg.Client, { user, password }: Login, rights: string): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [user])
  const role = client.escapeIdentifier(user)
  const options = `login nosuperuser nocreaterole nobypassrls ${rights} password ${client.escapeLiteral(password)}`
  await client.query(`${rowCount ? 'alter' : 'create'} role ${role} with ${options}`)
}

/**
 * Makes the role and its database `name` where they are missing. A database that somebody else owns, as
 * the superuser did in earlier versions, is carried over owner by owner.
 * @param url connection strings of the cluster's databases, as superuser.
 * @param rights of the role, besides signing in.
 * @returns how many objects of an existing database changed hands.
 */
export async function giveDatabase(
  url: (database: string) => string,
  name: string,
  login: Login,
  rights: 'nocreatedb' | 'createdb' = 'nocreatedb',
): Promise<number> {
  const isThere = await withClient(url('postgres'), async (client) => {
    await ensureRole(client, login, rights)
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name])
    if (rowCount) return true
    const [database, owner] = [client.escapeIdentifier(name), client.escapeIdentifier(login.user)]
    await client.query(`create database ${database} owner ${owner}`)
    return false
  })
  return isThere ? carryOver(url(name), login.user) : 0
}
