-- AlterTable
ALTER TABLE "Note" ADD COLUMN     "isUnindexed" BOOLEAN NOT NULL DEFAULT false;

-- What Prisma's schema cannot say.

-- What a search finds in a note: the one place that says it, for what is indexed and for what is not yet.
CREATE FUNCTION note_search(text text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT to_tsvector('english', left(text, 200000)) $$;

-- An ordinary column now, with what it holds: a generated one would be made anew with every key that is typed.
ALTER TABLE "Note" ALTER COLUMN "search" DROP EXPRESSION;

CREATE FUNCTION index_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW."search" := note_search(NEW."text");
    RETURN NEW;
END
$$;

CREATE TRIGGER "Note_indexed" BEFORE INSERT OR UPDATE OF "text", "isUnindexed" ON "Note"
    FOR EACH ROW WHEN (NOT NEW."isUnindexed") EXECUTE FUNCTION index_note();

-- The few notes that are being typed in.
CREATE INDEX "Note_isUnindexed_idx" ON "Note" ("paperId") WHERE "isUnindexed";

-- Room beside each row for its next version, which then needs no new entries in the indexes.
ALTER TABLE "Note" SET (fillfactor = 70);
