-- AlterTable
ALTER TABLE "NoteVersion" ADD COLUMN     "authorIds" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "name" TEXT;

-- CreateTable
CREATE TABLE "NoteDocument" (
    "paperId" TEXT NOT NULL,
    "state" BYTEA NOT NULL,
    "compactions" INTEGER NOT NULL DEFAULT 0,
    "compactedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "NoteDocument_pkey" PRIMARY KEY ("paperId")
);

-- CreateTable
CREATE TABLE "NoteUpdate" (
    "seq" BIGSERIAL NOT NULL,
    "paperId" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "authorIds" TEXT[],
    "at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "NoteUpdate_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "NoteWriter" (
    "paperId" TEXT NOT NULL,
    "clientId" BIGINT NOT NULL,
    "userId" TEXT,

    CONSTRAINT "NoteWriter_pkey" PRIMARY KEY ("paperId","clientId")
);

-- CreateIndex
CREATE INDEX "NoteUpdate_paperId_seq_idx" ON "NoteUpdate"("paperId", "seq");

-- CreateIndex
CREATE INDEX "NoteWriter_userId_idx" ON "NoteWriter"("userId");

-- AddForeignKey
ALTER TABLE "NoteDocument" ADD CONSTRAINT "NoteDocument_paperId_fkey" FOREIGN KEY ("paperId") REFERENCES "Paper"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NoteUpdate" ADD CONSTRAINT "NoteUpdate_paperId_fkey" FOREIGN KEY ("paperId") REFERENCES "NoteDocument"("paperId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NoteWriter" ADD CONSTRAINT "NoteWriter_paperId_fkey" FOREIGN KEY ("paperId") REFERENCES "NoteDocument"("paperId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NoteWriter" ADD CONSTRAINT "NoteWriter_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What Prisma's schema cannot say.

-- Every process that holds sockets open hears within moments that somebody's rights may have changed.
CREATE FUNCTION notify_access_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'User' THEN
        PERFORM pg_notify('notes', 'access:' || OLD."id");
    ELSE
        PERFORM pg_notify('notes', 'access:' || OLD."userId");
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER "Member_access_changed" AFTER UPDATE OR DELETE ON "Member"
    FOR EACH ROW EXECUTE FUNCTION notify_access_changed();
CREATE TRIGGER "Session_access_changed" AFTER DELETE ON "Session"
    FOR EACH ROW EXECUTE FUNCTION notify_access_changed();
CREATE TRIGGER "User_access_changed" AFTER UPDATE OF "name", "isInstallationAdmin" ON "User"
    FOR EACH ROW EXECUTE FUNCTION notify_access_changed();

-- A note that is deleted takes the document that it was derived from with it.
CREATE FUNCTION delete_note_document() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM "NoteDocument" WHERE "paperId" = OLD."paperId";
    RETURN NULL;
END
$$;

CREATE TRIGGER "Note_deleted" AFTER DELETE ON "Note"
    FOR EACH ROW EXECUTE FUNCTION delete_note_document();
