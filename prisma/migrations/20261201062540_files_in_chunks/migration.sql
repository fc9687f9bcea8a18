-- rewrites data
-- CreateTable
CREATE TABLE "File" (
    "sha256" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "storedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "File_pkey" PRIMARY KEY ("sha256")
);

-- CreateTable
CREATE TABLE "FileChunk" (
    "sha256" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "FileChunk_pkey" PRIMARY KEY ("sha256","seq")
);

-- What is kept here is compressed already, or read far more often than it is written.
ALTER TABLE "FileChunk" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;

-- Draft images had no hash of their own.
ALTER TABLE "ImportDraftAsset" ADD COLUMN "sha256" TEXT;
UPDATE "ImportDraftAsset" SET "sha256" = encode(sha256("bytes"), 'hex');
ALTER TABLE "ImportDraftAsset" ALTER COLUMN "sha256" SET NOT NULL;

-- Every file once, in pieces of 256 kB.
INSERT INTO "File" ("sha256", "size")
SELECT "sha256", octet_length("bytes") FROM "Asset" ON CONFLICT DO NOTHING;
INSERT INTO "FileChunk" ("sha256", "seq", "bytes")
SELECT "sha256", piece, substring("bytes" FROM piece * 262144 + 1 FOR 262144)
FROM "Asset", generate_series(0, (octet_length("bytes") - 1) / 262144) AS piece WHERE octet_length("bytes") > 0
ON CONFLICT DO NOTHING;
INSERT INTO "File" ("sha256", "size")
SELECT "sha256", octet_length("bytes") FROM "SourceRevision" ON CONFLICT DO NOTHING;
INSERT INTO "FileChunk" ("sha256", "seq", "bytes")
SELECT "sha256", piece, substring("bytes" FROM piece * 262144 + 1 FOR 262144)
FROM "SourceRevision", generate_series(0, (octet_length("bytes") - 1) / 262144) AS piece WHERE octet_length("bytes") > 0
ON CONFLICT DO NOTHING;
INSERT INTO "File" ("sha256", "size")
SELECT "sha256", octet_length("bytes") FROM "ImportDraft" ON CONFLICT DO NOTHING;
INSERT INTO "FileChunk" ("sha256", "seq", "bytes")
SELECT "sha256", piece, substring("bytes" FROM piece * 262144 + 1 FOR 262144)
FROM "ImportDraft", generate_series(0, (octet_length("bytes") - 1) / 262144) AS piece WHERE octet_length("bytes") > 0
ON CONFLICT DO NOTHING;
INSERT INTO "File" ("sha256", "size")
SELECT "sha256", octet_length("bytes") FROM "ImportDraftAsset" ON CONFLICT DO NOTHING;
INSERT INTO "FileChunk" ("sha256", "seq", "bytes")
SELECT "sha256", piece, substring("bytes" FROM piece * 262144 + 1 FOR 262144)
FROM "ImportDraftAsset", generate_series(0, (octet_length("bytes") - 1) / 262144) AS piece WHERE octet_length("bytes") > 0
ON CONFLICT DO NOTHING;

ALTER TABLE "Asset" DROP COLUMN "bytes";
ALTER TABLE "SourceRevision" DROP COLUMN "bytes";
ALTER TABLE "ImportDraft" DROP COLUMN "bytes";
ALTER TABLE "ImportDraftAsset" DROP COLUMN "bytes";

-- CreateIndex
CREATE INDEX "File_storedAt_idx" ON "File"("storedAt");

-- CreateIndex
CREATE INDEX "SourceRevision_sha256_idx" ON "SourceRevision"("sha256");

-- CreateIndex
CREATE INDEX "ImportDraft_sha256_idx" ON "ImportDraft"("sha256");

-- CreateIndex
CREATE INDEX "ImportDraftAsset_sha256_idx" ON "ImportDraftAsset"("sha256");

-- AddForeignKey
ALTER TABLE "SourceRevision" ADD CONSTRAINT "SourceRevision_sha256_fkey" FOREIGN KEY ("sha256") REFERENCES "File"("sha256") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportDraft" ADD CONSTRAINT "ImportDraft_sha256_fkey" FOREIGN KEY ("sha256") REFERENCES "File"("sha256") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportDraftAsset" ADD CONSTRAINT "ImportDraftAsset_sha256_fkey" FOREIGN KEY ("sha256") REFERENCES "File"("sha256") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FileChunk" ADD CONSTRAINT "FileChunk_sha256_fkey" FOREIGN KEY ("sha256") REFERENCES "File"("sha256") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Asset" ADD CONSTRAINT "Asset_sha256_fkey" FOREIGN KEY ("sha256") REFERENCES "File"("sha256") ON DELETE RESTRICT ON UPDATE CASCADE;
