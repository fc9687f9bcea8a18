-- What Prisma's schema cannot say. A note may hold any words: none of them may keep it from being written down.

-- An index takes keys of 2704 bytes; what is longer names no paper.
CREATE OR REPLACE FUNCTION citation_keys(text text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT coalesce(array_agg(DISTINCT m[1]) FILTER (WHERE octet_length(m[1]) <= 2000), '{}')
    FROM regexp_matches(text, '\[@([a-z0-9]+:[^][[:space:]]+)\]', 'g') AS m
$$;

-- A tsvector holds 1 MB. Of a text it takes at most four bytes for one: the whole of "ab-cd", its parts, and where they stand.
CREATE OR REPLACE FUNCTION note_search(text text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT to_tsvector('english', left(text, CASE WHEN octet_length(text) <= 260000 THEN 200000 ELSE 65000 END)) $$;
