-- AlterTable
ALTER TABLE "List" ADD COLUMN "contents" INTEGER NOT NULL DEFAULT 0;

-- Where nothing but notes changed, and their writer says of which papers (a setting of the transaction), whoever
-- keeps pages hears their ids, and keeps those that show none of them. A payload has at most 8,000 bytes.
CREATE OR REPLACE FUNCTION notify_list_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    papers TEXT := coalesce(current_setting('colloquium.papers', true), '');
BEGIN
    IF TG_OP = 'UPDATE' AND papers <> '' AND length(papers) < 7000
        AND (to_jsonb(NEW) - 'revision' - 'updatedAt') = (to_jsonb(OLD) - 'revision' - 'updatedAt') THEN
        PERFORM pg_notify('list_changed', NEW."id" || ' ' || papers);
    ELSE
        PERFORM pg_notify('list_changed', coalesce(NEW."id", OLD."id"));
    END IF;
    RETURN NULL;
END
$$;
