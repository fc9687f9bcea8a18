-- The papers that a note cites, as a column: "cited by these notes" is one look into an index.
create function citation_keys(text text) returns text[]
language sql immutable parallel safe
as $$ select coalesce(array_agg(distinct m[1]), '{}') from regexp_matches(text, '\[@([a-z0-9]+:[^][[:space:]]+)\]', 'g') as m $$;

alter table "Note" add column "citations" text[] generated always as (citation_keys("text")) stored;

create index "Note_citations_idx" on "Note" using gin ("citations");
