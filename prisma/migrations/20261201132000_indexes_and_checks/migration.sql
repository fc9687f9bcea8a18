-- Whoever deletes a person, a paper, a section or an experiment finds what refers to it without reading whole tables.
CREATE INDEX "Section_parentId_idx" ON "Section"("parentId");
CREATE INDEX "SourceRevision_importedById_idx" ON "SourceRevision"("importedById");
CREATE INDEX "ImportDraft_createdById_idx" ON "ImportDraft"("createdById");
CREATE INDEX "Job_createdById_idx" ON "Job"("createdById");
CREATE INDEX "Note_updatedById_idx" ON "Note"("updatedById");
CREATE INDEX "NoteVersion_authorId_idx" ON "NoteVersion"("authorId");
CREATE INDEX "Thread_resolvedById_idx" ON "Thread"("resolvedById");
CREATE INDEX "Thread_createdById_idx" ON "Thread"("createdById");
CREATE INDEX "Comment_authorId_idx" ON "Comment"("authorId");
CREATE INDEX "Experiment_createdById_idx" ON "Experiment"("createdById");
CREATE INDEX "ExperimentVersion_authorId_idx" ON "ExperimentVersion"("authorId");
CREATE INDEX "Run_paperId_idx" ON "Run"("paperId");
CREATE INDEX "Run_experimentId_idx" ON "Run"("experimentId");
CREATE INDEX "Run_userId_idx" ON "Run"("userId");
CREATE INDEX "ShareLink_sectionId_idx" ON "ShareLink"("sectionId");
CREATE INDEX "ShareLink_paperId_idx" ON "ShareLink"("paperId");
CREATE INDEX "ShareLink_createdById_idx" ON "ShareLink"("createdById");
CREATE INDEX "Removal_createdById_idx" ON "Removal"("createdById");
CREATE INDEX "AuditEvent_userId_idx" ON "AuditEvent"("userId");

-- Closed sets, as lib/papers/schema.ts and lib/experiments/runtime/compute.ts have them.
ALTER TABLE "Link" ADD CONSTRAINT "Link_kind_check" CHECK ("kind" IN ('paper', 'pdf', 'code', 'project', 'slides', 'video', 'blog', 'data', 'other'));
ALTER TABLE "Identifier" ADD CONSTRAINT "Identifier_scheme_check" CHECK ("scheme" IN ('arxiv', 'doi', 'openreview', 'acl', 'pmlr', 'cvf', 'neurips', 'pubmed', 's2', 'github'));
ALTER TABLE "Run" ADD CONSTRAINT "Run_deviceKind_check" CHECK ("deviceKind" IN ('webgpu', 'wasm', 'plain'));

-- A run is of an experiment on disk or of one that a member wrote.
ALTER TABLE "Run" ADD CONSTRAINT "Run_experiment_check" CHECK (("slug" IS NULL) <> ("experimentId" IS NULL));
