-- AlterTable
ALTER TABLE "ExperimentVersion" ALTER COLUMN "description" SET DATA TYPE JSON;
