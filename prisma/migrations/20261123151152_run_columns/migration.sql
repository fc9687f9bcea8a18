-- DropIndex
DROP INDEX "Run_listId_slug_createdAt_idx";

-- DropIndex
DROP INDEX "Run_listId_experimentId_createdAt_idx";

-- AlterTable
ALTER TABLE "Run" DROP COLUMN "result",
ADD COLUMN     "figures" JSONB NOT NULL,
ADD COLUMN     "isFallback" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "metrics" JSONB NOT NULL,
ADD COLUMN     "verdicts" JSONB NOT NULL;

-- CreateIndex
CREATE INDEX "Run_listId_slug_createdAt_id_idx" ON "Run"("listId", "slug", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Run_listId_experimentId_createdAt_id_idx" ON "Run"("listId", "experimentId", "createdAt", "id");
