-- rewrites data
-- CreateEnum
CREATE TYPE "Proof" AS ENUM ('MAILBOX', 'PROVIDER', 'INSTALLATION', 'LIST', 'EARLIER');

-- AlterTable
ALTER TABLE "User" ADD COLUMN "provenAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "Session" ADD COLUMN "listIds" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN "proof" "Proof";

-- AlterTable
ALTER TABLE "VerificationToken" ADD COLUMN "listIds" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN "proof" "Proof";

-- AlterTable
ALTER TABLE "Member" ADD COLUMN "provenAt" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "RateLimit" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "resetsAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "RateLimit_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "RateLimit_resetsAt_idx" ON "RateLimit"("resetsAt");

-- By hand, from here on. Nobody is signed out, and nobody loses a list: whoever is signed in, or holds a link
-- that was not opened yet, goes on with the lists of today. A list they are invited to later asks for a proof.

-- Links to an account of the installation's admin were only ever made by the operator.
UPDATE "Session" s SET "proof" = 'INSTALLATION'
FROM "User" u WHERE u."id" = s."userId" AND u."isInstallationAdmin";
UPDATE "Session" s SET "proof" = 'EARLIER',
    "listIds" = coalesce((SELECT array_agg(m."listId") FROM "Member" m WHERE m."userId" = s."userId"), '{}')
WHERE s."proof" IS NULL;

UPDATE "VerificationToken" t SET "proof" = 'INSTALLATION'
FROM "User" u WHERE u."email" = t."identifier" AND u."isInstallationAdmin";
UPDATE "VerificationToken" t SET "proof" = 'EARLIER',
    "listIds" = coalesce((
        SELECT array_agg(m."listId") FROM "Member" m JOIN "User" u ON u."id" = m."userId" WHERE u."email" = t."identifier"
    ), '{}')
WHERE t."proof" IS NULL;

ALTER TABLE "Session" ALTER COLUMN "proof" SET NOT NULL;
ALTER TABLE "VerificationToken" ALTER COLUMN "proof" SET NOT NULL;

-- Who has signed in by a provider has proven the address; so has the installation's admin, by the operator's link.
UPDATE "User" u SET "provenAt" = now() AT TIME ZONE 'utc'
WHERE u."emailVerified" IS NOT NULL
  AND (u."isInstallationAdmin" OR EXISTS (SELECT 1 FROM "Account" a WHERE a."userId" = u."id"));
-- Everybody else who has come before is known to the admins of the lists of today: those make no new link for them.
UPDATE "Member" m SET "provenAt" = now() AT TIME ZONE 'utc'
FROM "User" u WHERE u."id" = m."userId" AND u."emailVerified" IS NOT NULL;

-- The cookies in people's browsers stay good; who reads the database can no longer use what stands in it.
UPDATE "Session" SET "sessionToken" = encode(sha256(convert_to("sessionToken", 'UTF8')), 'hex');
