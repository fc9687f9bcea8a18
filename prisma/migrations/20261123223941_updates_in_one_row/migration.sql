-- AlterTable
ALTER TABLE "NoteUpdate" ADD COLUMN     "count" INTEGER NOT NULL DEFAULT 1;
